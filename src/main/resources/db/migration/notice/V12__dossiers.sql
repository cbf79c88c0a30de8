-- 案件卷宗: which bundles left the house, for what, and by whom. The bundle itself is not kept: it can be made again, and would be a second
-- place full of what it tells. Its digest says whether a file that somebody brings is the one.
create table dossier (
    id              uuid primary key,
    application     uuid        not null references application,
    ground          text        not null check (ground in ('COMPLAINT', 'APPEAL', 'COURT', 'DISCIPLINE')),
    reason_sealed   bytea       not null,
    manifest_sha256 bytea       not null check (octet_length(manifest_sha256) = 32),
    office          text        not null check (office ~ '^\d{8}$'),
    made_at         timestamptz not null,
    made_by         text        not null
);
comment on column dossier.office is 'of the application: whoever answers for it sees that there is a dossier';
create index dossier_of_office on dossier (office, made_at desc);

create function dossier_stays() returns trigger language plpgsql as $$
begin
    raise exception 'that a dossier left the house stays written down';
end
$$;
create trigger dossier_stays before update or delete on dossier for each row execute function dossier_stays();
