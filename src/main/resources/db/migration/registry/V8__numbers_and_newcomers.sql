-- 統一編號更正、變更 (國民身分證及戶口名簿格式內容製發相片影像檔建置管理辦法 §5–6-1).
insert into jurisdiction_rule values
    ('ID_NUMBER', 'DOMICILE', '[2015-01-21,)', '國民身分證及戶口名簿格式內容製發相片影像檔建置管理辦法 §5');

insert into rule_value values
    ('idNumber.criminalAge', 14, '(,)', '刑法 §18: nobody is punished for what they did under fourteen'),
    ('idNumber.barredYears', 3, '[2023-09-12,)', '國民身分證及戶口名簿格式內容製發相片影像檔建置管理辦法 §6-1 II'),
    ('idNumber.barredYears', 3, '(,2023-09-12)', 'the same before it stood in a law [not verified]');

insert into annotation_template values
    ('KIND_ID_NUMBER', 1, '統一編號變更登記', '(,)', '戶籍法 §4'),
    ('ID_NUMBER_DUPLICATE', 1, '原統一編號{oldNumber}與他人重複{eventDate}變更{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ID_NUMBER_SEX_DIGIT', 1, '原統一編號{oldNumber}性別碼錯誤{eventDate}更正{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ID_NUMBER_MISUSED', 1, '原統一編號{oldNumber}遭冒用或偽造{eventDate}變更{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ID_NUMBER_WAS_DUPLICATE', 1, '原統一編號{oldNumber}曾與他人重複{eventDate}變更{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ID_NUMBER_FOURS', 1, '原統一編號{oldNumber}因特殊原因{eventDate}變更{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ID_NUMBER_OTHER', 1, '原統一編號{oldNumber}因{reason}{eventDate}變更{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ID_NUMBER_RESIDENT', 1, '原統一證號{oldNumber}{eventDate}換發新式統一證號{filedOn}申登。', '(,)', 'own wording [not verified]');

-- 初設戶籍 is filed where they live (戶籍法 §26), also where they found a household of their own.
alter table jurisdiction_rule drop constraint jurisdiction_rule_scope_check,
    add check (scope in ('ANY', 'DOMICILE', 'DOMICILE_COUNTY', 'MOVE_IN_OFFICE', 'RESIDENCE'));
update jurisdiction_rule set scope = 'RESIDENCE' where kind = 'INIT';

-- 無依兒童 (戶籍法 §6, §29, §49).
insert into annotation_template values
    ('BIRTH_FOUNDLING', 1, '無依兒童推定{eventDate}出生在{birthPlace}發現父母不詳{filedOn}申登。', '(,)', 'own wording [not verified]');

-- 某日之親屬: whose child somebody was on a day that is past; beside the indexes of whose child they are.
create index person_former_father on person (father_id)
    where father_id is not null and not upper_inf(valid_during);
create index person_former_mother on person (mother_id)
    where mother_id is not null and not upper_inf(valid_during);
create index person_former_adoptive_father on person (adoptive_father_id)
    where adoptive_father_id is not null and not upper_inf(valid_during);
create index person_former_adoptive_mother on person (adoptive_mother_id)
    where adoptive_mother_id is not null and not upper_inf(valid_during);

-- 某日某址之居民: where households stood for a time, and where they were believed to stand; beside the index of where they stand.
create index household_former_address on household (left(village_code, 8), street_folded text_pattern_ops)
    where not upper_inf(valid_during);
create index household_superseded_address
    on household_superseded (left(village_code, 8), street_folded text_pattern_ops);

-- 戶籍謄本.
insert into rule_value values
    ('fee.transcript', 15, '(,)', '戶政規費收費標準 (2023-09-12): NT$ a sheet');
