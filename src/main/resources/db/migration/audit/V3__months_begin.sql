-- 按月分割 of the trail, in three steps, so that acts go on meanwhile (decision 91). The first: rows from now on are promised to lie
-- before a day at least a month away. That day ends the part into which everything goes that is there already.
do $$
declare
    month timestamp;
begin
    select date_trunc('month', greatest(max(at), now()) at time zone 'Asia/Taipei') into month from trail;
    execute format(
        'alter table trail add constraint before_months check (at < %L) not valid',
        (month + interval '2 months') at time zone 'Asia/Taipei');
end
$$;
