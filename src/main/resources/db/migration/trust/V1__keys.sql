-- 金鑰登記簿. A secret is readable only with the key-encryption key, which never enters the database.
create table key (
    id           integer generated always as identity primary key,
    kid          text        not null unique,
    purpose      text        not null check (purpose in ('DATA', 'INDEX', 'SIGNING', 'TOKEN')),
    algorithm    text        not null,
    created_at   timestamptz not null,
    valid_from   timestamptz not null,
    valid_until  timestamptz,
    revoked_at   timestamptz,
    secret       bytea       not null,
    public_key   bytea,
    check (valid_until is null or valid_until >= valid_from)
);

-- One present key per purpose, also when two nodes start at once.
create unique index key_present on key (purpose) where valid_until is null and revoked_at is null;
