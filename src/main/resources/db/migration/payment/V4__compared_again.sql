-- 再次比對: a day is compared with the books and with the files of other days, which move after it was compared.
alter table day_file add column compared_at timestamptz;
update day_file set compared_at = taken_at;
alter table day_file alter column compared_at set not null;
comment on column day_file.compared_at is 'when this version was compared last: with its own coming, or with that of another day';

-- The same index stood there twice.
drop index day_line_of_refund;
