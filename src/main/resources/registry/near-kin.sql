-- 近親: whom of some people a member of staff is, is or was married to, or is or was related to by blood or marriage so near
-- that somebody else handles their case (行政程序法 §32). By blood is who has an ancestor in common within so many steps;
-- so it goes up from both sides only, by keys, and never down. Every parent and spouse counts who ever was one by what is
-- believed now: a relationship that ended bars as well. Who the member is, is known by a number they may have borne last year.
with recursive member as (
    select coalesce((select p.id from registry.person p where p.national_id = :self and upper_inf(p.valid_during)),
                    (select p.id from registry.person p where p.national_id = :self and not upper_inf(p.valid_during)
                     order by upper(p.valid_during) desc limit 1)) as id
), concerned as (
    select id from unnest(:people::bigint[]) as people (id)
    union
    select p.id from registry.person p where p.national_id = any (:numbers::text[]) and upper_inf(p.valid_during)
), side as (
    select id as of, true as member from member where id is not null
    union all
    select id, false from concerned
    where exists (select from member where id is not null)
), root as (
    select of, member, of as id, 0 as marriages from side
    union
    select s.of, s.member, p.spouse_id, 1
    from side s join registry.person p on p.id = s.of and p.spouse_id is not null
), up as (
    select distinct id as root, id, 0 as steps from root
    union
    select u.root, a.id, u.steps + 1
    from up u
    join registry.person p on p.id = u.id
    cross join lateral unnest(array[p.father_id, p.mother_id, p.adoptive_father_id, p.adoptive_mother_id]) as a (id)
    where a.id is not null and u.steps < greatest(:blood, :affinity)
), tie as (
    select c.of as id, m.marriages + c.marriages as marriages, min(mu.steps + cu.steps) as degree
    from root m
    join up mu on mu.root = m.id
    join up cu on cu.id = mu.id
    join root c on c.id = cu.root and not c.member
    where m.member
    group by 1, 2
), near as (
    select id, degree,
           case when marriages = 0 and degree = 0 then 'SELF'
                when marriages = 1 and degree = 0 then 'SPOUSE'
                when marriages = 0 and degree <= :blood then 'BLOOD'
                when marriages > 0 and degree between 1 and :affinity then 'AFFINITY' end as sort
    from tie
)
select distinct on (n.id) n.id, p.national_id, n.sort, n.degree
from near n join registry.person p on p.id = n.id and upper_inf(p.valid_during)
where n.sort is not null
order by n.id, array_position(array['SELF', 'SPOUSE', 'BLOOD', 'AFFINITY'], n.sort), n.degree
