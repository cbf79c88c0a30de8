-- 受通報機關: the national agencies that take notices by the citizen's consent, and whom each lets citizens call.
-- Telephone numbers are the agencies' public service lines; where none serves the nation it says 見機關網站.
-- Promised days and patterns of extra keys marked [M] are not from an official text: confirm them with the agency.
insert into agency (code, name, name_en, kind, contact_unit, contact_phone, contact_hours,
                    promised_days, auto_replies, door, township_code, shown_order) values
    ('TAIPOWER', '台灣電力公司', 'Taiwan Power Company', 'RECEIVER', '客服中心', '1911', '24小時', 3, true, 'WEBHOOK', null, 10),
    ('TAIWATER', '台灣自來水公司', 'Taiwan Water Corporation', 'RECEIVER', '客服中心', '1910', '24小時', 3, true, 'WEBHOOK', null, 20),
    ('TPEWATER', '臺北自來水事業處', 'Taipei Water Department', 'RECEIVER', '客服中心', '(02)8733-5678', '24小時', 3, true, 'WEBHOOK', null, 30),
    ('LAND', '內政部地政司（地政機關）', 'Department of Land Administration', 'LINKED', '土地所在地地政事務所', '見機關網站', '上班日 8:00–17:00', 5, true, 'WEBHOOK', null, 40),
    ('MVO', '交通部公路局（公路監理機關）', 'Highway Bureau (motor vehicle offices)', 'LINKED', '監理服務專線', '412-8168', '上班日 8:00–17:00', 3, false, 'WEBHOOK', null, 50),
    ('LTAX', '地方稅稽徵機關', 'Local tax authorities', 'LINKED', '各縣市地方稅稽徵機關', '0800-086-969', '上班日 8:00–17:00', 5, false, 'WEBHOOK', null, 60),
    ('NTAX', '財政部國稅局', 'National Taxation Bureau', 'LINKED', '國稅免費服務專線', '0800-000-321', '上班日 8:00–17:00', 5, false, 'WEBHOOK', null, 70),
    ('NHIA', '衛生福利部中央健康保險署', 'National Health Insurance Administration', 'LINKED', '健保諮詢服務專線', '0800-030-598', '上班日 8:00–17:30', 5, false, 'WEBHOOK', null, 80),
    ('BLI', '勞動部勞工保險局', 'Bureau of Labor Insurance', 'LINKED', '電話服務中心', '(02)2396-1266', '上班日 8:30–17:30', 5, false, 'WEBHOOK', null, 90);

insert into extra_key (agency, name, label, label_en, pattern, example) values
    ('TAIPOWER', 'electricityNo', '電號', 'Electricity account number', '\d{11}', '01234567890'),
    ('TAIWATER', 'waterNo', '水號', 'Water account number', '[0-9A-Z]{2}\d{9}', '4K123456789'),
    ('TPEWATER', 'waterNo', '水號', 'Water account number', '[0-9A-Z]\d{9}', '1123456789'),
    ('MVO', 'plateNo', '車牌號碼', 'Plate number', '[A-Z0-9]{2,4}-[A-Z0-9]{2,4}', 'ABC-1234');

