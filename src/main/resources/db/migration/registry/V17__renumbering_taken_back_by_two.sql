-- 待核定之撤銷: that an act about doors be taken back, as one supervisor asks and another decides.
create table renumbering_takeback (
    id           uuid        primary key,
    renumbering  bigint      not null references renumbering,
    reason       text        not null,
    proposed_at  timestamptz not null,
    proposed_by  text        not null,
    decided_at   timestamptz,
    decided_by   text,
    sent_back    text        not null default '',
    check ((decided_at is null) = (decided_by is null)),
    check (decided_by <> proposed_by)
);
create unique index renumbering_takeback_waiting on renumbering_takeback (renumbering) where decided_at is null;
create index renumbering_takeback_of on renumbering_takeback (renumbering, proposed_at);
