-- 受理機關 of an item beside it, so that what waits of a county's offices is read from one index and nothing else.
alter table item add column office text;
comment on column item.office is 'of its application; null for what the law tells';
update item i set office = a.office from application a where a.id = i.application;

create index item_waits_of_office on item (office, accepted_at, id) include (expected_on)
    where office is not null and status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED');
create index item_ended_of_office on item (office, accepted_at) include (since)
    where office is not null and status in ('COMPLETED', 'REJECTED', 'NO_RECORD');

-- Nodes of the version before are at work meanwhile and do not know of it.
create function office_of_item() returns trigger language plpgsql as $$
begin
    select a.office into new.office from notice.application a where a.id = new.application;
    return new;
end
$$;
create trigger item_has_its_office before insert on item
    for each row when (new.application is not null and new.office is null) execute function office_of_item();
