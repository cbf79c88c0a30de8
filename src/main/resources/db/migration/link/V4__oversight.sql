-- 保密之目的: investigations of which the person learns only after some time (rule_value link.ownLog.delayDays); dated, with the
-- law that says so.
create table discreet_purpose (
    purpose     text      not null,
    effective   daterange not null check (not isempty(effective)),
    legal_basis text      not null check (legal_basis <> ''),
    primary key (purpose, effective without overlaps)
);

-- 案號: by its index queries of one case are counted without opening it.
alter table query add column case_index bytea check (octet_length(case_index) = 32);
create index query_case on query (agency, case_index) where case_index is not null;
