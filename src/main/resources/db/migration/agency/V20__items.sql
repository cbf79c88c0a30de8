-- 業務項目: for which items of the catalogue a grant was given, so that whoever asks where a right is not used need not read sealed
-- applications. What was given before names none; there the law tells.
alter table purpose add column items text[] not null default '{}';
comment on column purpose.items is 'codes of the items of business in the catalogue of joining';
