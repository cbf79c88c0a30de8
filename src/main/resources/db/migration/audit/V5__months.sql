-- 按月分割: the third step. What is there becomes the first part as it is, without a row being moved; it is not read again, since
-- its constraint says already what the bounds say. A trail without rows begins with months at once.
--
-- The parts are cut by the time of the row, since retention counts in it. A key of the whole would have to contain the time;
-- so each part has its own over seq, and that no seq stands in two parts is for the leaves to say, where it is unique.
-- Nothing is ever without a part: what no month takes stands in trail_rest.
-- Acts come first: who does not get the table in five seconds tries again at the next start.
set local lock_timeout = '5s';
do $$
declare
    bound   timestamptz;
    next    bigint;
    grantee text;
begin
    lock table trail in access exclusive mode;
    select substring(pg_get_constraintdef(oid) from '''([^'']+)''')::timestamptz into strict bound
      from pg_constraint where conrelid = 'trail'::regclass and conname = 'before_months';
    select last_value + is_called::int into strict next from trail_seq_seq;

    alter table trail rename to trail_before;
    alter index trail_pkey rename to trail_before_pkey;
    alter index trail_subject rename to trail_before_subject;
    alter index trail_actor rename to trail_before_actor;
    alter index trail_at rename to trail_before_at;
    alter table trail_before alter column seq drop identity;

    -- The names of the constraints are those by which a part is known to have them.
    create table trail (
        seq           bigint generated always as identity,
        at            timestamptz not null,
        actor_kind    text        not null constraint trail_actor_kind_check
                                  check (actor_kind in ('STAFF', 'OFFICER', 'SYSTEM', 'CITIZEN', 'RULE')),
        actor_id      text        not null,
        office        text,
        agency        text,
        action        text        not null,
        object        text,
        subject_index bytea       constraint trail_subject_index_check check (octet_length(subject_index) = 32),
        outcome       text        not null constraint trail_outcome_check check (outcome in ('DONE', 'REFUSED')),
        detail        text        not null
    ) partition by range (at);
    execute format('alter table trail alter column seq restart with %s', next);
    create index trail_subject on trail (subject_index, at) where subject_index is not null;
    create index trail_actor on trail (actor_id, at);
    create index trail_at on trail using brin (at);

    create table trail_rest partition of trail (primary key (seq)) default;

    -- Nodes of the version before are at work: at no moment do they lack the right to record.
    for grantee in
        select distinct quote_ident(r.rolname)
          from pg_class c cross join aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
         where c.oid = 'trail_before'::regclass and a.grantee <> c.relowner
    loop
        execute 'grant select, insert on trail to ' || grantee;
        execute 'revoke all on trail_before from ' || grantee;
    end loop;

    if exists (select from trail_before) then
        execute format('alter table trail attach partition trail_before for values from (minvalue) to (%L)', bound);
        alter table trail_before drop constraint before_months;
    else
        drop table trail_before;
    end if;
end
$$;
