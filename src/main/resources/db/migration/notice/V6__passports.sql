-- 首次申請護照親辦人別確認 (護照條例 §15): who was compared with which picture or document, by whom and with which result. Pictures and names
-- are sealed; a case that was decided stays as it was, and the next one stands beside it.
create sequence confirmation_serial as bigint minvalue 1 maxvalue 99999999;

create table confirmation (
    id               uuid primary key,
    person           bigint not null,
    photo_sealed     bytea not null,
    office           text not null check (office ~ '^\d{8}$'),
    begun_by         text not null,
    begun_at         timestamptz not null,
    no               text unique check (no ~ '^C\d{12}$'),
    result           text check (result in ('CONFIRMED', 'DOUBTFUL', 'REFUSED')),
    compared_with    text check (compared_with in ('PHOTOGRAPH', 'ID_CARD', 'HOUSEHOLD_CERTIFICATE', 'TRANSCRIPT', 'NOTHING')),
    alike            boolean,
    companion        text check (companion in ('NONE', 'PARENT', 'ASCENDANT', 'COLLATERAL', 'GUARDIAN', 'BY_DOCUMENT')),
    words_sealed     bytea,
    decided_by       text,
    decided_at       timestamptz,
    decided_on       date,
    valid_until      date,
    check ((result is null) = (decided_at is null) and (result is null) = (no is null) and (result is null) = (decided_on is null)),
    check ((result = 'CONFIRMED') is not distinct from (valid_until is not null) or result is null),
    check (result is distinct from 'CONFIRMED' or (alike and compared_with <> 'NOTHING'))
);
comment on column confirmation.words_sealed is 'JSON: number and name of who came along and of who consents, and what was said with a doubt or a refusal';
create index confirmation_of_person on confirmation (person, decided_at desc);

create function confirmation_stays() returns trigger language plpgsql as $$
begin
    if old.result is not null then
        raise exception 'a confirmation that was decided stays as it is';
    end if;
    return new;
end
$$;
create trigger confirmation_stays before update on confirmation for each row execute function confirmation_stays();

insert into registry.rule_value values
    ('passport.validMonths', 6, '(,)', '外交部領事事務局: 人別確認有效期間六個月'),
    ('passport.companionAge', 14, '(,)', '護照申請及核發辦法 §13'),
    ('passport.companionDegrees', 3, '(,)', '護照申請及核發辦法 §13'),
    ('passport.childFeeAge', 14, '(,)', '護照規費收費標準: under 14'),
    ('passport.consentAge', 7, '(,)', '護照條例: 法定代理人書面同意, 七歲以上未成年 [not verified]');

-- What tells an agency that the fee of an item was paid: an envelope of its own.
create table paid_notice (
    id     uuid primary key,
    item   uuid not null references item,
    slip   uuid not null unique,
    agency text not null
);
comment on column paid_notice.slip is 'another may be paid for the same item after the money of the first went back';

-- 掛號號碼 of what an agency sent to the citizen by post.
alter table item add column tracking_no text;

insert into errand (place, programme, change, agency, kinds, changes, subject, standing, alone, person_told, fee_rule, manner, answer,
                    name, name_en, note, note_en, valid_during, source) values
    (60, 'passport', 'confirmation', 'BOCA', '{}', '{}', 'LIVING', 'SELF', true, '{nationalId,name,birthDate,sex}', null, 'AT_ONCE', 'OPEN',
     '護照人別確認通報', 'Passport: tell of the confirmation', '先在「首次申請護照親辦人別確認」比對並登錄結果。', 'After the comparison has its result.', '[2011-07-01,)', '[L] 護照條例 §15'),
    (61, 'passport', 'filing', 'BOCA', '{}', '{}', 'LIVING', 'SELF', true, '{nationalId,name,birthDate,sex}', 'fee.passport', 'AT_ONCE', 'OPEN',
     '首次護照一站式收件', 'Passport: filed at this office', '須有有效之人別確認；繳費後領事事務局製發。', 'Needs a confirmation that holds; made after payment.', '[2016-07-01,)', '[P] 領事事務局, 欄位 [M]'),
    (62, 'passport', 'filing-child', 'BOCA', '{}', '{}', 'LIVING', 'SELF', true, '{nationalId,name,birthDate,sex}', 'fee.passport.child', 'AT_ONCE', 'OPEN',
     '首次護照一站式收件（未滿 14 歲）', 'Passport: filed at this office (under 14)', '須有有效之人別確認；繳費後領事事務局製發。', 'Needs a confirmation that holds; made after payment.', '[2016-07-01,)', '[P] 領事事務局, 欄位 [M]');

