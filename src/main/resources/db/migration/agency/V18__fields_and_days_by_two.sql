-- 申辦欄位及單項辦理期限 are changed as receivers are: prepared by one, signed for by another for a day.
alter table proposal drop constraint proposal_subject_check;
alter table proposal add constraint proposal_subject_check
    check (subject in ('RECEIVER', 'RECEIVER_CHANGE', 'CAPABILITY', 'STATUTORY_RULE', 'FEE', 'FIELDS', 'ERRAND_FIELD', 'PROMISE'));
