-- 登記: what was registered. Codes and dates stand open; who applied, with what mandate and evidence, and the values
-- before and after are sealed (details, changes), since only the registration itself is asked for them.
create table registration (
    id          bigint primary key,
    kind        text        not null,
    party       bigint      not null,
    office      text        not null,
    event_date  date        not null,
    filed_on    date        not null,
    recorded_at timestamptz not null,
    recorded_by text        not null,
    days_late   integer     not null,
    details     bytea       not null
);

create table registration_affected (
    registration_id bigint   not null references registration,
    ordinal         smallint not null,
    person_id       bigint   not null,
    township_before text     not null,
    township_after  text     not null,
    changes         bytea    not null,
    primary key (registration_id, ordinal)
);
create index registration_affected_person on registration_affected (person_id, registration_id desc);

-- The households a registration touched, with the version each reached by it.
create table registration_household (
    household_no    text   not null,
    version         bigint not null,
    registration_id bigint not null references registration,
    primary key (household_no, version, registration_id)
);

-- 記事: rendered once, kept with template, version and parameters; the event's day and the filing day apart.
create table annotation (
    registration_id  bigint      not null references registration,
    person_id        bigint      not null,
    ordinal          smallint    not null,
    event_date       date        not null,
    filed_on         date        not null,
    recorded_at      timestamptz not null,
    kind             text        not null,
    template         text        not null,
    template_version integer     not null,
    parameters       jsonb       not null,
    text             text        not null,
    primary key (person_id, registration_id, ordinal)
);
