-- 覆核與補正之規則: announced with all others on the ministry's page, so they stand with all others, in the register. What offices
-- have ruled so far goes along; the days of a supplement begin there with what this table began with.
insert into registry.approval_rule (applies_to, needed, effective, legal_basis)
select kind || case when office = '' then '' else '/' || office end, case when required then 'TWO' else 'ONE' end,
       effective, legal_basis
from approval_rule;
insert into registry.approval_rule (applies_to, needed, effective, legal_basis)
select r.kind, 'ONE', '(,)', 'no law asks for a second person'
from (select distinct kind from registry.ex_officio_rule) as r
where not exists (select from registry.approval_rule a where a.applies_to = r.kind);
drop table approval_rule;

-- A number of days that somebody had set by hand holds on.
update registry.rule_value v set value = s.suggested
from supplement_rule s where v.name = 'supplement.days' and upper_inf(s.effective);
update registry.rule_value v set value = s.most
from supplement_rule s where v.name = 'supplement.mostDays' and upper_inf(s.effective);
drop table supplement_rule;
