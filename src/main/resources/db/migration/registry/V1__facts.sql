-- 戶籍: what is true when (valid_during, civil days) and since when the register believes it (recorded_at).
--
-- Every fact has two tables. What is believed now stands under a temporal key: one belief for one subject and day. What
-- was believed before stands in ..._superseded with the time it was believed (recorded_during), under an exclusion over
-- both times. One table cannot do both: with (id, valid_during without overlaps) alone the first correction is refused,
-- with recorded_during inside the same key two true overlaps pass.

create extension if not exists btree_gist with schema public;

-- 二字組: all pairs of neighbouring characters, by which a part of an address is found. pg_trgm would do, but in a
-- database of locale C it sees no Chinese character; pairs of characters are the same everywhere.
create function bigrams(folded text) returns text[]
    language sql immutable strict parallel safe
    return (select coalesce(array_agg(distinct substr(folded, i, 2)), '{}')
            from generate_series(1, length(folded) - 1) as places (i));

create sequence person_id;
create sequence registration_id;
-- Running part of the numbers of households founded here; those that came by the load lie below.
create sequence household_number start 5000001;

-- 個人
create table person (
    id             bigint      not null,
    valid_during   daterange   not null check (not isempty(valid_during)),
    recorded_at    timestamptz not null,
    national_id    text        not null check (length(national_id) = 10),
    name           text        not null check (name <> ''),
    surname_length smallint    not null check (surname_length >= 0),
    name_folded    text        not null,
    sex            text        not null check (sex in ('MALE', 'FEMALE')),
    birth_date     date        not null,
    birth_place    text        not null,
    birth_order    text        not null,
    marital        text        not null,
    status         text        not null,
    death_date     date check (death_date >= birth_date),
    father_id      bigint,
    father_name    text,
    mother_id      bigint,
    mother_name    text,
    spouse_id      bigint,
    spouse_name    text,
    primary key (id, valid_during without overlaps)
);
create table person_superseded (like person);
alter table person_superseded drop column recorded_at;
alter table person_superseded
    add column recorded_during tstzrange not null check (not isempty(recorded_during)),
    add exclude using gist (id with =, valid_during with &&, recorded_during with &&);

-- Reading goes through B-trees: before the GiST of the temporal key, which is there to forbid overlaps, the planner would
-- rather take a sequential scan.
create index person_by_id on person (id);
create index person_superseded_by_id on person_superseded (id);
create unique index person_national_id on person (national_id) where upper_inf(valid_during);
create index person_name on person (name_folded text_pattern_ops, birth_date) where upper_inf(valid_during);
create index person_father on person (father_id) where father_id is not null and upper_inf(valid_during);
create index person_mother on person (mother_id) where mother_id is not null and upper_inf(valid_during);

-- 居住: in which household a person is registered, as what, and since when no longer present (非現住人口)
create table stay (
    id           bigint      not null,
    valid_during daterange   not null check (not isempty(valid_during)),
    recorded_at  timestamptz not null,
    household_no text        not null,
    relation     text        not null,
    left_on      date,
    primary key (id, valid_during without overlaps)
);
create table stay_superseded (like stay);
alter table stay_superseded drop column recorded_at;
alter table stay_superseded
    add column recorded_during tstzrange not null check (not isempty(recorded_during)),
    add exclude using gist (id with =, valid_during with &&, recorded_during with &&);
create index stay_by_id on stay (id);
create index stay_superseded_by_id on stay_superseded (id);
create index stay_household on stay (household_no);
create index stay_superseded_household on stay_superseded (household_no);

-- 戶: one row a record (record_no); a change of head or address closes a record and opens the next. A household that
-- ended keeps its last record with closed = true from the day it ended.
create table household (
    id             text        not null check (id ~ '^[A-Z][A-Z0-9]{6}[0-9]$'),
    valid_during   daterange   not null check (not isempty(valid_during)),
    recorded_at    timestamptz not null,
    record_no      integer     not null check (record_no > 0),
    kind           text        not null,
    head           bigint      not null,
    village_code   text        not null check (village_code ~ '^[0-9]{11}$'),
    county         text        not null,
    township       text        not null,
    village        text        not null,
    neighbourhood  smallint    not null check (neighbourhood between 1 and 999),
    street         text        not null,
    street_folded  text        not null,
    opened_on      date        not null,
    address_since  date        not null,
    closed         boolean     not null,
    primary key (id, valid_during without overlaps)
);
create table household_superseded (like household);
alter table household_superseded drop column recorded_at;
alter table household_superseded
    add column recorded_during tstzrange not null check (not isempty(recorded_during)),
    add exclude using gist (id with =, valid_during with &&, recorded_during with &&);
create index household_by_id on household (id);
create index household_superseded_by_id on household_superseded (id);
create index household_address on household (left(village_code, 8), street_folded text_pattern_ops)
    where upper_inf(valid_during) and not closed;
create index household_street on household using gin (bigrams(street_folded))
    where upper_inf(valid_during) and not closed;

-- Whoever records locks the anchors of the households concerned before taking the recording instant, so that instants
-- grow along each household; the version is what the clerk's form names.
create table household_anchor (
    no          text primary key,
    version     bigint      not null,
    recorded_at timestamptz not null
);

-- 村里
create table village (
    code     text primary key check (code ~ '^[0-9]{11}$'),
    county   text not null,
    township text not null,
    name     text not null
);
