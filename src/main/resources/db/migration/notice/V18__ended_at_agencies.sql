-- 已結案件: what an agency has answered, newest first, and by the agency's own case number, for the officer whom a citizen calls.
create index item_ended_at_agency on item (agency, since desc)
    where status in ('COMPLETED', 'NO_RECORD') or (status = 'REJECTED' and contacted_at is not null);
create index item_by_agency_case_no on item (agency, agency_case_no) where agency_case_no is not null;
