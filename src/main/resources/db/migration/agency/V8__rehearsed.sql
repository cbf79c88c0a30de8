-- 介接演練: which clients only rehearse, which purposes machines may use only after a rehearsal, and which agencies passed one.
alter table client add column rehearsing boolean not null default false;
comment on column client.rehearsing is 'its tokens open the rehearsal and nothing else';

alter table purpose add column needs_rehearsal boolean not null default false;
comment on column purpose.needs_rehearsal is 'an officer may ask at the page at once, a machine after its agency passed';

create table rehearsed (
    agency        text primary key references agency,
    passed_on     date not null,
    with_queries  boolean not null
);
comment on column rehearsed.with_queries is 'false of one that only received: should it be allowed to ask, its machine rehearses again';

-- 機關（構）性質: why one that only receives cannot join (辦法 §3) is said differently to each.
alter table agency add column body text not null default 'AUTHORITY'
    check (body in ('AUTHORITY', 'STATE_CORPORATION', 'PRIVATE_FIRM', 'ASSOCIATION', 'STATUTORY_BODY'));
update agency set body = 'STATE_CORPORATION' where code in ('TAIPOWER', 'TAIWATER', 'TPEWATER');
