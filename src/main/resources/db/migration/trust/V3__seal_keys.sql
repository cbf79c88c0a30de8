-- 電子簽章金鑰: pairs with certificates, by which documents are signed and time-stamped. A table of its own, since the
-- version before reads every row of trust.key and knows no such purpose. Where an office has its certificate in a file of
-- its own, no row is made.
create table seal_key (
    id           integer generated always as identity primary key,
    kid          text        not null unique,
    role         text        not null check (role in ('AUTHORITY', 'SEAL', 'STAMP')),
    created_at   timestamptz not null,
    valid_from   timestamptz not null,
    valid_until  timestamptz not null,
    revoked_at   timestamptz,
    secret       bytea       not null,
    certificate  bytea       not null,
    check (valid_until > valid_from)
);
comment on column seal_key.role is 'the test authority, who signs documents, who stamps them with the time';
