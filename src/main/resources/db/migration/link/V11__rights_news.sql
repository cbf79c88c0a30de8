-- 權限異動訊息: what became of a purpose, until it has its number in the feed of its agency.
create table rights_news (
    position bigint generated always as identity primary key,
    id       uuid        not null,
    agency   text        not null,
    purpose  text        not null,
    kind     text        not null,
    on_day   date,
    at       timestamptz not null
);

alter table event
    add column rights_kind text,
    add column rights_on   date,
    add constraint event_of_rights check ((type = 'RIGHTS') = (rights_kind is not null));
comment on column event.subject is 'a name for the person that only this agency knows; of an event about rights its purpose';
