-- 通知方式: who wants to be told of results by message, chosen at the application; ends when the counter is told so. Where to, the
-- application knows (sealed).
create table message_wish (
    application uuid        not null references application,
    channel     text        not null check (channel in ('SMS', 'EMAIL')),
    wished_at   timestamptz not null,
    ended_at    timestamptz,
    ended_by    text,
    primary key (application, channel)
);
