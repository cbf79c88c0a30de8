-- 清查總覽: counted behind what happens, some minutes at most. To know how a month stands every line of its lists and everything that is
-- open has to be read, which the ministry's page must not wait for.
alter table clearing_list
    add column waiting  integer not null default 0 check (waiting >= 0),
    add column answered integer not null default 0 check (answered >= 0);
comment on column clearing_list.waiting is 'lines to which nothing was said and whose item has not ended, when they were counted last';
-- Counted with the first round; until then nothing is said to be done that is not.
update clearing_list set waiting = items;

create table open_age (
    agency  text primary key,
    week    integer not null,
    month   integer not null,
    quarter integer not null,
    more    integer not null,
    late    integer not null
) with (fillfactor = 50);

create table clearing_count (
    one boolean primary key default true check (one),
    at  timestamptz not null
);
