-- 預建月份: makes the months that are due, the present one and three ahead, each adjoining the last there is. The product's role may
-- call it and decides nothing by it: no argument, no name, and what is made already is not touched. Rows that came into
-- trail_rest because their month was missing go into it unchanged.
--
-- Where rows are to move, nobody may be reading meanwhile with the list of parts of before: the trail itself is locked first, and the
-- integrator keeps away by the advisory lock.
--
-- Whoever waits for trail_rest waits three seconds at the most; then the acts come first, and it is tried again later.
create function months_ahead() returns integer
    language plpgsql
    security definer
    set search_path = audit, pg_temp
    set lock_timeout = '3s'
as $$
declare
    zone    constant text := 'Asia/Taipei';
    present timestamp;
    month   timestamp;
    name    text;
    bounds  text;
    locked  boolean := false;
    waiting boolean;
    moved   bigint;
    made    integer := 0;
begin
    perform pg_advisory_xact_lock(20490); -- one node at a time
    present := date_trunc('month', now() at time zone zone);
    select max(substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \(''([^'']+)''\)')::timestamptz) at time zone zone
      into month
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'audit.trail'::regclass;
    month := coalesce(month, present);
    while month <= present + interval '3 months' loop
        name := 'trail_' || to_char(month, 'YYYY_MM');
        bounds := format('at >= %1$L and at < %2$L', month at time zone zone, (month + interval '1 month') at time zone zone);
        execute format('select exists (select from trail_rest where %s)', bounds) into waiting;
        if waiting and not locked then
            lock table only trail in access exclusive mode;
            locked := true;
        end if;
        execute format('create table %I (like trail including constraints, primary key (seq))', name);
        lock table trail_rest in access exclusive mode;
        execute format(
            'with moved as (delete from trail_rest where %2$s returning *) insert into %1$I select * from moved', name, bounds);
        get diagnostics moved = row_count;
        if moved > 0 and not locked then
            raise exception 'rows came into trail_rest meanwhile' using errcode = 'lock_not_available';
        end if;
        execute format(
            'alter table trail attach partition %I for values from (%L) to (%L)',
            name, month at time zone zone, (month + interval '1 month') at time zone zone);
        month := month + interval '1 month';
        made := made + 1;
    end loop;
    return made;
end
$$;
revoke all on function months_ahead() from public;
-- A lock that cannot be had is no reason not to start: the product makes the months.
do $$
begin
    perform months_ahead();
exception when lock_not_available then
    raise notice 'months are made later: %', sqlerrm;
end
$$;

-- 已封存月份: what went out of the trail into a file after its time; its leaves and the nodes above them stay for good.
create table archived (
    month     text primary key,
    at        timestamptz not null default now(),
    rows      bigint      not null check (rows >= 0),
    first_seq bigint      not null,
    last_seq  bigint      not null check (last_seq >= first_seq),
    sha256    bytea       not null check (octet_length(sha256) = 32)
);
