-- 統計: what was recorded, rolled up by month. Nothing here is about anybody, and all of it can be made again from what other
-- modules recorded. Another service is a row; what it counts is in the words of who recorded it (kernel.Tally).

-- 服務項目: what is counted together, and what each case of it saved whom.
create table service (
    code       text primary key check (code ~ '^[a-z][a-z-]*$'),
    place      int  not null unique,
    name       text not null check (name <> ''),
    name_en    text not null check (name_en <> ''),
    counts     text[] not null check (cardinality(counts) > 0),
    journey    boolean not null,
    transcript boolean not null,
    policy_fee boolean not null,
    window_work boolean not null,
    check (journey or not (transcript or window_work or policy_fee))
);
comment on column service.counts is 'all of one source; notice * is every notice that no other service counts';
comment on column service.journey is 'each case saved a citizen one way to an agency';
comment on column service.transcript is 'each case saved copies of a transcript, to the citizen and to the office';
comment on column service.policy_fee is 'each case saved what a search for life policies costs elsewhere';
comment on column service.window_work is 'each case saved an agency the work of its window and a form';

insert into service (code, place, name, name_en, counts, journey, transcript, policy_fee, window_work) values
    ('link-query', 10, '機關連結系統（線上查詢）', 'Online queries of linked agencies', '{act link.query}', true, false, false, false),
    ('passport', 20, '首次申請護照親辦人別確認', 'Identity confirmation for a first passport', '{act notice.passport.decide CONFIRMED}', true, false, false, false),
    ('e-transcript', 30, 'E謄本指定送達機關', 'Electronic transcripts sent to an agency', '{act transcript.deliver}', true, true, false, false),
    ('change', 40, '戶籍資料異動跨機關通報', 'Changes told to other agencies', '{notice registration-change}', true, true, false, true),
    ('nhi-card', 50, '戶政事務所跨機關通報健保卡', 'Health insurance cards', '{notice nhi-card}', true, false, false, true),
    ('life-policy', 60, '壽險保單清查通報', 'Life policies of the deceased', '{notice life-policy}', true, false, true, true),
    ('labour-benefit', 70, '通報勞保局申請生育或家屬死亡給付', 'Labour insurance benefits', '{notice labour-benefit}', true, false, false, true),
    ('defence', 80, '國軍結婚、生育及喪葬補助通報', 'Grants of the armed forces', '{notice defence}', true, false, false, true),
    ('estate', 90, '金融遺產查詢', 'Financial inventory of an estate', '{notice estate}', true, false, false, true),
    ('local-tax', 100, '地方稅繳款書改寄繼承人', 'Local tax bills to an heir', '{notice local-tax}', true, false, false, true),
    ('passport-filing', 110, '一站式護照申請', 'Passports filed at the office', '{notice passport filing,notice passport filing-child}', true, false, false, true),
    ('other', 120, '其他跨機關申辦', 'Other applications to agencies', '{notice *}', true, false, false, true),
    ('statutory', 200, '依法通報', 'Told by law', '{notice statutory}', false, false, false, false),
    ('passport-told', 210, '護照人別確認結果通報', 'Confirmations told to Consular Affairs', '{notice passport confirmation}', false, false, false, false),
    ('registration', 300, '戶籍登記', 'Registrations', '{registration *}', false, false, false, false),
    ('link-file', 310, '機關連結系統（檔案傳輸）', 'Files of numbers answered', '{act link.file}', false, false, false, false),
    ('transcript', 320, '臨櫃核發戶籍謄本', 'Transcripts handed out at the counter', '{act registry.transcript.issue}', false, false, false, false);

-- 彙總: the roll-up. A period is a month, or the part of a month for which one tariff held; it is named by its first day.
create table counted (
    dimension text   not null check (dimension in ('COUNTY', 'OFFICE', 'AGENCY')),
    key       text   not null,
    service   text   not null references service,
    since     date   not null,
    cases     bigint not null,
    refused   bigint not null,
    not_found bigint not null,
    ended     bigint not null,
    seconds   bigint not null,
    longest   bigint not null,
    primary key (dimension, key, service, since)
);
create index counted_since on counted (dimension, since);
comment on column counted.key is 'code; empty under COUNTY for what no office had to do with, so that all of COUNTY is the nation';
comment on column counted.seconds is 'from acceptance to end of all that ended, together; longest is the longest of them';

-- 計數進度: how far each source was counted, moved in the transaction that adds what was counted.
create table progress (
    source   text primary key,
    position bigint      not null,
    at       timestamptz not null
);

