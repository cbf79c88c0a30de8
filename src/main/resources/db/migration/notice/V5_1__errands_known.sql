-- 申辦業務: the errands there are. [L] read in the statute text, [P] a public page, [S] the commission, [M] not verified: forms, fields
-- and papers marked so are to be confirmed with the agency; a changed one closes the row and opens the next.
insert into registry.rule_value values
    ('errand.batchHour', 18, '(,)', 'the office sends the batch of the day after it has closed [not verified]'),
    ('nhi.card.lostFee', 200, '(,)', '健保卡遺失補發工本費 [P]'),
    ('nhi.card.changedFee', 200, '(,)', '健保卡資料變更換發工本費 [not verified]'),
    ('labour.funeral.parentTenths', 30, '(,)', '勞工保險條例 §62: 3 months for parents'),
    ('labour.funeral.spouseTenths', 30, '(,)', '勞工保險條例 §62: 3 months for a spouse'),
    ('labour.funeral.childTenths', 25, '(,)', '勞工保險條例 §62: 2.5 months for a child of 12 or more'),
    ('labour.funeral.infantTenths', 15, '(,)', '勞工保險條例 §62: 1.5 months for a child under 12'),
    ('labour.funeral.childAge', 12, '(,)', '勞工保險條例 §62'),
    ('labour.claimYears', 5, '(,)', '勞工保險條例 §30: claims lapse after five years');

insert into errand (place, programme, change, agency, kinds, changes, subject, standing, alone, person_told, fee_rule, manner, answer,
                    name, name_en, note, note_en, valid_during, source) values
    (10, 'nhi-card', 'newborn', 'NHIA', '{BIRTH}', '{}', 'NEWCOMER', 'PARENT', false, '{nationalId,name,birthDate,sex}', null, 'AT_ONCE', 'OPEN',
     '新生兒加保及健保卡', 'Newborn: insurance and card', '依附父或母投保，免費；製發無相片之健保卡，健保署以掛號寄送。', 'Insured with a parent, free of charge; a card without a photograph comes by registered post.', '[2015-07-01,)', '[P] 戶政事務所通報健保署跨機關服務'),
    (11, 'nhi-card', 'changed', 'NHIA', '{}', '{NAME,UIN,BIRTH_DATE}', 'LIVING', 'SELF', false, '{nationalId,name,birthDate}', 'nhi.card.changedFee', 'AT_ONCE', 'OPEN',
     '健保卡資料變更換發', 'Health card: new data', '繳費後製卡，5 至 7 個工作天掛號寄達。', 'Made after payment; comes by registered post in 5 to 7 working days.', '[2015-07-01,)', '[P] 戶政事務所通報健保署跨機關服務'),
    (12, 'nhi-card', 'lost', 'NHIA', '{}', '{}', 'LIVING', 'SELF', true, '{nationalId,name,birthDate}', 'nhi.card.lostFee', 'AT_ONCE', 'OPEN',
     '健保卡遺失補發', 'Health card: lost', '與國民身分證同時遺失者，可一併申辦；繳費後製卡，5 至 7 個工作天掛號寄達。', 'For who lost it together with the ID card. Made after payment; comes by registered post in 5 to 7 working days.', '[2015-07-01,)', '[P] 戶政事務所通報健保署跨機關服務'),
    (20, 'life-policy', 'check', 'LIA', '{DEATH,DEATH_DECL}', '{DEATH}', 'DEAD', 'KIN', true, '{nationalId,name,birthDate,deathDate}', null, 'AT_ONCE', 'DISCREET',
     '壽險保單清查', 'Life policies of the deceased', '免費（自行申請為 250 元）。保險公司直接聯絡受益人，查詢結果不會回傳戶政事務所；請求權時效 2 年。', 'Free of charge (NT$250 otherwise). Insurers write to beneficiaries themselves; nothing about policies comes back to the office. Claims lapse after 2 years.', '[2016-09-01,)', '[P] 壽險公會保單查詢'),
    (30, 'labour-benefit', 'maternity', 'BLI', '{BIRTH}', '{}', 'NEWCOMER', 'FAMILY', false, '{nationalId,name,birthDate}', null, 'DAILY', 'OPEN',
     '生育給付', 'Maternity benefit', '勞工保險與國民年金擇一申請；須有國內新臺幣帳戶，帳戶遭扣押者請改以書面申請。當日可更正，隔日起請洽勞保局。', 'Labour insurance or national pension, one of them. Needs a domestic NT$ account; where it is seized, apply on paper. Can be corrected here today, at the Bureau from tomorrow on.', '[2018-07-16,)', '[P] 勞保局一站式服務'),
    (31, 'labour-benefit', 'funeral', 'BLI', '{DEATH,DEATH_DECL}', '{DEATH}', 'DEAD', 'FAMILY', true, '{nationalId,name,birthDate,deathDate}', null, 'DAILY', 'OPEN',
     '家屬死亡給付', 'Labour insurance: funeral grant for family', '被保險人之父母、配偶或子女死亡。須有國內新臺幣帳戶，帳戶遭扣押者請改以書面申請。當日可更正，隔日起請洽勞保局。', 'For parents, spouse or children of the insured. Needs a domestic NT$ account; where it is seized, apply on paper. Can be corrected here today, at the Bureau from tomorrow on.', '[2018-07-16,)', '[L] 勞工保險條例 §62, [P] 勞保局一站式服務'),
    (40, 'defence', 'marriage', 'MND', '{MARRY,MARRY_748}', '{MARITAL}', 'LIVING', 'SELF', false, '{nationalId,name,birthDate}', null, 'AT_ONCE', 'OPEN',
     '國軍結婚補助', 'Armed forces: marriage grant', '現役軍人結婚。', 'For who serves in the armed forces.', '[2019-07-01,)', '[P] 國防部, 欄位 [M]'),
    (41, 'defence', 'birth', 'MND', '{BIRTH}', '{}', 'NEWCOMER', 'PARENT', false, '{nationalId,name,birthDate}', null, 'AT_ONCE', 'OPEN',
     '國軍生育補助', 'Armed forces: birth grant', '父或母為現役軍人。', 'For a parent who serves in the armed forces.', '[2019-07-01,)', '[P] 國防部, 欄位 [M]'),
    (42, 'defence', 'funeral', 'MND', '{DEATH,DEATH_DECL}', '{DEATH}', 'DEAD', 'FAMILY', true, '{nationalId,name,deathDate}', null, 'AT_ONCE', 'OPEN',
     '國軍喪葬補助', 'Armed forces: funeral grant', '現役軍人之眷屬死亡。', 'For family of who serves in the armed forces.', '[2019-07-01,)', '[P] 國防部, 欄位 [M]'),
    (50, 'estate', 'inventory', 'NTAX', '{DEATH,DEATH_DECL}', '{DEATH}', 'DEAD', 'HEIR', true, '{nationalId,name,birthDate,deathDate,address}', null, 'AT_ONCE', 'OPEN',
     '金融遺產查詢（單一窗口）', 'Estate: financial inventory', '存款、基金、證券、保單、貸款等；結果由國稅局通知申請人。遺產稅應於 6 個月內申報。', 'Deposits, funds, securities, policies, loans; the tax office tells the applicant. Estate tax is due within 6 months.', '[2020-07-01,)', '[P] 財政部作業要點; at household offices [not verified]'),
    (51, 'local-tax', 'death', 'LTAX', '{DEATH,DEATH_DECL}', '{DEATH}', 'DEAD', 'HEIR', true, '{nationalId,name,deathDate}', null, 'AT_ONCE', 'OPEN',
     '地方稅繳款書改寄繼承人', 'Local tax bills to an heir', '房屋稅、地價稅、使用牌照稅繳款書改寄給繼承人。', 'House, land and vehicle tax bills are sent to an heir.', '[2017-01-01,)', '[M]');

