-- 外部通報 and what follows from it: a clerk's task, a demand, a registration by the office itself.

-- 通報來源: who reports which facts. A source that ends in a hyphen stands for every agency whose code begins so.
create table report_source (
    source      text      not null,
    kind        text      not null check (kind in ('BIRTH', 'DEATH', 'DEATH_DECL')),
    name        text      not null,
    name_en     text      not null,
    effective   daterange not null check (not isempty(effective)),
    legal_basis text      not null,
    primary key (source, kind, effective without overlaps)
);
insert into report_source values
    ('HEALTH-', 'BIRTH', '公共衛生機關', 'Public health authority', '(,)', '兒童及少年福利與權益保障法 §14: deliverers report in seven days'),
    ('HEALTH-', 'DEATH', '公共衛生機關', 'Public health authority', '(,)', '死亡資料通報辦法 (2022)'),
    ('MOHW', 'BIRTH', '衛生福利部', 'Ministry of Health and Welfare', '(,)', '兒童及少年福利與權益保障法 §14'),
    ('MOHW', 'DEATH', '衛生福利部', 'Ministry of Health and Welfare', '(,)', '死亡資料通報辦法 (2022)'),
    ('MOJ', 'DEATH', '法務部（檢察機關）', 'Ministry of Justice (prosecutors)', '(,)', '死亡資料通報辦法 (2022)'),
    ('JUDICIAL', 'DEATH_DECL', '司法院（法院）', 'Judicial Yuan (courts)', '(,)', '死亡資料通報辦法 (2022): fifteen working days'),
    ('POLICE-', 'DEATH', '警察機關', 'Police', '(,)', '戶籍法 §38');

-- 通報紀錄: every version of every report, kept for good; what it says of people is sealed.
create table report (
    id          bigint generated always as identity primary key,
    source      text        not null,
    number      text        not null,
    version     integer     not null check (version > 0),
    kind        text        not null,
    received_at timestamptz not null,
    received_by text        not null,
    digest      bytea       not null,
    facts       bytea       not null,
    unique (source, number, version)
);

create function keep_report() returns trigger language plpgsql as $$
begin
    raise exception 'reports are kept for good';
end $$;
create trigger report_is_kept before update or delete on report for each row execute function keep_report();

-- 待辦事項: one for each report, following its last version.
create table task (
    id           bigint generated always as identity primary key,
    source       text    not null,
    number       text    not null,
    report       bigint  not null references report,
    kind         text    not null,
    event_date   date    not null,
    state        text    not null check (state in ('WAITING', 'EXCEPTION', 'REGISTERED', 'DISMISSED')),
    mismatch     text    not null default '',
    party        bigint,
    office       text,
    act_by       date    not null,
    limit_on     date    not null,
    clerk        text,
    sitting      uuid,
    registration bigint,
    ex_officio   boolean not null default false,
    notified_on  date,
    closed_on    date,
    reason       bytea,
    unique (source, number),
    check (state <> 'WAITING' or (party is not null and office is not null)),
    check ((state = 'EXCEPTION') = (mismatch <> '')),
    check ((state in ('REGISTERED', 'DISMISSED')) = (closed_on is not null))
);
create index task_of_office on task (office, act_by) where state in ('WAITING', 'EXCEPTION') or ex_officio;
create index task_of_party on task (party) where state = 'WAITING';
create index task_of_sitting on task (sitting) where sitting is not null;
create index task_of_registration on task (registration) where registration is not null;

-- 催告: whom it was sent to is sealed; its period runs from the delivery.
create table demand (
    id           bigint generated always as identity primary key,
    task         bigint  not null references task,
    issued_on    date    not null,
    issued_by    text    not null,
    days         integer not null check (days > 0),
    addressee    bytea   not null,
    delivered_on date,
    respond_by   date,
    check ((delivered_on is null) = (respond_by is null))
);
create index demand_of_task on demand (task);

-- 通報檔: what a file brought; lines that could not be taken are kept sealed, to be given back.
create table report_file (
    id          uuid        primary key,
    name        text        not null,
    source      text        not null,
    office      text        not null,
    received_at timestamptz not null,
    received_by text        not null,
    header      text        not null,
    taken       integer     not null,
    again       integer     not null,
    broken      bytea       not null
);
create index report_file_of_office on report_file (office, received_at desc);
create index sitting_of_office on sitting (office, opened_at) where state = 'OPEN';
