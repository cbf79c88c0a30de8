-- 連結申請: an agency's application from the draft to the decision. What was typed names officers and is sealed.
create table application (
    id              uuid primary key,
    agency          text        not null,
    applicant       text        not null,
    renews          text,
    stage           text        not null check (stage in ('DRAFT', 'SECURITY_REVIEW', 'MINISTRY_REVIEW', 'RETURNED',
                                                          'APPROVED', 'REFUSED', 'WITHDRAWN')),
    content_sealed  bytea       not null,
    remarks_sealed  bytea       not null,
    returned        int         not null default 0 check (returned between 0 and 1),
    purpose         text,
    changed_at      timestamptz not null
);
create index application_agency on application (agency);
create index application_stage on application (stage) where stage in ('SECURITY_REVIEW', 'MINISTRY_REVIEW');
comment on column application.returned is 'the ministry returns once, with everything listed';

-- 歷程, appended only.
create table application_step (
    application  uuid        not null references application,
    no           int         not null,
    at           timestamptz not null,
    stage        text        not null,
    by_whom      text        not null,
    note_sealed  bytea       not null,
    primary key (application, no)
);

-- 連結: what an approval made, and what became of it. The grant itself stands in agency; here stands by which days it ends.
create table linkage (
    purpose          text primary key,
    agency           text    not null,
    application      uuid    not null references application,
    from_day         date    not null,
    until_day        date    not null check (until_day >= from_day),
    kinship          boolean not null,
    last_used        date,
    idle_noticed     date,
    renewal_noticed  date,
    audit_noticed    date,
    last_audit       date,
    suspended_on     date,
    improve_until    date,
    ends_on          date,
    ended_on         date,
    why              text    not null default ''
);
create index linkage_agency on linkage (agency);

-- 通知與紀錄: what the agency was told and what was done, by the day; names nobody but accounts.
create table linkage_event (
    id       bigint generated always as identity primary key,
    purpose  text        not null references linkage,
    at       timestamptz not null,
    on_day   date        not null,
    kind     text        not null,
    by_whom  text        not null,
    note     text        not null default ''
);
create index linkage_event_purpose on linkage_event (purpose, id);

-- 自行稽核: the report of an agency's own audit, every six months.
create table own_audit (
    id        bigint generated always as identity primary key,
    purpose   text not null references linkage,
    from_day  date not null,
    to_day    date not null check (to_day >= from_day),
    queries   int  not null check (queries >= 0),
    sampled   int  not null check (sampled between 0 and queries),
    findings  text not null check (findings <> ''),
    measures  text not null,
    filed_on  date not null,
    filed_by  text not null
);
