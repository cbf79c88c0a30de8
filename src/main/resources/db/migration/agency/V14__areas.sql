-- 訂閱區域: whose changes, by township or county, a purpose may be told without following each person. None where the ministry named none.
alter table purpose
    add column areas text[] not null default '{}'
        check (array_to_string(areas, ' ') ~ '^(\d{5}(\d{3})?( \d{5}(\d{3})?)*)?$');
comment on column purpose.areas is 'codes of counties (five digits) and townships (eight)';
