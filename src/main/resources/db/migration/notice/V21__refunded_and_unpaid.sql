-- 退費後尚待繳費: until now the day that was promised for a payment stayed when its money went back. Of what waits, and whose last word
-- to its agency was that of a refund, it is taken away as it is now at the refund itself.
with word as (
    select item, id, true as refunded from refunded_notice
    union all
    select p.item, p.id, false from paid_notice p where p.item in (select item from refunded_notice)
), last as (
    select distinct on (item) item, refunded from word order by item, id desc
), unpaid as (
    select i.id from last l join item i on i.id = l.item
    where l.refunded and i.status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED')
), late as (
    delete from late_item where kind = 'LATE' and item in (select id from unpaid)
)
update item set expected_on = null where id in (select id from unpaid);

comment on column item.expected_on is
    'the day promised when it was accepted, or paid; null for what nobody has paid, or is older than the promise';
