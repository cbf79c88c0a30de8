-- 自然人憑證挑戰值: what a card is to sign, one per session (by index) and act, until it is taken or its time is over.
create table card_challenge (
    session bytea       not null,
    action  text        not null,
    content text        not null,
    until   timestamptz not null,
    primary key (session, action)
);
create index card_challenge_until on card_challenge (until);

-- 簽章證據: what a card signed, its certificate, what the authority said of it, and when; sealed.
create table card_evidence (
    id     uuid primary key,
    at     timestamptz not null,
    action text        not null,
    sealed bytea       not null
);
