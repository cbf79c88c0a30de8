-- Rules of the registrations of marriage, divorce, moving abroad, splitting and merging households, declared death and
-- birthplace: dated rows with their source.
alter table jurisdiction_rule drop constraint jurisdiction_rule_scope_check,
    add check (scope in ('ANY', 'DOMICILE', 'DOMICILE_COUNTY', 'MOVE_IN_OFFICE'));

insert into jurisdiction_rule values
    ('BIRTH', 'DOMICILE_COUNTY', '[2015-01-21,)', '戶籍法 §26; within the county by the practice of one office in 2018, nationwide opening not verified'),
    ('ACK', 'ANY', '[2015-01-21,)', '戶籍法 §26 但書, 內政部公告 [not verified]'),
    ('MARRY', 'ANY', '[2015-01-21,)', '戶籍法 §26'),
    ('MARRY_748', 'ANY', '[2019-05-24,)', '戶籍法 §26'),
    ('DIVORCE', 'ANY', '[2015-01-21,)', '戶籍法 §26'),
    ('END_748', 'ANY', '[2019-05-24,)', '戶籍法 §26'),
    ('MOVE_OUT', 'DOMICILE', '[2015-01-21,)', '戶籍法 §26'),
    ('SPLIT', 'DOMICILE', '[2015-01-21,)', '戶籍法 §26'),
    ('MERGE', 'DOMICILE', '[2015-01-21,)', '戶籍法 §26'),
    ('BIRTHPLACE', 'ANY', '[2015-01-21,)', '戶籍法 §26 但書, 內政部公告 [not verified]'),
    ('DEATH_DECL', 'ANY', '[2015-01-21,)', '戶籍法 §26 但書, 內政部公告');

insert into rule_value values
    ('birth.underAge', 12, '(,)', '戶籍法 §6'),
    ('birth.presumedDays', 302, '(,)', '民法 §1062, §1063: conceived in wedlock'),
    ('deadline.birthDays', 60, '(,)', '戶籍法 §48'),
    ('marriage.age', 16, '(,2023-01-01)', '民法 §980 (舊): women 16, men 18; the lower of the two'),
    ('marriage.age', 18, '[2023-01-01,)', '民法 §980'),
    ('marriage.collateralDegrees', 6, '(,)', '民法 §983 I (2)'),
    ('marriage.collateralDegrees748', 4, '(,)', '司法院釋字第七四八號解釋施行法 §5'),
    ('marriage.affinityDegrees', 5, '(,)', '民法 §983 I (3)'),
    ('marriage.designatedDays', 7, '(,)', 'a wedding day may be designated some office days ahead; how many is not verified');

insert into annotation_template values
    ('BIRTH_FATHER', 1, '{eventDate}在{birthPlace}出生約定從父姓{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('BIRTH_MOTHER', 1, '{eventDate}在{birthPlace}出生約定從母姓{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('BIRTH_FATHER_LOT', 1, '{eventDate}在{birthPlace}出生抽籤決定從父姓{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('BIRTH_MOTHER_LOT', 1, '{eventDate}在{birthPlace}出生抽籤決定從母姓{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('BIRTH_OUT_OF_WEDLOCK', 1, '{eventDate}在{birthPlace}出生從母姓{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ACK', 1, '{eventDate}經生父{father}認領{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ACK_SURNAME', 1, '原姓名{oldName}{eventDate}經生父{father}認領約定從父姓{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('MARRY', 1, '{eventDate}與{spouse}結婚{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('MARRY_748', 1, '{eventDate}與{spouse}結婚{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('DIVORCE', 1, '{eventDate}與{spouse}兩願離婚{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('DIVORCE_COURT', 1, '與{spouse}經法院裁判離婚{eventDate}確定{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('END_748', 1, '{eventDate}與{spouse}終止結婚{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('END_748_COURT', 1, '與{spouse}經法院裁判終止結婚{eventDate}確定{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('MOVE_OUT', 1, '{eventDate}遷出國外（{country}）{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('SPLIT', 1, '{eventDate}在原址分戶{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('MERGE', 1, '{eventDate}在原址合戶{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('BIRTHPLACE', 1, '出生地{birthPlace}{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('BIRTHPLACE_CHANGED', 1, '原登記出生地{oldBirthPlace}更正為{birthPlace}{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('DEATH_DECL', 1, '經法院宣告死亡推定{eventDate}死亡{filedOn}申登。', '(,)', 'own wording [not verified]');

-- 統一編號 for those registered for the first time; whoever bore one once keeps it from everybody else.
create sequence national_id_number start 4200000;
create index person_former_number on person (national_id) where not upper_inf(valid_during);
create index person_superseded_number on person_superseded (national_id);
