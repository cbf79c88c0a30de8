-- 部分退費: a refund is of a part of what came, or of the whole. Several can follow each other until all has gone back; one at a time waits
-- for its decision, so that a form sent twice asks once.
alter table refund add column amount int check (amount > 0);
update refund f set amount = r.amount from remittance r where r.id = f.remittance;
alter table refund alter column amount set not null;

drop index refund_once;
create unique index refund_asked_once on refund (remittance) where state = 'ASKED';
create index refund_of_remittance on refund (remittance, asked_at);
create index refund_ended on refund (ended_at) where state = 'CONFIRMED';

-- Never more than came: whoever asks holds the money's row first, and the sum is taken with it.
create function refund_within() returns trigger language plpgsql as $$
begin
    perform 1 from payment.remittance where id = new.remittance for update;
    if (select sum(amount) from payment.refund where remittance = new.remittance and state not in ('DECLINED', 'RETURNED'))
       > (select amount from payment.remittance where id = new.remittance) then
        raise exception 'refund_within: more would go back than came';
    end if;
    return null;
end
$$;
create trigger refund_within after insert or update of amount, state on refund for each row execute function refund_within();

create index day_line_refund on day_line (transaction_id) where channel = 'REFUND';
comment on column day_line.channel is 'how it was paid; REFUND of what the bank paid out, whose transaction is the number of the refund';
