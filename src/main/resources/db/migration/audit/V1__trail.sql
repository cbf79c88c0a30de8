-- 稽核軌跡. The product's role may select and insert here, nothing else.
create table trail (
    seq           bigint generated always as identity primary key,
    at            timestamptz not null,
    actor_kind    text        not null check (actor_kind in ('STAFF', 'OFFICER', 'SYSTEM', 'CITIZEN', 'RULE')),
    actor_id      text        not null,
    office        text,
    agency        text,
    action        text        not null,
    object        text,
    subject_index bytea check (octet_length(subject_index) = 32),
    outcome       text        not null check (outcome in ('DONE', 'REFUSED')),
    detail        text        not null
);

create index trail_subject on trail (subject_index, at) where subject_index is not null;
create index trail_actor on trail (actor_id, at);
create index trail_at on trail using brin (at);
