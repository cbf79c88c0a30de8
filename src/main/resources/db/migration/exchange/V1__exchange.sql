-- The one place where a delivery is promised (待送通報). A registering transaction inserts without a sequence, so that no
-- counter is held while it runs; the sequencer numbers what is committed. The payload is sealed.
create table outbox (
    id              uuid primary key,
    agency          text        not null,
    type            text        not null,
    citizen_key     bytea       not null,
    data            bytea       not null,
    time            timestamptz not null,
    position        bigint generated always as identity,
    sequence        bigint check (sequence > 0),
    attempt         integer     not null default 1 check (attempt > 0),
    state           text        not null default 'PENDING'
        check (state in ('PENDING', 'DELIVERED', 'DEAD', 'WITHDRAWN')),
    since           timestamptz not null,
    tries           integer     not null default 0,
    next_attempt_at timestamptz not null,
    settled_at      timestamptz,
    -- the dispatcher has it in hand: from here on it may have left, and cannot be withdrawn
    taken           boolean     not null default false,
    -- withdrawn after it was numbered: its place in the feed is kept by a withdrawal without data
    withdrawn       boolean     not null default false
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05);

create index outbox_unnumbered on outbox (position) where sequence is null and state = 'PENDING';
create index outbox_pending on outbox (agency, sequence) where state = 'PENDING' and sequence is not null;

-- The feed of an agency: gap-free, ascending in the order in which notices become visible; a resend is a new line.
create table feed (
    agency    text        not null,
    sequence  bigint      not null,
    outbox_id uuid        not null references outbox (id),
    attempt   integer     not null,
    at        timestamptz not null,
    primary key (agency, sequence)
);
create index feed_at on feed using brin (at);

create table sequence_counter (
    agency text primary key,
    last   bigint not null default 0 check (last >= 0)
) with (fillfactor = 20);

-- Every attempt ever made, by whichever door; only added to.
create table attempt (
    outbox_id uuid        not null,
    sequence  bigint      not null,
    at        timestamptz not null,
    outcome   text        not null,
    status    integer     not null,
    millis    integer     not null
);
create index attempt_outbox on attempt (outbox_id);

create table endpoint (
    endpoint_id       text primary key,
    agency            text        not null unique,
    url               text        not null default '',
    encryption_jwk    text        not null default '',
    disabled          boolean     not null default false,
    failures_in_a_row integer     not null default 0,
    resting_until     timestamptz,
    last_success      timestamptz,
    version           integer     not null default 0
) with (fillfactor = 50);

-- The first answer to every reply, so that the same key gets the same answer again.
create table reply (
    agency   text        not null,
    key      text        not null,
    digest   bytea       not null,
    answer   text        not null,
    at       timestamptz not null,
    primary key (agency, key)
);
create index reply_at on reply using brin (at);
