-- 清查: by the fifth of each month every agency gets what it was sent by the end of the month before and has not ended. A list has
-- a number and a day, and stays as it was made; what was answered to it stands beside it.
alter table item add column accepted_at timestamptz not null default now();
alter table item add column expected_on date;
comment on column item.expected_on is 'the day promised when it was accepted; null for what is older than the promise';
update item i set accepted_at = s.at
from (select item, min(at) as at from item_step group by item) s where s.item = i.id;

create index item_late on item (expected_on)
    where status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED');

create index item_uncontacted on item (agency, since) where status = 'REJECTED' and contacted_at is null;

create table clearing_month (
    month    date primary key check (extract(day from month) = 1),
    built_at timestamptz not null,
    built_by text        not null
);

create table clearing_list (
    number     text primary key,
    agency     text        not null,
    month      date        not null references clearing_month,
    built_at   timestamptz not null,
    items      integer     not null,
    handed_at  timestamptz,
    missed_at  timestamptz,
    unique (agency, month)
);
comment on column clearing_list.handed_at is 'when somebody of the agency, or its system, first took it';
comment on column clearing_list.missed_at is 'noted after the day by which it was to be handed over';

-- No foreign keys: a month is written by one statement over everything that is open, and a key would be asked for every line.
create table clearing_line (
    list   text        not null,
    line   integer     not null,
    item   uuid        not null,
    status text        not null,
    since  timestamptz not null,
    primary key (list, line)
);
create index clearing_line_of_item on clearing_line (item);

create table clearing_answer (
    id     bigint generated always as identity primary key,
    list   text        not null references clearing_list,
    item   uuid        not null,
    answer text        not null check (answer in ('DONE', 'NOT_RECEIVED', 'REJECTED', 'NO_RECORD')),
    at     timestamptz not null,
    by     text        not null
);
create index clearing_answer_of on clearing_answer (list, item);

create function clearing_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a clearing list stays as it was made';
end
$$;
create trigger clearing_line_stays before update or delete on clearing_line
    for each statement execute function clearing_stays();
create trigger clearing_answer_stays before update or delete on clearing_answer
    for each statement execute function clearing_stays();

-- The first answer to every request of an agency's system, so that the same key gets the same again.
create table clearing_request (
    agency text        not null,
    key    text        not null,
    digest bytea       not null,
    answer text        not null,
    at     timestamptz not null,
    primary key (agency, key)
);

-- 逾期: what rose to the agency's clearing officer, and later to the ministry; each step once.
create table late_item (
    item        uuid primary key references item,
    agency      text not null,
    kind        text not null check (kind in ('LATE', 'UNCONTACTED')),
    due_on      date not null,
    officer_on  date not null,
    ministry_on date
);
comment on column late_item.due_on is 'the day that passed: promised for the item, or for telling the citizen of a rejection';

-- 清查及逾期之數值: announced like all others.
insert into registry.rule_value values
    ('notice.clearing.day', 5, '(,)', '戶籍資料異動跨機關通報服務作業要點: by the 5th of each month; its text was not found [not verified]'),
    ('notice.late.ministryDays', 5, '(,)', 'working days after the promised day: own measure [not verified]'),
    ('notice.contact.days', 3, '(,)', 'working days for telling the citizen of a rejection: own measure [not verified]');
