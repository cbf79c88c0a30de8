-- 申辦欄位 have their days: what an errand asks, and in which words, changes from a day on, and what held stays for whoever reads an older
-- notice. A field's choices hold as long as the field; both are closed on the day before the next begins.
alter table errand_choice drop constraint errand_choice_programme_change_field_fkey;
alter table errand_field drop constraint errand_field_pkey;
alter table errand_choice drop constraint errand_choice_pkey;

alter table errand_field add column valid_during daterange not null default '(,)' check (not isempty(valid_during));
alter table errand_field add column source text not null default '';
alter table errand_field add primary key (programme, change, name, valid_during without overlaps);
comment on column errand_field.source is 'text the change was announced by; empty for what came with the errand, whose own source says so';

alter table errand_choice add column valid_during daterange not null default '(,)' check (not isempty(valid_during));
alter table errand_choice add primary key (programme, change, field, code, valid_during without overlaps);
alter table errand_choice add foreign key (programme, change, field, period valid_during)
    references errand_field (programme, change, name, period valid_during);
