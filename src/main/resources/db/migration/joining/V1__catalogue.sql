-- 免附謄本業務項目: what agencies do that no longer needs a household transcript, since they can look it up themselves. Dated rows:
-- the ministry edits by a row that begins on a day.
create table agency_kind (
    code        text primary key check (code ~ '^[A-Z_]{2,30}$'),
    name        text not null,
    name_en     text not null,
    agency      text not null,
    shown_order int  not null
);
comment on column agency_kind.agency is 'code in the directory, or its beginning: CONSCRIPTION for CONSCRIPTION-09007010';

create table business (
    code        text      not null check (code ~ '^[A-Z]{2,12}-[0-9]{2,3}$'),
    effective   daterange not null check (not isempty(effective)),
    kind        text      not null references agency_kind,
    name        text      not null check (name <> ''),
    name_en     text      not null check (name_en <> ''),
    law         text      not null check (law <> ''),
    article     text      not null check (article <> ''),
    law_on      date      not null,
    fields      text[]    not null check (cardinality(fields) > 0),
    needs       text      not null check (needs in ('SELF', 'HOUSEHOLD', 'KINSHIP')),
    verified    boolean   not null,
    source      text      not null check (source <> ''),
    primary key (code, effective without overlaps)
);
comment on column business.law_on is 'date of the law''s text to which the article refers';
comment on column business.verified is 'whether law, article and date were read in the text of the law';

-- 檢討修正法規: laws that ask for a transcript, and how far their amendment has come. A stage is never overwritten.
create table law_review (
    code        text      not null check (code ~ '^L[0-9]{3}$'),
    effective   daterange not null check (not isempty(effective)),
    law         text      not null check (law <> ''),
    article     text      not null check (article <> ''),
    old_wording text      not null check (old_wording <> ''),
    new_wording text      not null default '',
    stage       text      not null check (stage in ('REVIEW', 'DRAFT', 'NOTICE', 'AMENDED')),
    stage_on    date      not null,
    frees       text[]    not null default '{}',
    verified    boolean   not null,
    source      text      not null check (source <> ''),
    primary key (code, effective without overlaps)
);
comment on column law_review.frees is 'codes of the items of business that need no transcript any more by it';

-- 期限: what the law of linkage rules by months and days, and figures of the campaign; changed by announcement.
create table rule_value (
    name        text      not null,
    value       int       not null,
    effective   daterange not null check (not isempty(effective)),
    legal_basis text      not null check (legal_basis <> ''),
    primary key (name, effective without overlaps)
);
insert into rule_value values
    ('catalogue.items', 510, '(,)', '戶政一站式為民服務：免附戶籍謄本之業務項目數達 510 項'),
    ('catalogue.laws', 460, '(,)', '戶政一站式為民服務：各機關已修正 460 項法令'),
    ('link.years', 5, '(,)', '各機關申請提供戶籍資料及親等關聯資料辦法 §8'),
    ('link.renewMonths', 3, '(,)', '各機關申請提供戶籍資料及親等關聯資料辦法 §8'),
    ('link.idleMonths', 12, '(,)', '各機關申請提供戶籍資料及親等關聯資料辦法 §8'),
    ('link.cutMonths', 6, '(,)', '各機關申請提供戶籍資料及親等關聯資料辦法 §8'),
    ('link.auditMonths', 6, '(,)', '各機關申請提供戶籍資料及親等關聯資料辦法 §9'),
    ('link.rosterDays', 7, '(,)', '各機關申請提供戶籍資料及親等關聯資料辦法 §15'),
    ('link.endMonths', 1, '(,)', '各機關申請提供戶籍資料及親等關聯資料辦法 §15'),
    ('link.improveMonths', 6, '(,)', '各機關申請提供戶籍資料及親等關聯資料辦法 §16'),
    ('link.perMinute', 60, '(,)', '核准時建議的每分鐘查詢次數 [not verified]'),
    ('link.mostIds', 10, '(,)', '核准時建議的每次查詢人數 [not verified]'),
    ('paper.perHour', 10, '(,)', '同一來源每小時可反映的件數 [not verified]');

-- 仍要求紙本: who was still asked for a transcript, by which agency, for what. Nobody is named in it.
create table paper_asked (
    id        bigint generated always as identity primary key,
    at        timestamptz not null,
    told_by   text        not null check (told_by in ('CITIZEN', 'COUNTER')),
    kind      text        references agency_kind,
    agency    text        not null default '' check (char_length(agency) <= 60),
    business  text        not null default '',
    purpose   text        not null default '' check (char_length(purpose) <= 60),
    office    text,
    check (kind is not null or agency <> '')
);
create index paper_asked_at on paper_asked (at);

insert into agency_kind values
    ('LAND', '地政機關', 'Land offices', 'LAND', 10),
    ('NATIONAL_TAX', '國稅局', 'National taxation bureaus', 'NTAX', 20),
    ('LOCAL_TAX', '地方稅稽徵機關', 'Local tax authorities', 'LTAX', 30),
    ('MOTOR', '公路監理機關', 'Motor vehicle offices', 'MVO', 40),
    ('HEALTH_INSURANCE', '中央健康保險署', 'National Health Insurance', 'NHIA', 50),
    ('LABOUR_INSURANCE', '勞工保險局', 'Labor Insurance', 'BLI', 60),
    ('CONSCRIPTION', '役政單位', 'Conscription', 'CONSCRIPTION', 70),
    ('POLICE', '警察機關', 'Police', 'POLICE', 80),
    ('HEALTH', '衛生機關', 'Health authorities', 'HEALTH', 90),
    ('SOCIAL', '社政機關', 'Social affairs', 'SFAA', 100),
    ('COURT', '法院', 'Courts', 'JUDICIAL', 110),
    ('IMMIGRATION', '移民署', 'Immigration', 'NIA', 120),
    ('CONSULAR', '領事事務局', 'Consular affairs', 'BOCA', 130),
    ('VETERANS', '退除役官兵輔導機關', 'Veterans affairs', 'VAC', 140),
    ('CIVIL_SERVICE', '銓敘機關', 'Civil service', 'MOCS', 150),
    ('EDUCATION', '教育主管機關', 'Education', 'MOE', 160),
    ('HOUSING', '住宅主管機關', 'Housing', 'NLMA', 170),
    ('INDIGENOUS', '原住民族主管機關', 'Indigenous peoples', 'CIP', 180),
    ('AGRICULTURE', '農業主管機關', 'Agriculture', 'MOA', 190),
    ('DEFENCE', '國防部', 'National defence', 'MND', 200);
