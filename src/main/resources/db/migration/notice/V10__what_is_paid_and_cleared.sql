-- 核定給付: what an agency pays for an errand, and on which day. Sealed, since it is money of somebody.
alter table errand add column pays boolean not null default false;
comment on column errand.pays is 'the agency says what it pays and when; of others it is not kept';
update errand set pays = true where programme = 'labour-benefit';

alter table item add column benefit_sealed bytea;
comment on column item.benefit_sealed is 'JSON: amount in NT$ and day, null unless the agency said so';

-- 整編之整批通報 stands in the monthly clearing like every item: by the day it was accepted, too.
alter table bulletin add column accepted_at timestamptz not null default now();
update bulletin set accepted_at = since;
