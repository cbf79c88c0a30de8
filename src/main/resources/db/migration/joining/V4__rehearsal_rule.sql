-- 介接演練: 1 where an agency's machine may work under a new linkage only after a rehearsal, 0 where it may at once.
insert into rule_value values
    ('link.rehearsal', 1, '(,)', '核准後機關系統上線前須演練合格 [本系統訂定]');
