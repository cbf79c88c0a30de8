-- 憑證綁定: which card opens which account. A card is found by an index over the names of its authority and its subject; name
-- and last four digits, which its owner is shown, are sealed.
create table card (
    card_index    bytea primary key,
    username      text        not null unique references account on delete cascade,
    holder_sealed bytea       not null,
    bound_at      timestamptz not null,
    last_used     timestamptz not null
);
