-- 稽核日誌簽章金鑰: signs the checkpoints of the trail. A table of its own, since the version before reads every row of trust.key
-- and knows no such purpose: it goes on working beside the new one.
create table log_key (
    id           integer generated always as identity primary key,
    kid          text        not null unique,
    purpose      text        not null check (purpose = 'LOG'),
    algorithm    text        not null,
    created_at   timestamptz not null,
    valid_from   timestamptz not null,
    valid_until  timestamptz,
    revoked_at   timestamptz,
    secret       bytea       not null,
    public_key   bytea       not null,
    check (valid_until is null or valid_until >= valid_from)
);

-- One present key, also when two nodes start at once.
create unique index log_key_present on log_key (purpose) where valid_until is null and revoked_at is null;