-- 承接件數: services that were recorded before this system, by month or day, each with where the figure comes from.
create table carried (
    id      bigint generated always as identity primary key,
    service text   not null references service,
    office  text   check (office ~ '^\d{8}$'),
    agency  text   check (agency ~ '^[A-Z][A-Z0-9-]{1,39}$'),
    day     date   not null,
    cases   bigint not null check (cases > 0),
    source  text   not null check (source <> '')
);
create unique index carried_once on carried (service, coalesce(office, ''), coalesce(agency, ''), day);

-- 縣市: under which code a county's offices are counted today, and what it was called.
create table county (
    code  text primary key check (code ~ '^\d{5}$'),
    today text not null references county
);
create table county_name (
    county       text      not null references county,
    valid_during daterange not null check (not isempty(valid_during)),
    name         text      not null,
    name_en      text      not null,
    primary key (county, valid_during without overlaps)
);
insert into county (code, today) values
    ('63000', '63000'), ('64000', '64000'), ('65000', '65000'), ('66000', '66000'), ('67000', '67000'), ('68000', '68000'),
    ('10002', '10002'), ('10004', '10004'), ('10005', '10005'), ('10007', '10007'), ('10008', '10008'), ('10009', '10009'),
    ('10010', '10010'), ('10013', '10013'), ('10014', '10014'), ('10015', '10015'), ('10016', '10016'), ('10017', '10017'),
    ('10018', '10018'), ('10020', '10020'), ('09007', '09007'), ('09020', '09020'),
    ('10001', '65000'), ('10003', '68000'), ('10006', '66000'), ('10019', '66000'), ('10011', '67000'), ('10021', '67000'),
    ('10012', '64000');
insert into county_name (county, valid_during, name, name_en) values
    ('63000', '(,)', '臺北市', 'Taipei City'),
    ('64000', '(,2010-12-25)', '高雄市、高雄縣', 'Kaohsiung City and County'), ('64000', '[2010-12-25,)', '高雄市', 'Kaohsiung City'),
    ('65000', '(,2010-12-25)', '臺北縣', 'Taipei County'), ('65000', '[2010-12-25,)', '新北市', 'New Taipei City'),
    ('66000', '(,2010-12-25)', '臺中市、臺中縣', 'Taichung City and County'), ('66000', '[2010-12-25,)', '臺中市', 'Taichung City'),
    ('67000', '(,2010-12-25)', '臺南市、臺南縣', 'Tainan City and County'), ('67000', '[2010-12-25,)', '臺南市', 'Tainan City'),
    ('68000', '(,2014-12-25)', '桃園縣', 'Taoyuan County'), ('68000', '[2014-12-25,)', '桃園市', 'Taoyuan City'),
    ('10002', '(,)', '宜蘭縣', 'Yilan County'), ('10004', '(,)', '新竹縣', 'Hsinchu County'), ('10005', '(,)', '苗栗縣', 'Miaoli County'),
    ('10007', '(,)', '彰化縣', 'Changhua County'), ('10008', '(,)', '南投縣', 'Nantou County'), ('10009', '(,)', '雲林縣', 'Yunlin County'),
    ('10010', '(,)', '嘉義縣', 'Chiayi County'), ('10013', '(,)', '屏東縣', 'Pingtung County'), ('10014', '(,)', '臺東縣', 'Taitung County'),
    ('10015', '(,)', '花蓮縣', 'Hualien County'), ('10016', '(,)', '澎湖縣', 'Penghu County'), ('10017', '(,)', '基隆市', 'Keelung City'),
    ('10018', '(,)', '新竹市', 'Hsinchu City'), ('10020', '(,)', '嘉義市', 'Chiayi City'), ('09007', '(,)', '連江縣', 'Lienchiang County'),
    ('09020', '(,)', '金門縣', 'Kinmen County');

insert into registry.rule_value values
    ('statistics.minutes', 30, '(,)', '戶政一站式為民服務 §4: 每人到各機關辦理約 30 分鐘'),
    ('statistics.travel', 50, '(,)', '戶政一站式為民服務 §4: 交通費每件 50 元'),
    ('statistics.sheets', 2, '(,)', '戶政一站式為民服務 §4: 每件申請案列印之戶籍謄本為 2 張'),
    ('statistics.policyFee', 250, '(,)', '戶政一站式為民服務 §4: 向壽險公會申請查詢人身保單每人次 250 元（含掛號郵資）'),
    ('statistics.officeMinutes', 5, '(,)', 'a transcript handed out at the counter: own assumption [not verified]'),
    ('statistics.agencyMinutes', 10, '(,)', 'a case at an agency''s window: own assumption [not verified]'),
    ('statistics.formSheets', 1, '(,)', 'a form that nobody fills in: own assumption [not verified]'),
    ('statistics.smallest', 5, '(,)', 'figures of an area below this are not shown: own measure [not verified]');