insert into errand_field (programme, change, place, name, kind, required, told, label, label_en, hint, hint_en, pattern, example, only_when)
select 'passport', c.change, f.place, f.name, f.kind, f.required, f.told, f.label, f.label_en, f.hint, f.hint_en, '', f.example, f.only_when
from (values ('filing'), ('filing-child')) as c (change)
cross join (values
    (10, 'urgent', 'CHOICE', true, false, '速件', 'Urgent', '', '', '', null),
    (11, 'overseas', 'CHOICE', true, false, '僑居身分', 'Overseas-resident status', '', '', '', null),
    (12, 'representative', 'CHOICE', true, false, '法定代理人', 'Legal representative', '成年者選「無須」。', 'None for who is of age.', '', null),
    (20, 'handing', 'CHOICE', true, true, '領取方式', 'How it is handed over', '', '', '', null),
    (21, 'delivery', 'ADDRESS', true, true, '寄送地址', 'Delivery address', '', '', '臺北市信義區市府路1號', 'handing=POST'),
    (40, 'form', 'PAPER', true, false, '護照申請書', 'Passport application form', '', '', '', null),
    (41, 'photographs', 'PAPER', true, false, '相片兩張（六個月內）', 'Two photographs (last six months)', '', '', '', null),
    (43, 'representation', 'PAPER', false, false, '法定代理人或監護之證明', 'Proof of representation or guardianship', '申請人不是本人，也不是未成年人之父母時出示。', 'Where the applicant is neither the person nor a parent of a minor.', '', null),
    (50, 'mandate', 'PAPER', false, false, '委託書', 'Mandate', '由受託人代辦時出示。', 'Where an agent applies.', '', null)
) as f (place, name, kind, required, told, label, label_en, hint, hint_en, example, only_when);
insert into errand_field (programme, change, place, name, kind, required, told, label, label_en, hint, hint_en) values
    ('passport', 'confirmation', 43, 'representation', 'PAPER', false, false, '法定代理人或監護之證明', 'Proof of representation or guardianship', '申請人不是本人、未成年人之父母或陪同人時出示。', 'Where the applicant is neither the person, a parent of a minor, nor who came along.'),
    ('passport', 'confirmation', 50, 'mandate', 'PAPER', false, false, '委託書', 'Mandate', '', '');

insert into errand_choice (programme, change, field, place, code, label, label_en)
select f.programme, f.change, f.name, c.place, c.code, c.label, c.label_en
from errand_field f
join (values
    ('urgent', 1, 'NO', '否', 'No'),
    ('urgent', 2, 'YES', '是', 'Yes'),
    ('overseas', 1, 'NO', '否', 'No'),
    ('overseas', 2, 'YES', '是', 'Yes'),
    ('representative', 1, 'NONE', '無須（已成年）', 'None (of age)'),
    ('representative', 2, 'DOMICILED', '在臺設有戶籍', 'Domiciled here'),
    ('representative', 3, 'OTHER', '無戶籍、外國人、大陸或港澳居民', 'Not domiciled, foreign, of the Mainland, Hong Kong or Macau'),
    ('handing', 1, 'OFFICE', '至本所領取', 'Fetched at this office'),
    ('handing', 2, 'POST', '郵寄', 'By post')
) as c (field, place, code, label, label_en) on c.field = f.name
where f.programme = 'passport';

-- What tells an agency that the fee of an item has gone back; it can be paid anew, and go back anew.
create table refunded_notice (
    id     uuid primary key,
    item   uuid not null references item,
    agency text not null
);
