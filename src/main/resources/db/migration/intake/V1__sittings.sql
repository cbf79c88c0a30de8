-- What a clerk has typed and not concluded yet survives a crash and a sign-out; it is sealed, since it is full of
-- personal data, and erased as soon as the sitting ends.
create table sitting (
    id          uuid        primary key,
    clerk       text        not null,
    office      text,
    opened_at   timestamptz not null,
    state       text        not null default 'OPEN' check (state in ('OPEN', 'CONCLUDED', 'DISCARDED')),
    draft       bytea,
    version     bigint      not null default 0,
    ended_at    timestamptz,
    registrations bigint[],
    receipt_no  text,
    check ((state = 'OPEN') = (draft is not null)),
    check ((state = 'CONCLUDED') = (registrations is not null))
);

create index sitting_open on sitting (clerk, opened_at desc) where state = 'OPEN';
