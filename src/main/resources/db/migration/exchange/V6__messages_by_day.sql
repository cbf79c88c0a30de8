-- 日間發送: nobody at home is woken by a message; those to officers leave at any hour.
alter table message add column by_day boolean not null default false;
comment on column message.by_day is 'leaves only within the hours of the rule, also when it is tried again';
