-- Rules of the registrations of marriage, divorce, moving abroad, splitting and merging households, declared death and
-- birthplace: dated rows with their source.
insert into jurisdiction_rule values
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
    ('marriage.age', 16, '(,2023-01-01)', '民法 §980 (舊): women 16, men 18; the lower of the two'),
    ('marriage.age', 18, '[2023-01-01,)', '民法 §980'),
    ('marriage.collateralDegrees', 6, '(,)', '民法 §983 I (2)'),
    ('marriage.collateralDegrees748', 4, '(,)', '司法院釋字第七四八號解釋施行法 §5'),
    ('marriage.affinityDegrees', 5, '(,)', '民法 §983 I (3)'),
    ('marriage.designatedDays', 7, '(,)', 'a wedding day may be designated some office days ahead; how many is not verified');

insert into annotation_template values
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
