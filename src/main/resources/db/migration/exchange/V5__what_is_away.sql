-- 降級作業: which gateway of messages took nothing the last time it was tried, and since when. Of agencies' endpoints exchange.endpoint says it.
create table gateway_away (
    channel text        primary key check (channel in ('SMS', 'EMAIL')),
    since   timestamptz not null
);