insert into errand_field (programme, change, place, name, kind, required, told, label, label_en, hint, hint_en, pattern, example, only_when)
select e.programme, e.change, f.place, f.name, f.kind, f.required, f.told, f.label, f.label_en, f.hint, f.hint_en, f.pattern, f.example, f.only_when
from errand e
join (values
    ('nhi-card/newborn', 10, 'insured', 'CHOICE', true, true, '依附投保', 'Insured with', '', '', '', '', null),
    ('nhi-card/lost', 10, 'idCardLost', 'CHOICE', true, false, '國民身分證是否同時遺失', 'Was the ID card lost as well', '只遺失健保卡者，請逕向健保署申請。', 'For the health card alone, apply to the insurance itself.', '', '', null),
    ('nhi-card/newborn', 12, 'insuredNationalId', 'PERSON', false, false, '被保險人統一編號', 'Number of the insured', '父母同一性別時填寫。', 'Where both parents are of one sex.', '', 'A123456789', null),
    ('nhi-card/*', 20, 'delivery', 'ADDRESS', true, true, '寄送地址', 'Delivery address', '不限戶籍地址。', 'Any address, not only the registered one.', '', '臺北市信義區市府路1號', null),
    ('life-policy/check', 10, 'relation', 'CHOICE', true, true, '申請資格', 'Applicant is', '', '', '', '', null),
    ('estate/inventory', 10, 'relation', 'CHOICE', true, true, '申請資格', 'Applicant is', '', '', '', '', null),
    ('local-tax/death', 10, 'relation', 'CHOICE', true, true, '申請資格', 'Applicant is', '', '', '', '', null),
    ('estate/inventory', 20, 'delivery', 'ADDRESS', true, true, '通知書寄送地址', 'Where the answer is sent', '', '', '', '臺北市信義區市府路1號', null),
    ('local-tax/death', 20, 'delivery', 'ADDRESS', true, true, '繳款書寄送地址', 'Where bills are sent', '', '', '', '臺北市信義區市府路1號', null),
    ('labour-benefit/maternity', 10, 'insurance', 'CHOICE', true, true, '擇一申請', 'One of', '', '', '', '', null),
    ('labour-benefit/funeral', 10, 'relation', 'CHOICE', true, true, '死者為被保險人之', 'The deceased is the insured''s', '', '', '', '', null),
    ('defence/*', 10, 'unit', 'TEXT', true, true, '服務單位', 'Unit', '', '', '.{2,40}', '陸軍馬祖防衛指揮部', null),
    ('labour-benefit/*', 30, 'bankCode', 'TEXT', true, true, '金融機構代碼', 'Bank code', '', '', '\d{3}', '004', null),
    ('labour-benefit/*', 31, 'accountNo', 'TEXT', true, true, '帳號', 'Account number', '', '', '\d{7,16}', '01234567890123', null),
    ('labour-benefit/*', 32, 'seized', 'CHOICE', true, false, '帳戶是否遭扣押', 'Is the account seized', '', '', '', '', null),
    ('defence/*', 30, 'bankCode', 'TEXT', true, true, '金融機構代碼', 'Bank code', '', '', '\d{3}', '004', null),
    ('defence/*', 31, 'accountNo', 'TEXT', true, true, '帳號', 'Account number', '', '', '\d{7,16}', '01234567890123', null),
    ('labour-benefit/*', 40, 'passbook', 'PAPER', true, false, '被保險人本人之國內新臺幣帳戶存摺', 'Passbook of the insured''s own domestic NT$ account', '', '', '', '', null),
    ('defence/*', 40, 'serviceCard', 'PAPER', true, false, '軍人身分證', 'Armed forces identity card', '', '', '', '', null),
    ('life-policy/check', 41, 'administratorDeed', 'PAPER', true, false, '遺產管理人選任裁定及確定證明', 'Court ruling that appoints the administrator, with its finality', '', '', '', '', 'relation=ADMINISTRATOR'),
    ('estate/inventory', 41, 'administratorDeed', 'PAPER', true, false, '遺產管理人選任裁定及確定證明', 'Court ruling that appoints the administrator, with its finality', '', '', '', '', 'relation=ADMINISTRATOR'),
    ('local-tax/death', 41, 'administratorDeed', 'PAPER', true, false, '遺產管理人選任裁定及確定證明', 'Court ruling that appoints the administrator, with its finality', '', '', '', '', 'relation=ADMINISTRATOR'),
    ('estate/inventory', 43, 'executorDeed', 'PAPER', true, false, '遺囑及遺囑執行人之證明', 'The will, and that it names the executor', '', '', '', '', 'relation=EXECUTOR'),
    ('life-policy/check', 11, 'represented', 'PERSON', true, true, '所代理之繼承人統一編號', 'Number of the heir who is represented', '', '', '', 'A123456789', 'relation=REPRESENTATIVE'),
    ('life-policy/check', 43, 'representation', 'PAPER', true, false, '法定代理人或監護之證明', 'Proof of representation or guardianship', '', '', '', '', 'relation=REPRESENTATIVE'),
    ('life-policy/check', 42, 'kinshipProof', 'PAPER', false, false, '親屬關係證明', 'Proof of kinship', '戶籍資料查不到親屬關係時出示。', 'Where the register does not know of the kinship.', '', '', 'relation=HEIR'),
    ('estate/inventory', 42, 'kinshipProof', 'PAPER', false, false, '繼承權證明', 'Proof of inheritance', '戶籍資料不認為是法定繼承人時出示（例如遺囑、前順序繼承人拋棄繼承之備查函）。', 'Where the register does not count the applicant among the heirs: a will, or that those before have renounced.', '', '', 'relation=HEIR'),
    ('local-tax/death', 42, 'kinshipProof', 'PAPER', false, false, '繼承權證明', 'Proof of inheritance', '戶籍資料不認為是法定繼承人時出示（例如遺囑、前順序繼承人拋棄繼承之備查函）。', 'Where the register does not count the applicant among the heirs: a will, or that those before have renounced.', '', '', 'relation=HEIR'),
    ('labour-benefit/*', 42, 'kinshipProof', 'PAPER', false, false, '親屬關係證明', 'Proof of kinship', '戶籍資料查不到親屬關係時出示。', 'Where the register does not know of the kinship.', '', '', null),
    ('defence/funeral', 42, 'kinshipProof', 'PAPER', false, false, '親屬關係證明', 'Proof of kinship', '戶籍資料查不到親屬關係時出示。', 'Where the register does not know of the kinship.', '', '', null),
    ('nhi-card/*', 43, 'representation', 'PAPER', false, false, '法定代理人或監護之證明', 'Proof of representation or guardianship', '申請人不是本人，也不是未成年人之父母時出示。', 'Where the applicant is neither the person nor a parent of a minor.', '', '', null),
    ('defence/marriage', 43, 'representation', 'PAPER', false, false, '法定代理人或監護之證明', 'Proof of representation or guardianship', '申請人不是本人，也不是未成年人之父母時出示。', 'Where the applicant is neither the person nor a parent of a minor.', '', '', null),
    ('defence/birth', 43, 'representation', 'PAPER', false, false, '法定代理人或監護之證明', 'Proof of representation or guardianship', '申請人不是父母時出示。', 'Where the applicant is no parent.', '', '', null),
    ('*', 50, 'mandate', 'PAPER', false, false, '委託書', 'Mandate', '由受託人代辦時出示。', 'Where an agent applies.', '', '', null)
) as f (of, place, name, kind, required, told, label, label_en, hint, hint_en, pattern, example, only_when)
    on f.of in ('*', e.programme || '/*', e.programme || '/' || e.change);

