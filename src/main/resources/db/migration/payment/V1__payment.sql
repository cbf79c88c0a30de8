-- 規費繳款: slips, the money that banks told of, what of it goes back, and each day's comparison with the bank's own file.
-- Nothing here is deleted, and no sum changes once it stands.

-- 代收機構: which agency's machine may say that somebody has paid, and under which item code stores read its barcodes.
create table collector (
    agency     text primary key,
    item_code  text not null check (item_code ~ '^[0-9A-Z]{3}$'),
    source     text not null check (source <> '')
);
insert into collector values ('COLLECTING-BANK', '6RS', 'own code; the collecting bank gives the real one [not verified]');

create sequence slip_serial as bigint minvalue 1 maxvalue 99999999;

create table slip (
    id            uuid primary key,
    no            text not null unique check (no ~ '^\d{16}$'),
    item          uuid not null,
    fee           text not null,
    office        text not null check (office ~ '^\d{8}$'),
    payer_sealed  bytea not null,
    amount        int  not null check (amount > 0),
    due           date not null,
    collector     text not null references collector,
    state         text not null check (state in ('OPEN', 'PAID', 'CANCELLED', 'REFUNDED')),
    issued_at     timestamptz not null,
    issued_by     text not null,
    prints        int  not null default 0,
    ended_by      text,
    cancelled_why text not null default '',
    owed_back_why text not null default '',
    reminded      text not null default '' check (reminded in ('', 'SOON', 'OVERDUE')),
    check (owed_back_why = '' or state in ('PAID', 'REFUNDED')),
    check ((state = 'CANCELLED') = (cancelled_why <> ''))
);
comment on column slip.item is 'what is paid for, as the room that asked knows it';
comment on column slip.owed_back_why is 'why what was paid for ended without result';
comment on column slip.reminded is 'what the payer was last reminded of';
comment on column slip.payer_sealed is 'masked name as the slip shows it';
-- 不重複開單: one slip for one thing, until it is cancelled or its money has gone back.
create unique index slip_once on slip (item) where state in ('OPEN', 'PAID');
create index slip_of_item on slip (item, issued_at desc);
create index slip_due on slip (due) where state = 'OPEN';
create index slip_owed_back on slip (id) where owed_back_why <> '';
create index slip_of_office on slip (office, issued_at desc);

-- 入帳: money that a bank says it took. What is not owed stands here as well, to be refunded.
create table remittance (
    id              uuid primary key,
    collector       text not null references collector,
    transaction_id  text not null check (transaction_id ~ '^[0-9A-Za-z._-]{6,40}$'),
    slip_no         text not null,
    slip            uuid references slip,
    amount          int  not null check (amount > 0),
    paid_at         timestamptz not null,
    paid_on         date not null,
    channel         text not null check (channel in ('STORE', 'BANK', 'TRANSFER', 'CARD')),
    told_by         text not null check (told_by in ('CALLBACK', 'DAY_FILE')),
    booked_at       timestamptz not null,
    outcome         text not null check (outcome in ('BOOKED', 'OTHER_AMOUNT', 'CANCELLED_SLIP', 'UNKNOWN_SLIP', 'PAID_ALREADY')),
    check (outcome <> 'BOOKED' or slip is not null),
    unique (collector, transaction_id)
);
-- 不重複入帳: whatever is told, and by however many at once.
create unique index remittance_booked_once on remittance (slip) where outcome = 'BOOKED';
create index remittance_of_day on remittance (collector, paid_on);
create index remittance_of_slip on remittance (slip) where slip is not null;
create index remittance_not_owed on remittance (booked_at) where outcome <> 'BOOKED';

create sequence refund_serial as bigint minvalue 1 maxvalue 99999999;

-- 退費: asked by one, approved by another, taken by the bank, confirmed by it.
create table refund (
    id              uuid primary key,
    no              text not null unique check (no ~ '^R\d{12}$'),
    remittance      uuid not null references remittance,
    reason          text not null check (reason <> ''),
    account_sealed  bytea not null,
    state           text not null check (state in ('ASKED', 'DECLINED', 'APPROVED', 'SENT', 'CONFIRMED', 'RETURNED')),
    asked_by        text not null,
    asked_at        timestamptz not null,
    decided_by      text,
    decided_at      timestamptz,
    declined_why    text not null default '',
    sent_at         timestamptz,
    ended_at        timestamptz,
    bank_reference  text not null default '',
    check (decided_by <> asked_by),
    check ((state = 'ASKED') = (decided_by is null)),
    check ((state = 'DECLINED') = (declined_why <> ''))
);
comment on column refund.account_sealed is 'JSON: bank, account, holder';
create unique index refund_once on refund (remittance) where state not in ('DECLINED', 'RETURNED');
create index refund_open on refund (asked_at) where state in ('ASKED', 'APPROVED', 'SENT');

-- 日結對帳: the bank's file of a day, every version of it kept; the newest is compared.
create table day_file (
    collector  text not null references collector,
    day        date not null,
    version    int  not null,
    digest     bytea not null check (octet_length(digest) = 32),
    lines      int  not null,
    total      bigint not null,
    taken_at   timestamptz not null,
    taken_by   text not null,
    primary key (collector, day, version)
);
create table day_line (
    collector       text not null,
    day             date not null,
    version         int  not null,
    transaction_id  text not null,
    slip_no         text not null,
    amount          int  not null,
    paid_at         timestamptz not null,
    channel         text not null,
    primary key (collector, day, version, transaction_id),
    foreign key (collector, day, version) references day_file
);
create table difference (
    id              uuid primary key,
    collector       text not null references collector,
    day             date not null,
    transaction_id  text not null,
    kind            text not null check (kind in ('NOT_BOOKED', 'NOT_IN_FILE', 'OTHER_AMOUNT', 'OTHER_SLIP', 'OTHER_DAY')),
    slip_no         text not null,
    bank_amount     int,
    our_amount      int,
    found_at        timestamptz not null,
    settlement      text check (settlement in ('BOOKED', 'EXPLAINED', 'GONE')),
    reason          text not null default '',
    settled_by      text,
    settled_at      timestamptz,
    check ((settlement is null) = (settled_at is null)),
    check (settlement is null or reason <> ''),
    unique (collector, day, transaction_id, kind)
);
create index difference_open on difference (day) where settlement is null;

-- 規費數額與繳納期限: announced like all others, on the ministry's page of rules.
insert into registry.rule_value values
    ('fee.passport', 1300, '(,)', '護照規費收費標準'),
    ('fee.passport.child', 900, '(,)', '護照規費收費標準: under 14'),
    ('payment.due.days', 14, '(,)', 'own measure [not verified]'),
    ('payment.remind.days', 3, '(,)', 'days before the last one: own measure [not verified]');
