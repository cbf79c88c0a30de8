-- Gives households another address from a day on, all of them in one statement: what was believed of that day and later is
-- laid to the superseded beliefs, and believed anew, before the day as it was, from the day on at the other door. Record,
-- head and since when they live there stay, for nobody moved.
with doors as (
    select * from unnest(:ids::text[], :oldVillages::text[], :oldNeighbourhoods::int[], :oldStreets::text[],
                         :villages::text[], :counties::text[], :townships::text[], :names::text[],
                         :neighbourhoods::int[], :streets::text[], :folded::text[])
        as d (household, old_village, old_neighbourhood, old_street,
              new_village_code, new_county, new_township, new_village, new_neighbourhood, new_street, new_folded)
),
gone as (
    delete from registry.household h using doors d
    where h.id = d.household and h.village_code = d.old_village and h.neighbourhood = d.old_neighbourhood
      and h.street = d.old_street and (upper_inf(h.valid_during) or upper(h.valid_during) > :from::date)
      and (:closedToo or not h.closed)
    returning h.*, d.*
),
kept as (
    insert into registry.household_superseded
        (id, valid_during, recorded_during, record_no, kind, head, village_code, county, township, village, neighbourhood,
         street, street_folded, opened_on, address_since, closed)
    select id, valid_during, tstzrange(recorded_at, :at), record_no, kind, head, village_code, county, township, village,
           neighbourhood, street, street_folded, opened_on, address_since, closed
    from gone
)
insert into registry.household
    (id, valid_during, recorded_at, record_no, kind, head, village_code, county, township, village, neighbourhood,
     street, street_folded, opened_on, address_since, closed)
select id, daterange(lower(valid_during), :from::date), :at, record_no, kind, head, village_code, county, township, village,
       neighbourhood, street, street_folded, opened_on, address_since, closed
from gone where lower(valid_during) < :from::date
union all
select id, daterange(greatest(lower(valid_during), :from::date), upper(valid_during)), :at, record_no, kind, head,
       new_village_code, new_county, new_township, new_village, new_neighbourhood, new_street, new_folded,
       opened_on, address_since, closed
from gone
