-- 監護、輔助、未成年子女權利義務行使負擔: who acts for a person, or with them (戶籍法 §11–13).
alter table person
    add column care       text not null default 'NONE' check (care in ('NONE', 'GUARD', 'ASSIST', 'CUSTODY')),
    add column carer_id   bigint,
    add column carer_name text,
    add column carer2_id   bigint,
    add column carer2_name text;
alter table person_superseded
    add column care       text not null default 'NONE' check (care in ('NONE', 'GUARD', 'ASSIST', 'CUSTODY')),
    add column carer_id   bigint,
    add column carer_name text,
    add column carer2_id   bigint,
    add column carer2_name text;

insert into jurisdiction_rule values
    ('GUARD', 'ANY', '[2015-01-21,)', '戶籍法 §26 但書, 內政部公告 [not verified]'),
    ('ASSIST', 'ANY', '[2015-01-21,)', '戶籍法 §26 但書, 內政部公告 [not verified]'),
    ('CUSTODY', 'ANY', '[2015-01-21,)', '戶籍法 §26 但書, 內政部公告 [not verified]');

insert into annotation_template values
    ('GUARD', 1, '{eventDate}由{by}監護{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('GUARD_END', 1, '{eventDate}廢止由{by}監護{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ASSIST', 1, '{eventDate}由{by}輔助{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ASSIST_END', 1, '{eventDate}廢止由{by}輔助{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('CUSTODY', 1, '{eventDate}由{by}行使負擔權利義務{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('CUSTODY_END', 1, '{eventDate}廢止由{by}行使負擔權利義務{filedOn}申登。', '(,)', 'own wording [not verified]');

-- 原住民身分及民族別 (戶籍法 §14-1).
alter table person
    add column indigenous_status text not null default '' check (indigenous_status in ('', 'MOUNTAIN', 'PLAIN')),
    add column indigenous_people text not null default '',
    add column indigenous_name   text not null default '';
alter table person_superseded
    add column indigenous_status text not null default '' check (indigenous_status in ('', 'MOUNTAIN', 'PLAIN')),
    add column indigenous_people text not null default '',
    add column indigenous_name   text not null default '';

insert into jurisdiction_rule values
    ('INDIG', 'ANY', '[2015-01-21,)', '戶籍法 §26 但書, 內政部公告; correction and revocation at the domicile [not verified]');

insert into annotation_template values
    ('INDIG', 1, '{eventDate}取得{status}身分民族別{people}{name}{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('INDIG_CHANGED', 1, '{eventDate}變更為{status}身分民族別{people}{name}{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('INDIG_LOST', 1, '{eventDate}喪失原住民身分{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('INDIG_MOUNTAIN', 1, '山地原住民', '(,)', '原住民身分法 §2'),
    ('INDIG_PLAIN', 1, '平地原住民', '(,)', '原住民身分法 §2'),
    ('INDIG_AMIS', 1, '阿美族', '(,)', '行政院核定之民族'),
    ('INDIG_ATAYAL', 1, '泰雅族', '(,)', '行政院核定之民族'),
    ('INDIG_PAIWAN', 1, '排灣族', '(,)', '行政院核定之民族'),
    ('INDIG_BUNUN', 1, '布農族', '(,)', '行政院核定之民族'),
    ('INDIG_PUYUMA', 1, '卑南族', '(,)', '行政院核定之民族'),
    ('INDIG_RUKAI', 1, '魯凱族', '(,)', '行政院核定之民族'),
    ('INDIG_TSOU', 1, '鄒族', '(,)', '行政院核定之民族'),
    ('INDIG_SAISIYAT', 1, '賽夏族', '(,)', '行政院核定之民族'),
    ('INDIG_YAMI', 1, '雅美族', '(,)', '行政院核定之民族'),
    ('INDIG_THAO', 1, '邵族', '(,)', '行政院核定之民族'),
    ('INDIG_KAVALAN', 1, '噶瑪蘭族', '(,)', '行政院核定之民族'),
    ('INDIG_TRUKU', 1, '太魯閣族', '(,)', '行政院核定之民族'),
    ('INDIG_SAKIZAYA', 1, '撒奇萊雅族', '(,)', '行政院核定之民族'),
    ('INDIG_SEEDIQ', 1, '賽德克族', '(,)', '行政院核定之民族'),
    ('INDIG_HLAALUA', 1, '拉阿魯哇族', '(,)', '行政院核定之民族'),
    ('INDIG_KANAKANAVU', 1, '卡那卡那富族', '(,)', '行政院核定之民族');

-- 收養 (戶籍法 §8): the parents by adoption, beside those by birth.
alter table person
    add column adoptive_father_id   bigint,
    add column adoptive_father_name text,
    add column adoptive_mother_id   bigint,
    add column adoptive_mother_name text;
alter table person_superseded
    add column adoptive_father_id   bigint,
    add column adoptive_father_name text,
    add column adoptive_mother_id   bigint,
    add column adoptive_mother_name text;
create index person_adoptive_father on person (adoptive_father_id)
    where adoptive_father_id is not null and upper_inf(valid_during);
create index person_adoptive_mother on person (adoptive_mother_id)
    where adoptive_mother_id is not null and upper_inf(valid_during);

insert into jurisdiction_rule values
    ('ADOPT', 'ANY', '[2015-01-21,)', '戶籍法 §26 但書, 內政部公告 [not verified]'),
    ('ADOPT_END', 'ANY', '[2015-01-21,)', '戶籍法 §26 但書, 內政部公告 [not verified]');
insert into rule_value values
    ('adoption.ageGap', 20, '(,)', '民法 §1073'),
    ('adoption.ageGapOfSpousesChild', 16, '(,)', '民法 §1073');
insert into annotation_template values
    ('ADOPT', 1, '{eventDate}經法院裁定由{by}收養{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ADOPT_SURNAME', 1, '原姓名{oldName}{eventDate}經法院裁定由{by}收養從養家姓{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ADOPT_END', 1, '{eventDate}與{by}終止收養{filedOn}申登。', '(,)', 'own wording [not verified]');

-- 初設戶籍 (戶籍法 §15): filed where they live.
insert into jurisdiction_rule values
    ('INIT', 'DOMICILE', '[2015-01-21,)', '戶籍法 §26');
insert into annotation_template values
    ('INIT_SETTLEMENT', 1, '{eventDate}經許可定居初設戶籍{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('INIT_NATURALISED', 1, '{eventDate}歸化我國國籍初設戶籍{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('INIT_LATE', 1, '未辦出生登記{eventDate}初設戶籍{filedOn}申登。', '(,)', 'own wording [not verified]');
