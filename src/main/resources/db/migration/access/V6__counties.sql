-- 縣市政府民政局: whoever oversees the offices of a county has its code, the first five digits of each of its offices.
alter table account_role drop constraint account_role_role_check;
alter table account_role add constraint account_role_role_check
    check (role in ('CLERK', 'SUPERVISOR', 'COUNTY', 'OFFICER', 'MINISTRY', 'OPERATOR', 'AUDITOR'));
alter table account add column county text check (county ~ '^\d{5}$');
