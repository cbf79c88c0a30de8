-- 相片銷毀 (個資法 §11): what a picture was for ends, and some days later the sealed picture goes; its digest stays, by which one that
-- somebody shows is known again. How many days is a dated rule.
insert into registry.rule_value values
    ('passport.photo.keepDays', 30, '(,)', 'days after a confirmation holds no more: own measure [not verified]'),
    ('nhi.photo.keepDays', 30, '(,)', 'days after the card was delivered or refused: own measure [not verified]');

alter table photo alter column photo_sealed drop not null,
    add column sha256 bytea check (octet_length(sha256) = 32),
    add column erased_at timestamptz,
    add constraint photo_kept_or_erased check ((photo_sealed is null) = (erased_at is not null));
comment on column photo.sha256 is 'of the picture; written when it came, or when it was erased';
create index photo_kept on photo (received_at) where photo_sealed is not null;

alter table confirmation alter column photo_sealed drop not null,
    add column sha256 bytea check (octet_length(sha256) = 32),
    add column erased_at timestamptz,
    add constraint confirmation_kept_or_erased check ((photo_sealed is null) = (erased_at is not null));
create index confirmation_kept on confirmation (begun_at) where photo_sealed is not null;

create or replace function confirmation_stays() returns trigger language plpgsql as $$
declare
    picture constant text[] := array['photo_sealed', 'sha256', 'erased_at'];
begin
    if old.result is not null
       and (old.photo_sealed is null or new.photo_sealed is not null or to_jsonb(old) - picture <> to_jsonb(new) - picture) then
        raise exception 'a confirmation that was decided stays as it is, but for its picture that goes';
    end if;
    return new;
end
$$;
