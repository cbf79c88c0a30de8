-- 機關名錄: agencies, offices, what each agency takes, who is told by statute, and the agencies' machines.
-- What may change by decree is dated; nothing of it is code.
create extension if not exists btree_gist with schema public;

create table township (
    code     text primary key check (code ~ '^\d{8}$'),
    county   text not null,
    name     text not null
);

create table agency (
    code           text primary key check (code ~ '^[A-Z][A-Z0-9-]{1,39}$'),
    name           text not null,
    name_en        text not null,
    kind           text not null check (kind in ('LINKED', 'RECEIVER')),
    contact_unit   text not null,
    contact_phone  text not null,
    contact_hours  text not null,
    promised_days  int not null check (promised_days > 0),
    auto_replies   boolean not null,
    door           text not null check (door in ('WEBHOOK', 'PULL', 'FILE', 'INBOX')),
    township_code  text references township,
    shown_order    int not null
);

create table extra_key (
    agency    text not null references agency,
    name      text not null check (name ~ '^[a-z][A-Za-z]*$'),
    label     text not null,
    label_en  text not null,
    pattern   text not null,
    example   text not null check (example <> ''),
    primary key (agency, name),
    check (example ~ ('^(' || pattern || ')$'))
);

create table capability (
    agency        text not null references agency,
    change        text not null
                  check (change in ('NAME', 'UIN', 'BIRTH_DATE', 'ADDRESS', 'HEAD', 'DEATH', 'MARITAL')),
    valid_during  daterange not null check (not isempty(valid_during)),
    extra_keys    text[] not null default '{}',
    note          text not null default '',
    note_en       text not null default '',
    source        text not null check (source <> ''),
    primary key (agency, change, valid_during without overlaps)
);

create table responsibility (
    responsibility  text not null
                    check (responsibility in ('CONSCRIPTION', 'POLICE', 'HEALTH_CENTRE', 'HOUSEHOLD_OFFICE',
                                              'HEALTH_INSURANCE', 'NATIONAL_TAX')),
    township_code   text not null check (township_code = '' or township_code ~ '^\d{8}$'),
    valid_during    daterange not null check (not isempty(valid_during)),
    agency          text not null references agency,
    source          text not null check (source <> ''),
    primary key (responsibility, township_code, valid_during without overlaps)
);
comment on column responsibility.township_code is 'empty where one agency serves the nation';

create table office (
    code     text primary key references township,
    name     text not null,
    name_en  text not null,
    phone    text not null,
    address  text not null
);

create table client (
    client_id       text primary key check (client_id <> ''),
    agency          text not null references agency,
    public_jwk_set  text not null,
    enrolled_at     timestamptz not null
);
