-- 磁性媒體交換: files of numbers that come and go on media, for linkages from before the regulation stopped listing them.
-- 登錄憑證: by which an agency signs what it brings, and to which what it gets is encrypted.
create table media_certificate (
    agency         text        not null,
    for_encryption boolean     not null,
    certificate    bytea       not null,
    registered_at  timestamptz not null,
    registered_by  text        not null,
    primary key (agency, for_encryption)
);

-- 收件金鑰: by which agencies encrypt to the house; the secret is sealed.
create table media_key (
    id            int generated always as identity primary key,
    secret_sealed bytea       not null,
    certificate   bytea       not null,
    made_at       timestamptz not null
);

-- 媒體組: what came of one, and what was written for it. The numbers and their answers are link.file's.
create table media_set (
    id             uuid primary key references file,
    brought        int  not null check (brought > 0),
    written        int  not null default 0 check (written >= 0),
    written_at     timestamptz,
    handed_over_at timestamptz,
    due_back       date,
    closed_at      timestamptz
);

create table media_volume (
    set     uuid   not null references media_set,
    no      int    not null check (no > 0),
    lines   int    not null check (lines >= 0),
    bytes   bigint not null check (bytes > 0),
    digest  bytea  not null check (octet_length(digest) = 32),
    primary key (set, no)
);
comment on column media_volume.digest is 'SHA-256 of the sealed volume, as it lies in the folder and on the medium';

-- 保管紀錄, appended only: who handed what to whom.
create table media_custody (
    id         bigint generated always as identity primary key,
    set        uuid        not null references media_set,
    at         timestamptz not null,
    kind       text        not null check (kind in ('BROUGHT', 'WRITTEN', 'DOWNLOADED', 'HANDED_OVER', 'RETURNED', 'DESTROYED')),
    who_sealed bytea       not null,
    by_whom    text        not null
);
create index media_custody_set on media_custody (set, id);

-- 檔案訂閱: every hour or day a file of those an agency follows of whom something changed, answered as any file of numbers.
create table subscription (
    agency      text        not null,
    id          text        not null check (id ~ '^[0-9A-Za-z._-]{1,64}$'),
    client      text        not null,
    purpose     text        not null,
    user_id     text        not null,
    case_sealed bytea       not null,
    fields      text[]      not null check (cardinality(fields) > 0),
    every       text        not null check (every in ('HOUR', 'DAY')),
    since       bigint      not null check (since >= 0),
    next_at     timestamptz not null,
    at          timestamptz not null,
    stopped     text        not null default '',
    primary key (agency, id)
);
create index subscription_due on subscription (next_at) where stopped = '';
comment on column subscription.since is 'the last number of the feed that a file told of';
comment on column subscription.stopped is 'code of why, once its grant or its officer no longer stood';

create table subscription_run (
    agency  text        not null,
    id      text        not null,
    at      timestamptz not null,
    since   bigint      not null,
    until   bigint      not null check (until >= since),
    persons int         not null check (persons >= 0),
    file    uuid references file,
    foreign key (agency, id) references subscription on delete cascade,
    check ((file is null) = (persons = 0))
);
create index subscription_run_of on subscription_run (agency, id, at);
