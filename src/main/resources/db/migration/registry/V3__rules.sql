-- Rules that move by announcement, or that could not be verified: dated rows with their source, not code.

-- 管轄: where a registration may be filed.
create table jurisdiction_rule (
    kind        text      not null,
    scope       text      not null check (scope in ('ANY', 'DOMICILE', 'MOVE_IN_OFFICE')),
    effective   daterange not null check (not isempty(effective)),
    legal_basis text      not null,
    primary key (kind, effective without overlaps)
);
insert into jurisdiction_rule values
    ('ADDR', 'DOMICILE', '[2015-01-21,)', '戶籍法 §26'),
    ('MOVE_IN', 'MOVE_IN_OFFICE', '[2015-01-21,)', '戶籍法 §26'),
    ('NAME', 'ANY', '[2015-01-21,)', '戶籍法 §26 但書, 內政部公告 [not verified]'),
    ('BIRTH_DATE', 'DOMICILE', '[2015-01-21,)', '戶籍法 §26'),
    ('DEATH', 'ANY', '[2015-01-21,)', '戶籍法 §26 但書, 內政部公告');

-- 數值: limits, ages, fines.
create table rule_value (
    name        text      not null,
    value       integer   not null,
    effective   daterange not null check (not isempty(effective)),
    legal_basis text      not null,
    primary key (name, effective without overlaps)
);
insert into rule_value values
    ('adult.age', 20, '(,2023-01-01)', '民法 §12 (舊)'),
    ('adult.age', 18, '[2023-01-01,)', '民法 §12'),
    ('deadline.days', 30, '(,)', '戶籍法 §48'),
    ('deadline.residenceMonths', 3, '(,)', '戶籍法 §16-18; counted as three months and thirty days by one office [not verified]'),
    ('fine.from', 300, '(,)', '戶籍法 §79'),
    ('fine.to', 900, '(,)', '戶籍法 §79'),
    ('name.changes', 3, '(,)', '姓名條例 §9'),
    ('name.length', 15, '(,)', '國民身分證及戶口名簿製發相片影像檔建置管理辦法 §9: typed up to 15 characters'),
    ('name.printed', 6, '(,)', '國民身分證及戶口名簿製發相片影像檔建置管理辦法 §9: printed by machine up to 6'),
    ('name.criminalRecordAge', 14, '(,)', '姓名條例施行細則 §16'),
    ('minor.relativeDegrees', 3, '(,)', 'announcement of a registration office [not verified]'),
    ('parent.minimumAge', 12, '(,)', 'plausibility, not law'),
    ('parent.maximumAge', 60, '(,)', 'plausibility, not law'),
    ('human.maximumAge', 130, '(,)', 'plausibility, not law');

-- 記事範本: {name} is filled in once, when the registration is recorded. The official texts are not public.
create table annotation_template (
    code        text      not null,
    version     integer   not null,
    text        text      not null,
    effective   daterange not null check (not isempty(effective)),
    source      text      not null,
    primary key (code, effective without overlaps)
);
insert into annotation_template values
    ('ADDR', 1, '原住{oldAddress}{eventDate}住址變更{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('MOVE_IN', 1, '{eventDate}由{oldAddress}遷入{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('HEAD', 1, '原戶長{oldHead}{eventDate}{cause}由{newHead}繼為戶長{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('NAME_GIVEN', 1, '原姓名{oldName}{reason}{eventDate}第{nth}次改名。', '(,)', 'published by a registration office'),
    ('NAME_OTHER', 1, '原姓名{oldName}因{reason}{eventDate}變更姓名{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('NAME_FATHER', 1, '父原姓名{oldName}{eventDate}變更姓名為{newName}{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('NAME_MOTHER', 1, '母原姓名{oldName}{eventDate}變更姓名為{newName}{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('NAME_SPOUSE', 1, '配偶原姓名{oldName}{eventDate}變更姓名為{newName}{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('BIRTH_DATE', 1, '原登記出生日期{oldDate}因{reason}更正為{newDate}{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('DEATH', 1, '{eventDate}{place}死亡{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('DEATH_SPOUSE', 1, '配偶{name}{eventDate}死亡{filedOn}申登。', '(,)', 'own wording [not verified]');

-- 放假日: days on which a time limit does not end, beside Saturdays and Sundays.
create table holiday (
    day    date primary key,
    name   text not null,
    source text not null
);
insert into holiday
select day, name, '紀念日及節日實施條例 and the customary make-up days; reckoned, compare with the calendar of 行政院人事行政總處 [not verified]'
from (values
    (date '2026-01-01', '開國紀念日'),
    (date '2026-02-15', '小年夜'), (date '2026-02-16', '農曆除夕'), (date '2026-02-17', '春節'),
    (date '2026-02-18', '春節'), (date '2026-02-19', '春節'), (date '2026-02-20', '小年夜補假'),
    (date '2026-02-27', '和平紀念日補假'), (date '2026-02-28', '和平紀念日'),
    (date '2026-04-03', '兒童節補假'), (date '2026-04-04', '兒童節'),
    (date '2026-04-05', '清明節'), (date '2026-04-06', '清明節補假'),
    (date '2026-05-01', '勞動節'), (date '2026-06-19', '端午節'),
    (date '2026-09-25', '中秋節'), (date '2026-09-28', '教師節'),
    (date '2026-10-09', '國慶日補假'), (date '2026-10-10', '國慶日'),
    (date '2026-10-25', '臺灣光復節'), (date '2026-10-26', '臺灣光復節補假'),
    (date '2026-12-25', '行憲紀念日'),
    (date '2027-01-01', '開國紀念日'),
    (date '2027-02-04', '小年夜'), (date '2027-02-05', '農曆除夕'), (date '2027-02-06', '春節'),
    (date '2027-02-07', '春節'), (date '2027-02-08', '春節'), (date '2027-02-09', '春節補假'),
    (date '2027-02-10', '春節補假'),
    (date '2027-02-28', '和平紀念日'), (date '2027-03-01', '和平紀念日補假'),
    (date '2027-04-04', '兒童節'), (date '2027-04-05', '清明節'), (date '2027-04-06', '兒童節補假'),
    (date '2027-04-30', '勞動節補假'), (date '2027-05-01', '勞動節'),
    (date '2027-06-09', '端午節'), (date '2027-09-15', '中秋節'), (date '2027-09-28', '教師節'),
    (date '2027-10-10', '國慶日'), (date '2027-10-11', '國慶日補假'),
    (date '2027-10-25', '臺灣光復節'),
    (date '2027-12-24', '行憲紀念日補假'), (date '2027-12-25', '行憲紀念日'),
    (date '2027-12-31', '開國紀念日補假')
) as days (day, name);