insert into errand_choice (programme, change, field, place, code, label, label_en)
select f.programme, f.change, f.name, c.place, c.code, c.label, c.label_en
from errand_field f
join (values
    ('nhi-card/newborn', 'insured', 1, 'MOTHER', '母', 'The mother'),
    ('nhi-card/newborn', 'insured', 2, 'FATHER', '父', 'The father'),
    ('nhi-card/lost', 'idCardLost', 1, 'YES', '是', 'Yes'),
    ('nhi-card/lost', 'idCardLost', 2, 'NO', '否', 'No'),
    ('labour-benefit/*', 'seized', 1, 'NO', '否', 'No'),
    ('labour-benefit/*', 'seized', 2, 'YES', '是', 'Yes'),
    ('labour-benefit/maternity', 'insurance', 1, 'LABOUR', '勞工保險', 'Labour insurance'),
    ('labour-benefit/maternity', 'insurance', 2, 'NATIONAL_PENSION', '國民年金', 'National pension'),
    ('labour-benefit/funeral', 'relation', 1, 'PARENT', '父母', 'Parent'),
    ('labour-benefit/funeral', 'relation', 2, 'SPOUSE', '配偶', 'Spouse'),
    ('labour-benefit/funeral', 'relation', 3, 'CHILD', '子女', 'Child'),
    ('life-policy/check', 'relation', 1, 'HEIR', '配偶或親屬', 'Spouse or kin'),
    ('life-policy/check', 'relation', 3, 'REPRESENTATIVE', '繼承人之法定代理人或監護人', 'Representative or guardian of an heir'),
    ('life-policy/check', 'relation', 2, 'ADMINISTRATOR', '遺產管理人', 'The administrator of the estate'),
    ('estate/inventory', 'relation', 1, 'HEIR', '繼承人', 'An heir'),
    ('estate/inventory', 'relation', 2, 'ADMINISTRATOR', '遺產管理人', 'The administrator of the estate'),
    ('estate/inventory', 'relation', 3, 'EXECUTOR', '遺囑執行人', 'The executor of the will'),
    ('local-tax/death', 'relation', 1, 'HEIR', '繼承人', 'An heir'),
    ('local-tax/death', 'relation', 2, 'ADMINISTRATOR', '遺產管理人', 'The administrator of the estate')
) as c (of, field, place, code, label, label_en) on c.of in (f.programme || '/*', f.programme || '/' || f.change) and c.field = f.name;

-- 法定通報: the Indigenous section learns of the status by law, as it learns that it was corrected or taken back.
alter table statutory_rule drop constraint statutory_rule_kind_check;
alter table statutory_rule add constraint statutory_rule_kind_check
    check (kind in ('ADDR', 'MOVE_IN', 'NAME', 'BIRTH_DATE', 'DEATH', 'DEATH_DECL', 'ID_NUMBER', 'CORRECT', 'REVOKE', 'ANNUL', 'INDIG'));
insert into statutory_rule (kind, change, responsibility, township, valid_during, shown, shown_en, note, note_en, source) values
    ('INDIG', 'ORIGIN', 'INDIGENOUS_SECTION', 'AFTER', '[2001-01-01,)', '戶籍地公所原住民行政單位', 'Indigenous section of the township office', '依法通報。', 'Told by law.', '[S] 原住民身分法; scope [M]');
