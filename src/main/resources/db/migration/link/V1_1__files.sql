-- 檔案查詢: files of numbers that are answered as files. What came and what is answered is sealed, and is erased with its time.
create table file (
    id           uuid primary key,
    agency       text        not null,
    client       text        not null,
    purpose      text        not null,
    user_id      text        not null,
    case_sealed  bytea       not null,
    fields       text[]      not null,
    as_of        date        not null,
    received_at  timestamptz not null,
    lines        int         not null check (lines >= 0),
    wrong        int         not null check (wrong >= 0),
    blocks       int         not null check (blocks >= 0),
    state        text        not null check (state in ('WAITING', 'ANSWERED', 'STOPPED', 'ERASED')),
    reason       text        not null default '',
    answered_at  timestamptz,
    collected_at timestamptz
);
create index file_agency on file (agency, received_at);
create index file_purpose on file (purpose, received_at);
create index file_waiting on file (received_at) where state = 'WAITING';
comment on column file.reason is 'code of why it was stopped';

-- 區塊: so many lines at a time, each block answered in one transaction with its rows of the trail. After a crash the next one goes on.
create table file_block (
    file    uuid not null references file on delete cascade,
    no      int  not null check (no >= 0),
    lines   int  not null check (lines >= 0),
    numbers bytea not null,
    wrong   bytea not null,
    answer  bytea,
    found   int,
    primary key (file, no)
);
create index file_block_open on file_block (file, no) where answer is null;
