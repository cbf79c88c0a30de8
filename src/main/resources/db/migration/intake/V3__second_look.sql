-- 一次告知補正 (戶籍法施行細則 §20): what an applicant still has to bring is listed once, with the day until when. One row a
-- sitting, so that nobody is sent away twice; it stays after the sitting has ended, as the proof of what was said.
create table supplement (
    sitting  uuid        primary key references sitting,
    number   text        not null unique,
    missing  bytea       not null,
    due      date        not null,
    asked_at timestamptz not null,
    asked_by text        not null
);
create sequence supplement_number;

-- 補正期間: the days suggested and the most a clerk may give; the Act leaves them to the office.
create table supplement_rule (
    suggested   integer   not null check (suggested > 0),
    most        integer   not null check (most >= suggested),
    effective   daterange not null check (not isempty(effective)),
    legal_basis text      not null,
    exclude using gist (effective with &&)
);
insert into supplement_rule values (15, 90, '(,)', '戶籍法施行細則 §20 names no number of days [not verified]');

-- 兩人覆核: which registrations a second person looks at before they are recorded. Offices decide; office '' means all.
-- The rows below are switched off: they show what a rule looks like.
create table approval_rule (
    kind        text      not null,
    office      text      not null,
    required    boolean   not null,
    effective   daterange not null check (not isempty(effective)),
    legal_basis text      not null,
    primary key (kind, office, effective without overlaps)
);
insert into approval_rule values
    ('NAME', '09007010', false, '(,)', 'an office may rule that changes of names are approved by its supervisor; no law asks for it'),
    ('BIRTH_DATE', '', false, '(,)', 'the same for all offices');

-- What was asked for and decided, about forms as they stood (digest): whoever changes them afterwards asks again.
create table approval (
    sitting    uuid        not null references sitting,
    asked_at   timestamptz not null,
    asked_by   text        not null,
    digest     bytea       not null,
    decided_at timestamptz,
    decided_by text,
    approved   boolean,
    reason     bytea,
    primary key (sitting, asked_at),
    check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (approved is null)),
    check (decided_by <> asked_by)
);
