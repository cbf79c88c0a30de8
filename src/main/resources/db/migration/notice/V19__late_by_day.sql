-- 逾期已久: the ministry reads the oldest of what is late and still open. What rose once stays in late_item after it has ended, so the
-- list is walked from the items that are open, in the order of their days; it ends with its last line however much is late.
create index item_late_by_day on item (expected_on, id)
    where status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED');
drop index item_late;
create index item_untold on item (since, id) where status = 'REJECTED' and contacted_at is null;

-- How many there are is counted with the other figures of a clearing, and not whenever somebody measures.
alter table clearing_count add column risen integer not null default 0;

-- 無法解封之相片: due to be erased, and neither its digest is known nor does its seal open. It stays, is reported once and tried
-- again each day; what nobody can read tells nobody anything, and may be read again with the key it was sealed under.
create table unread_picture (
    id       uuid primary key,
    object   uuid        not null,
    found_at timestamptz not null,
    tried_at timestamptz not null
);
comment on column unread_picture.id is 'of the row in photo or confirmation; goes with the picture';
comment on column unread_picture.object is 'what the trail knows it by: the item, or the confirmation';
