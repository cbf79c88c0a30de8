-- 訊息合併: what says the same as one that may have left is a message of its own. Nulls are all different to message_waiting_once, so a
-- row without its index takes nothing in any more; the version before goes on working beside this one.
alter table message alter column address_index drop not null;
update message set address_index = null where state = 'PENDING' and (in_hand > 0 or tries > 0);
comment on column message.address_index is
    'by which what waits and says the same to the same address is said once; null since it was first taken to be sent';
