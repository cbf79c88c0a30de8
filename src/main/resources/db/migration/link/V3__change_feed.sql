-- 異動訊息: what was registered, told without data to the agencies that follow the people concerned.
--
-- A registering transaction adds one row to change and nothing else. What is committed is then given its place in each agency's
-- feed, one after the other and without a gap, and leaves change in the same transaction: a number that was seen once
-- never comes to stand behind one that was not.
create table change (
    position        bigint generated always as identity primary key,
    registration_id bigint      not null,
    kind            text        not null,
    of_doors        boolean     not null,
    takes_back      bigint,
    at              timestamptz not null
);

-- 追蹤: whom an agency follows, for which purpose and which officer.
create table follow (
    agency         text        not null,
    id             text        not null check (id ~ '^[0-9A-Za-z._-]{1,64}$'),
    purpose        text        not null,
    user_id        text        not null,
    case_sealed    bytea       not null,
    person         bigint      not null,
    number_sealed  bytea       not null,
    since          bigint      not null check (since >= 0),
    at             timestamptz not null,
    primary key (agency, id)
);
create index follow_person on follow (person);
create index follow_purpose on follow (agency, purpose);
comment on column follow.since is 'the last number of the feed when it began';

create table feed (
    agency text primary key,
    last   bigint not null default 0 check (last >= 0)
);

-- 異動: the subject is another name for the same person at every agency.
create table event (
    agency    text        not null references feed,
    sequence  bigint      not null check (sequence > 0),
    id        uuid        not null,
    type      text        not null,
    subject   text        not null,
    at        timestamptz not null,
    purposes  text[]      not null,
    fields    text[]      not null,
    concerns  uuid,
    primary key (agency, sequence),
    unique (agency, id)
);
comment on column event.concerns is 'of what corrects or takes back an earlier one: its id';
