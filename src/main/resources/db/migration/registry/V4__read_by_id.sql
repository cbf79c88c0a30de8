-- The planner takes a sequential scan before the temporal key's GiST for 'this id on that day', so the histories are read
-- through plain B-trees, which also serve every other day. That only one spell is open, the temporal key says already.
create index person_by_id on person (id);
create index stay_by_id on stay (id);
create index household_by_id on household (id);
create index person_superseded_by_id on person_superseded (id);
create index stay_superseded_by_id on stay_superseded (id);
create index household_superseded_by_id on household_superseded (id);
drop index person_present;
drop index stay_present;
drop index household_present;
