-- Who was told of a fact is told that it was corrected or taken back, without consent (個資法 §11 last paragraph), and who is told
-- of facts by statute is told of a number, a correction and the end of a domicile as well.
alter table statutory_rule drop constraint statutory_rule_kind_check;
alter table statutory_rule add constraint statutory_rule_kind_check
    check (kind in ('ADDR', 'MOVE_IN', 'NAME', 'BIRTH_DATE', 'DEATH', 'DEATH_DECL', 'ID_NUMBER', 'CORRECT', 'REVOKE', 'ANNUL'));

insert into statutory_rule (kind, change, responsibility, township, men_only, age_from, age_until, valid_during,
                            shown, shown_en, note, note_en, source)
select c.kind, c.change, 'CONSCRIPTION', 'AFTER', true, 18, 36, daterange '[2000-02-02,)',
       '戶籍地公所役政單位', 'Conscription section of the township office',
       '限役齡男子，依法通報。', 'Men of conscription age only, told by law.',
       '[L] 兵役法 §3, §32'
from (values ('ID_NUMBER', 'UIN'), ('CORRECT', 'NAME'), ('CORRECT', 'UIN'), ('CORRECT', 'ADDRESS'), ('CORRECT', 'DEATH'),
             ('ANNUL', 'STATUS')) as c (kind, change);

insert into statutory_rule (kind, change, responsibility, township, valid_during, shown, shown_en, note, note_en, source)
select k.kind, k.change, r.responsibility, 'AFTER', r.valid_during::daterange, r.shown, r.shown_en, '依法通報。', 'Told by law.', r.source
from (values ('ID_NUMBER', 'UIN'), ('CORRECT', 'UIN'), ('CORRECT', 'DEATH'), ('ANNUL', 'STATUS')) as k (kind, change)
cross join (values
    ('HEALTH_INSURANCE', '[1995-03-01,)', '健保署', 'National Health Insurance Administration', '[M] 全民健康保險法'),
    ('NATIONAL_TAX', '[1952-01-01,)', '財政部國稅局', 'National Taxation Bureau', '[M] 稅捐稽徵法'),
    ('POLICE', '[1973-01-01,)', '戶籍地警察機關', 'Police', '[M]')) as r (responsibility, valid_during, shown, shown_en, source);

insert into statutory_rule (kind, change, responsibility, township, valid_during, shown, shown_en, note, note_en, source)
select k.kind, k.change, 'EARLIER_RECIPIENT', 'AFTER', daterange '[2012-10-01,)', '原受通報機關', 'Agencies told of it before',
       '曾受通報者，一併通知更正或撤銷。', 'Whoever was told before is told that it was corrected or taken back.', '[L] 個人資料保護法 §11'
from (values ('ID_NUMBER', 'UIN'), ('BIRTH_DATE', 'BIRTH_DATE'),
             ('CORRECT', 'NAME'), ('CORRECT', 'UIN'), ('CORRECT', 'ADDRESS'), ('CORRECT', 'HEAD'), ('CORRECT', 'MARITAL'), ('CORRECT', 'STATUS'), ('CORRECT', 'DEATH'),
             ('REVOKE', 'NAME'), ('REVOKE', 'UIN'), ('REVOKE', 'BIRTH_DATE'), ('REVOKE', 'ADDRESS'), ('REVOKE', 'HEAD'),
             ('REVOKE', 'DEATH'), ('REVOKE', 'MARITAL'), ('REVOKE', 'STATUS')) as k (kind, change);

create index item_of_person on item (person, change);
