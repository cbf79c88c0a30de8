-- 退件簿: every notice that was given up, until a person says why it leaves the list. The promise itself stays in outbox.
create table dead_letter (
    outbox_id uuid        not null references outbox (id),
    attempt   integer     not null,
    agency    text        not null,
    type      text        not null,
    died_at   timestamptz not null,
    ended_at  timestamptz,
    ended_by  text,
    reason    bytea,
    primary key (outbox_id, attempt),
    check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (reason is null))
);
create index dead_letter_open on dead_letter (agency, died_at) where ended_at is null;

insert into dead_letter (outbox_id, attempt, agency, type, died_at)
select id, attempt, agency, type, coalesce(settled_at, since) from outbox where state = 'DEAD' and not withdrawn;

-- An endpoint that failed for five days is closed until a person opens it.
alter table endpoint
    add column failing_since timestamptz,
    add column disabled_at   timestamptz;
