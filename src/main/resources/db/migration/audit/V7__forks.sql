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

-- 列號前移: the numbers of rows that were lost are not given again. Forwards only, so that nothing can be put before what is there.
create function skip_rows(beyond bigint) returns bigint
    language sql
    security definer
    set search_path = audit, pg_temp
as $$
    select setval('trail_seq_seq', greatest(beyond, last_value)) from trail_seq_seq
$$;
revoke all on function skip_rows(bigint) from public;
