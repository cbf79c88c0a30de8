-- 簡訊及電子郵件: messages to people, promised in the transaction that makes them true and sent in the background. Apart from
-- notices to agencies: a gateway that is dead holds up nothing else.
create table message (
    id              uuid primary key,
    channel         text        not null check (channel in ('SMS', 'EMAIL')),
    about           text        not null,
    address_sealed  bytea       not null,
    address_index   bytea       not null,
    subject         text        not null,
    body            text        not null,
    state           text        not null default 'PENDING' check (state in ('PENDING', 'SENT', 'DEAD', 'WITHDRAWN')),
    promised_at     timestamptz not null,
    next_attempt_at timestamptz not null,
    tries           integer     not null default 0,
    in_hand         integer     not null default 0,
    settled_at      timestamptz
);
comment on column message.about is 'what it is about: the number of a receipt, the code of an agency';
comment on column message.body is 'as it is sent: names nobody and holds no code';

comment on column message.in_hand is 'how often it was taken to be sent since it was last noted what came of it: more than 0 of one that is under way, or whose sender crashed';

-- What waits and says the same to the same address is said once.
create unique index message_waiting_once on message (channel, about, body, address_index) where state = 'PENDING';
create index message_due on message (channel, next_attempt_at) where state = 'PENDING';
create index message_about on message (about);

-- Every attempt ever made; only added to.
create table message_attempt (
    message uuid        not null references message,
    at      timestamptz not null,
    outcome text        not null
);
create index message_attempt_of on message_attempt (message);
