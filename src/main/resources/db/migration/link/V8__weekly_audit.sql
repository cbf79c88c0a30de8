-- 每週稽核: what the agency found about a query that was drawn; once, and never changed.
create table checked (
    transaction_id uuid primary key,
    agency         text        not null,
    week           date        not null check (extract(isodow from week) = 1),
    sound          boolean     not null,
    remark_sealed  bytea       not null,
    by_whom        text        not null,
    at             timestamptz not null
);
create index checked_week on checked (week, agency);
comment on column checked.week is 'its Monday';
