-- 當日列名當日除名: who was named and taken off, or renumbered, within one day has no day on the roster, and could ask in between;
-- what was asked for them is compared with their family the night after like everybody's.
create table roster_within_day (
    id             bigint generated always as identity primary key,
    agency         text not null references agency,
    user_id        text not null check (user_id ~ '^[0-9A-Za-z._@-]{1,64}$'),
    day            date not null,
    number_sealed  bytea not null
);
create index roster_within_day_officer on roster_within_day (agency, user_id, day);
