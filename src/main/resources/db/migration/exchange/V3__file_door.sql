-- 檔案交換, the file door. What an agency's next file holds is decided here, in the transaction that writes the file; the notices stay
-- promised in outbox and count as sent when the file is fetched. The folder that SFTP shows is a copy of what stands here.
create table bundle_setting (
    agency      text primary key,
    every       text    not null default 'HOURLY' check (every in ('HOURLY', 'DAILY')),
    hour        integer not null default 6 check (hour between 0 and 23),
    format      text    not null default 'JSON' check (format in ('JSON', 'XML', 'BIG5', 'CNS')),
    -- null: at once
    next_at     timestamptz,
    -- up to here notices stand in a file already
    filed_up_to bigint  not null default 0,
    last_no     bigint  not null default 0 check (last_no >= 0)
);

create table bundle_certificate (
    agency         text        not null,
    for_encryption boolean     not null,
    certificate    bytea       not null,
    registered_at  timestamptz not null,
    registered_by  text        not null,
    primary key (agency, for_encryption)
);

-- What agencies encrypt their answers to, and by what they know the SFTP server; secrets are sealed.
create table bundle_key (
    id            integer generated always as identity primary key,
    purpose       text        not null check (purpose in ('OPEN', 'HOST')),
    secret_sealed bytea       not null,
    public_part   bytea       not null,
    made_at       timestamptz not null
);

create table ssh_key (
    fingerprint   text primary key,
    agency        text        not null,
    name          text        not null,
    public_key    text        not null,
    registered_at timestamptz not null,
    registered_by text        not null
);
create index ssh_key_agency on ssh_key (agency);

-- Files for agencies: notices, or what was wrong with a file of theirs. The content is encrypted to the agency.
create table bundle (
    agency       text        not null,
    no           bigint      not null,
    name         text        not null,
    manifest     text        not null,
    content      bytea,
    ids          uuid[]      not null,
    sequences    bigint[]    not null,
    made_at      timestamptz not null,
    collected_at timestamptz,
    -- the agency moved to another door before it fetched this one
    withdrawn_at timestamptz,
    primary key (agency, no)
);
create unique index bundle_name on bundle (agency, name);
create index bundle_kept on bundle (coalesce(collected_at, made_at)) where content is not null;

-- Files that agencies brought, one row each time: the replies in them say for themselves whether they stood already.
create table bundle_in (
    no     bigint generated always as identity primary key,
    agency text        not null,
    name   text        not null,
    at     timestamptz not null,
    lines  integer     not null,
    taken  integer     not null
);
create index bundle_in_agency on bundle_in (agency, no);

-- 管道移轉: until what the old door has in hand is settled the new one gives nothing out (moving_since); what was given out by another
-- door than pull, up to moved_sequence, is not given out by pull again.
alter table endpoint
    add column moving_since   timestamptz,
    add column moved_sequence bigint not null default 0;
