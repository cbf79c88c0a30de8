-- 使用者帳號.
create table account (
    username   text primary key check (char_length(username) between 1 and 64),
    name       text        not null,
    password   text        not null,
    office     text,
    agency     text,
    opened_at  timestamptz not null,
    changed_at timestamptz not null
);

create table account_role (
    username text not null references account on delete cascade,
    role     text not null check (role in ('CLERK', 'SUPERVISOR', 'OFFICER', 'MINISTRY', 'OPERATOR', 'AUDITOR')),
    primary key (username, role)
);

-- 通行密鑰: the random handle an authenticator knows a person by, and the public keys.
create table passkey_user (
    id           bytea primary key,
    username     text not null unique references account on delete cascade,
    display_name text not null
);

create table passkey (
    credential_id      bytea primary key,
    user_id            bytea       not null references passkey_user on delete cascade,
    label              text        not null check (char_length(label) between 1 and 64),
    public_key         bytea       not null,
    signature_count    bigint      not null,
    uv_initialized     boolean     not null,
    backup_eligible    boolean     not null,
    backup_state       boolean     not null,
    transports         text[]      not null,
    credential_type    text,
    attestation_object bytea,
    client_data_json   bytea,
    created            timestamptz not null,
    last_used          timestamptz not null
);

create index passkey_of_user on passkey (user_id);

-- 登入失敗: by index, since people type passwords and id numbers into the wrong field.
create table sign_in_failure (
    username_index bytea       not null,
    at             timestamptz not null
);

create index sign_in_failure_recent on sign_in_failure (username_index, at);

-- 用過的斷言: an agency's assertion is taken once.
create table used_assertion (
    client_id  text        not null,
    jti        text        not null,
    expires_at timestamptz not null,
    primary key (client_id, jti)
);

create index used_assertion_expiry on used_assertion (expires_at);
