-- 日誌分叉: after a restore the log goes on from where the backup ended, under another name, and says so, signed. What it lost stays
-- named here for good.
create table fork (
    origin    text        primary key check (origin ~ '^[^\s+]+$'),
    before    text        not null,
    common    bigint      not null check (common >= 0),
    lost      bigint      not null check (lost > 0),
    at        timestamptz not null,
    place     integer     not null unique check (place > 1),
    statement text        not null
);
comment on column fork.common is 'rows that both logs have, as far as is known';
comment on column fork.lost is 'size of the last checkpoint that is known of the log before';

-- 列號前移: the numbers of rows that were lost are not given again. Forwards only, so that nothing can be put before what is there, and a
-- thousand million at a time, so that nobody uses them up. The lock keeps away whoever would take a number between reading and
-- setting: who records holds the trail before it takes one.
create function skip_rows(beyond bigint) returns bigint
    language plpgsql
    security definer
    set search_path = audit, pg_temp
    set lock_timeout = '5s'
as $$
declare
    last bigint;
begin
    lock table only trail in share row exclusive mode;
    select last_value into strict last from trail_seq_seq;
    return setval('trail_seq_seq', greatest(last, least(beyond, last + 1000000000)));
end
$$;
revoke all on function skip_rows(bigint) from public;
