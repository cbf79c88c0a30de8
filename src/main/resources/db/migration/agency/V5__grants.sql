-- 連結授權: what an agency may read, for which purpose, by which law, how much, until when; and who of it may ask.
create table purpose (
    id            text primary key check (id ~ '^[A-Z][A-Z0-9-]{2,39}$'),
    agency        text not null references agency,
    name          text not null check (name <> ''),
    name_en       text not null check (name_en <> ''),
    legal_basis   text not null check (legal_basis <> ''),
    fields        text[] not null check (cardinality(fields) > 0),
    most_ids      int not null check (most_ids between 1 and 1000),
    per_minute    int not null check (per_minute > 0),
    valid_during  daterange not null check (not isempty(valid_during) and not upper_inf(valid_during)),
    ended_at      timestamptz,
    ended_reason  text not null default ''
);
create index purpose_agency on purpose (agency);
comment on column purpose.ended_at is 'suspended or terminated before its time (辦法 §16)';

-- 使用者名冊: whom the agency has named; the number is sealed and read only to judge protective marks.
create table roster (
    agency         text not null references agency,
    user_id        text not null check (user_id ~ '^[0-9A-Za-z._@-]{1,64}$'),
    number_sealed  bytea not null,
    valid_during   daterange not null check (not isempty(valid_during)),
    primary key (agency, user_id, valid_during without overlaps)
);
