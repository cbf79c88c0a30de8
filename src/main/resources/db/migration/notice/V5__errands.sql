-- 申辦業務: what a citizen has done at another agency through the office, beside a registration or alone (a lost card). What each
-- asks stands in rows, so that page, check, receipt, payload and manual come from one definition; what only one of them knows is code.
alter table item drop constraint item_programme_check;
alter table item add constraint item_programme_check check (programme ~ '^[a-z][a-z-]{1,39}$');
alter table item alter column registration drop not null;
alter table item add constraint item_of_registration
    check (registration is not null or programme not in ('registration-change', 'statutory'));

-- What may be applied for once by each (an heir), or once for each thing (a confirmation), is kept apart by whose or which it is.
alter table item add column apart text not null default '';
comment on column item.apart is 'index of the applicant, or a number that is told; empty where it is done once for the person';
drop index item_told_once;
create unique index item_told_once on item (registration, person, agency, change, apart)
    where application is not null and status not in ('WITHDRAWN', 'REJECTED', 'NO_RECORD');

-- Without a registration to name, one errand of a sort stands open for a person at a time.
create unique index item_errand_once on item (person, agency, programme, change, apart)
    where registration is null and status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED');

create table errand (
    programme    text not null check (programme ~ '^[a-z][a-z-]{1,39}$'),
    change       text not null check (change ~ '^[a-z][a-z-]{0,39}$'),
    place        int not null,
    agency       text not null,
    kinds        text[] not null default '{}',
    changes      text[] not null default '{}',
    subject      text not null check (subject in ('NEWCOMER', 'LIVING', 'DEAD')),
    standing     text not null check (standing in ('ANYBODY', 'SELF', 'PARENT', 'HEIR', 'KIN', 'FAMILY')),
    alone        boolean not null,
    person_told  text[] not null,
    fee_rule     text,
    manner       text not null default 'AT_ONCE' check (manner in ('AT_ONCE', 'DAILY')),
    answer       text not null default 'OPEN' check (answer in ('OPEN', 'DISCREET')),
    name         text not null,
    name_en      text not null,
    note         text not null default '',
    note_en      text not null default '',
    valid_during daterange not null check (not isempty(valid_during)),
    source       text not null check (source <> ''),
    exclude using gist (programme with =, change with =, valid_during with &&)
);
comment on column errand.kinds is 'registrations beside which it is offered; none: every one that makes one of the changes';
comment on column errand.changes is 'what has to have changed for the person; none: of a newcomer, that they are new';
comment on column errand.alone is 'offered without any registration, too';
comment on column errand.person_told is 'what the agency learns of the person: nationalId, name, birthDate, deathDate, sex, address';
comment on column errand.fee_rule is 'name of the dated amount in registry.rule_value; null where it is free';
comment on column errand.manner is 'DAILY: goes out with the day''s batch, until when the office may take it back';
comment on column errand.answer is 'DISCREET: the agency says only that it took it up and that it is done';

create table errand_field (
    programme text not null,
    change    text not null,
    place     int not null,
    name      text not null check (name ~ '^[a-z][A-Za-z0-9]{1,39}$'),
    kind      text not null check (kind in ('TEXT', 'CHOICE', 'PERSON', 'ADDRESS', 'PAPER')),
    required  boolean not null,
    told      boolean not null,
    label     text not null,
    label_en  text not null,
    hint      text not null default '',
    hint_en   text not null default '',
    pattern   text not null default '',
    example   text not null default '',
    only_when text,
    primary key (programme, change, name),
    check (kind <> 'TEXT' or (pattern <> '' and example <> '')),
    check (kind <> 'PAPER' or not told)
);
comment on column errand_field.only_when is 'field=value of another field of the form that makes this one apply';

create table errand_choice (
    programme text not null,
    change    text not null,
    field     text not null,
    place     int not null,
    code      text not null check (code ~ '^[A-Z][A-Z0-9_]*$'),
    label     text not null,
    label_en  text not null,
    primary key (programme, change, field, code),
    foreign key (programme, change, field) references errand_field (programme, change, name)
);

-- 當日批次: what waits for the day's batch. Until then nobody was promised anything, so the office may take it back; what leaves is
-- promised in the outbox and gone from here.
create table held (
    item        uuid primary key references item,
    citizen_key bytea not null,
    data_sealed bytea not null,
    leaves_at   timestamptz not null
);
create index held_until on held (leaves_at);
