-- 轄區: the areas whose residents a grant is about (轄內資料). What was granted before stays about the nation.
alter table purpose
    add column territory text[] not null default '{}'
        check (array_to_string(territory, ' ') ~ '^(\d{5}(\d{3})?( \d{5}(\d{3})?)*)?$');
comment on column purpose.territory is 'codes of counties (five digits) and townships (eight); none for the nation';
