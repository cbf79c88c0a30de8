-- 自行稽核: the queries of its time as the register counted them, beside what the agency says; unknown of reports from before.
alter table own_audit add column recorded int check (recorded >= 0);
