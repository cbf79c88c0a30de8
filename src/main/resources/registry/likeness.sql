-- Who may be registered twice. Only the people of one office are looked up, each in an index over the country: by folded
-- name and birth date, by birth date and that part of the number which one wrong digit or two transposed ones leave whole
-- (the first four or the sixth to the ninth), by father. Whose door will be another offices is looked up here until that day. All pairs of a country are never compared.
with here as (
    select p.id, p.name_folded, p.birth_date, p.national_id, p.sex, p.birth_order, p.father_id, p.mother_id
    from (
        select id from registry.household
        where left(village_code, 8) = :township and upper_inf(valid_during) and not closed and valid_during @> :today::date
        union all
        select id from registry.household
        where left(village_code, 8) = :township and not upper_inf(valid_during) and not closed
            and valid_during @> :today::date
    ) h
    join registry.stay s on s.household_no = h.id and upper_inf(s.valid_during) and s.left_on is null
    join registry.person p on p.id = s.id and upper_inf(p.valid_during) and p.status = 'PRESENT'
    where %s
),
found as (
    select h.id as here, p.id as there, 'NAME_AND_BIRTH' as reason
    from here h join registry.person p on p.name_folded = h.name_folded and p.birth_date = h.birth_date
    where upper_inf(p.valid_during) and p.status = 'PRESENT' and p.id <> h.id
    union all
    select h.id, p.id, 'NEAR_NUMBER'
    from here h join registry.person p
        on p.birth_date = h.birth_date and left(p.national_id, 4) = left(h.national_id, 4)
    where upper_inf(p.valid_during) and p.status = 'PRESENT' and p.id <> h.id
        and registry.near_numbers(p.national_id, h.national_id)
    union all
    select h.id, p.id, 'NEAR_NUMBER'
    from here h join registry.person p
        on p.birth_date = h.birth_date and substr(p.national_id, 6, 4) = substr(h.national_id, 6, 4)
    where upper_inf(p.valid_during) and p.status = 'PRESENT' and p.id <> h.id
        and registry.near_numbers(p.national_id, h.national_id)
    union all
    select h.id, p.id, 'PARENTS_AND_BIRTH'
    from here h join registry.person p on p.father_id = h.father_id and p.mother_id = h.mother_id
    where upper_inf(p.valid_during) and p.status = 'PRESENT' and p.id <> h.id
        and p.birth_date = h.birth_date and p.sex = h.sex
        and (p.birth_order = h.birth_order or '' in (p.birth_order, h.birth_order))
),
pairs as (
    select least(here, there) as one, greatest(here, there) as other, array_agg(distinct reason order by reason) as reasons
    from found group by 1, 2
)
select p.one, p.other, p.reasons, r.verdict, r.settled_by, r.reason, r.ruled_by, r.ruled_at
from pairs p
left join lateral (
    select * from registry.likeness_ruling r
    where r.one = p.one and r.other = p.other order by r.ruled_at desc limit 1
) r on true
where r.verdict is distinct from 'DIFFERENT'
order by cardinality(p.reasons) desc, p.one, p.other limit :limit