-- What each takes. Hooks in law: 道路交通安全規則 §75 (licences), 土地登記規則 §149, §152 (names, addresses of owners),
-- 全民健康保險法施行細則 §40 (card data). In force since the national platform; ends are set by the agency's notice.
insert into capability (agency, change, valid_during, extra_keys, note, note_en, source) values
    ('TAIPOWER', 'NAME', '[2017-01-01,)', '{electricityNo}', '變更用電戶名，電號見電費單。', 'Changes the account name; the number is on your bill.', '[S] 欄位 [M]'),
    ('TAIPOWER', 'ADDRESS', '[2017-01-01,)', '{electricityNo}', '變更通訊地址，電號見電費單。', 'Changes the mailing address; the number is on your bill.', '[S] 欄位 [M]'),
    ('TAIWATER', 'NAME', '[2017-01-01,)', '{waterNo}', '變更用水戶名，水號見水費單。', 'Changes the account name; the number is on your bill.', '[S] 欄位 [M]'),
    ('TAIWATER', 'ADDRESS', '[2017-01-01,)', '{waterNo}', '變更通訊地址，水號見水費單。', 'Changes the mailing address; the number is on your bill.', '[S] 欄位 [M]'),
    ('TPEWATER', 'NAME', '[2017-01-01,)', '{waterNo}', '變更用水戶名，水號見水費單。', 'Changes the account name; the number is on your bill.', '[S] 欄位 [M]'),
    ('TPEWATER', 'ADDRESS', '[2017-01-01,)', '{waterNo}', '變更通訊地址，水號見水費單。', 'Changes the mailing address; the number is on your bill.', '[S] 欄位 [M]'),
    ('LAND', 'NAME', '[2017-01-01,)', '{}', '您名下全部土地及建物一併辦理更名。', 'All land and buildings in your name are changed together.', '[S] 土地登記規則 §149'),
    ('LAND', 'ADDRESS', '[2017-01-01,)', '{}', '登記簿上統一編號須與戶籍相符。', 'The ID number in the land register must match.', '[S] 土地登記規則 §152'),
    ('MVO', 'NAME', '[2017-01-01,)', '{}', '通報後須另洽監理機關換發駕照；有罰單或稅費未繳清者仍可通報。', 'A new driving licence must be collected; unpaid fines or taxes do not stand in the way.', '[S] 道路交通安全規則 §75'),
    ('MVO', 'UIN', '[2017-01-01,)', '{}', '通報後須另洽監理機關換發駕照；有罰單或稅費未繳清者仍可通報。', 'A new driving licence must be collected; unpaid fines or taxes do not stand in the way.', '[S] 道路交通安全規則 §75'),
    ('MVO', 'BIRTH_DATE', '[2017-01-01,)', '{}', '通報後須另洽監理機關換發駕照；有罰單或稅費未繳清者仍可通報。', 'A new driving licence must be collected; unpaid fines or taxes do not stand in the way.', '[S] 道路交通安全規則 §75'),
    ('MVO', 'ADDRESS', '[2017-01-01,)', '{plateNo}', '駕照及車籍地址以註記辦理；有罰單或稅費未繳清者仍可通報。', 'Licence and vehicle addresses are annotated; unpaid fines or taxes do not stand in the way.', '[S] 道路交通安全規則 §75，車牌號碼 [M]'),
    ('LTAX', 'NAME', '[2017-01-01,)', '{}', '房屋稅、地價稅、使用牌照稅納稅義務人姓名。', 'Name on house, land and vehicle tax bills.', '[M]'),
    ('LTAX', 'UIN', '[2017-01-01,)', '{}', '房屋稅、地價稅、使用牌照稅納稅義務人統一編號。', 'ID number on house, land and vehicle tax bills.', '[M]'),
    ('LTAX', 'ADDRESS', '[2017-01-01,)', '{}', '房屋稅、地價稅、使用牌照稅繳款書寄送地址。', 'Mailing address of house, land and vehicle tax bills.', '[M]'),
    ('NTAX', 'ADDRESS', '[2017-01-01,)', '{}', '綜合所得稅通訊地址。', 'Mailing address for income tax.', '[M]'),
    ('NHIA', 'NAME', '[2017-01-01,)', '{}', '姓名變更後須換發健保卡。', 'A new health insurance card is needed.', '[S] 全民健康保險法施行細則 §40'),
    ('NHIA', 'UIN', '[2017-01-01,)', '{}', '統一編號變更後須換發健保卡。', 'A new health insurance card is needed.', '[S] 全民健康保險法施行細則 §40'),
    ('NHIA', 'BIRTH_DATE', '[2017-01-01,)', '{}', '出生日期更正後須換發健保卡。', 'A new health insurance card is needed.', '[S] 全民健康保險法施行細則 §40'),
    ('BLI', 'ADDRESS', '[2017-01-01,)', '{}', '勞工保險及國民年金通訊地址。', 'Mailing address for labour insurance and the national pension.', '[S] 欄位 [M]');

-- 各鄉鎮市區: the agencies of each township that are told by statute, and the registration offices.
-- Real mergers and second offices (三民、鳳山 have two each) are rows to be edited; the directory starts with one a township.
insert into agency (code, name, name_en, kind, contact_unit, contact_phone, contact_hours,
                    promised_days, auto_replies, door, township_code, shown_order)
select a.prefix || t.code, replace(a.name, '%', t.county || t.name), replace(a.name_en, '%', t.county || t.name),
       'LINKED', a.unit, '見機關網站', '上班日 8:00–17:00', 7, false, 'INBOX', t.code, a.shown_order
from township t
cross join (values
    ('CONSCRIPTION-', '%公所役政單位', 'Conscription section, township office of %', '役政承辦', 1000),
    ('POLICE-', '%警察機關', 'Police of %', '戶口業務承辦', 2000),
    ('HEALTH-', '%衛生所', 'Public health centre of %', '公共衛生承辦', 3000),
    ('HRO-', '%戶政事務所', 'Household registration office of %', '戶籍登記', 4000)
) as a (prefix, name, name_en, unit, shown_order);

-- In the capital the health centres are called 健康服務中心.
update agency a
set name = t.county || t.name || '健康服務中心'
from township t
where a.township_code = t.code and t.county = '臺北市' and a.code like 'HEALTH-%';

insert into office (code, name, name_en, phone, address)
select code, county || name || '戶政事務所', 'Household registration office of ' || county || name, '見機關網站', county || name
from township;

insert into responsibility (responsibility, township_code, valid_during, agency, source)
select r.responsibility, t.code, daterange '[1900-01-01,)', r.prefix || t.code, r.source
from township t
cross join (values
    ('CONSCRIPTION', 'CONSCRIPTION-', '[L] 兵役法、戶役政資訊系統役政介面'),
    ('POLICE', 'POLICE-', '[L] 戶籍法 §50、戶口查察 [M]'),
    ('HEALTH_CENTRE', 'HEALTH-', '[M]'),
    ('HOUSEHOLD_OFFICE', 'HRO-', '[L] 戶籍法施行細則')
) as r (responsibility, prefix, source)
union all
select v.responsibility, '', daterange '[1900-01-01,)', v.agency, v.source
from (values
    ('HEALTH_INSURANCE', 'NHIA', '[S] 全民健康保險法施行細則'),
    ('NATIONAL_TAX', 'NTAX', '[M] 遺產及贈與稅法')
) as v (responsibility, agency, source);
