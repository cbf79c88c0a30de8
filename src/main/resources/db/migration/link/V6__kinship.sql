-- 親等關聯查詢 (辦法 §10): one person registers who may ask about whom and until when, another asks with the code.
-- Grounds and their degrees: 親等關聯資料申請提供及管理辦法; what the law says otherwise is another row from a day on.
create table kin_ground (
    code         text      not null check (code ~ '^[A-Z][A-Z_]{2,39}$'),
    effective    daterange not null check (not isempty(effective)),
    name         text      not null check (name <> ''),
    name_en      text      not null check (name_en <> ''),
    lineal       int       not null check (lineal between 0 and 6),
    collateral   int       not null check (collateral between 0 and 6),
    affinity     int       not null check (affinity between 0 and 6),
    upward       boolean   not null default false,
    spouse       boolean   not null default false,
    heirs        boolean   not null default false,
    legal_basis  text      not null check (legal_basis <> ''),
    primary key (code, effective without overlaps)
);
comment on column kin_ground.upward is 'of the direct line only those who came before';
comment on column kin_ground.heirs is '民法 §1138: by their order, whatever their degree';
insert into kin_ground (code, effective, name, name_en, lineal, collateral, affinity, upward, spouse, heirs, legal_basis) values
    ('ASSISTED_REPRODUCTION', '(,)', '人工生殖', 'Assisted reproduction', 6, 4, 0, false, false, false, '親等關聯資料申請提供及管理辦法；人工生殖法'),
    ('MARRIAGE_OR_ADOPTION', '(,)', '人工生殖子女結婚或收養之查證', 'Marriage or adoption of who was born of assisted reproduction', 6, 6, 5, false, false, false, '親等關聯資料申請提供及管理辦法；人工生殖法 §29'),
    ('ORGAN_DONATION', '(,)', '活體器官捐贈', 'Organ donation', 5, 5, 0, false, true, false, '親等關聯資料申請提供及管理辦法；人體器官移植條例 §8'),
    ('INHERITANCE', '(,)', '繼承登記', 'Inheritance', 0, 0, 0, false, true, true, '親等關聯資料申請提供及管理辦法；民法 §1138'),
    ('NATIONALITY', '(,)', '國籍認定', 'Nationality', 1, 0, 0, true, false, false, '親等關聯資料申請提供及管理辦法；國籍法 §2'),
    ('COURT', '(,)', '法院審理案件', 'Court', 6, 6, 6, false, true, true, '親等關聯資料申請提供及管理辦法'),
    ('OTHER_LAW', '(,)', '其他法律規定', 'Another law', 6, 6, 6, false, true, false, '其他法律，以核准之親等為限 [not verified]');

-- 查詢授權: the code is kept as an index only, and whom it is about sealed.
create table kin_authorisation (
    id             uuid primary key,
    agency         text        not null,
    purpose        text        not null,
    controller     text        not null,
    querier        text        not null check (querier <> controller),
    target_sealed  bytea       not null,
    code_index     bytea       not null unique check (octet_length(code_index) = 32),
    valid_during   daterange   not null check (not isempty(valid_during) and not upper_inf(valid_during)),
    at             timestamptz not null,
    tries          int         not null default 0,
    withdrawn_at   timestamptz
);
create index kin_authorisation_purpose on kin_authorisation (agency, purpose, at);

-- 未成功之嘗試, by querier; kept as long as they count.
create table kin_try (
    agency   text        not null,
    user_id  text        not null,
    at       timestamptz not null
);
create index kin_try_of on kin_try (agency, user_id, at);

-- 親等關聯查詢紀錄 beside link.query, and what the controller found when it was sampled (抽查).
create table kin_query (
    transaction_id  uuid primary key references query,
    authorisation   uuid        not null references kin_authorisation,
    agency          text        not null,
    purpose         text        not null,
    at              timestamptz not null,
    relatives       int         not null check (relatives >= 0),
    reviewed_at     timestamptz,
    reviewer        text,
    in_order        boolean,
    note_sealed     bytea,
    check ((reviewed_at is null) = (reviewer is null) and (reviewed_at is null) = (in_order is null))
);
create index kin_query_month on kin_query (agency, purpose, at);
