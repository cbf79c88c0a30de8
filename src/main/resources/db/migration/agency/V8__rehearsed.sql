-- 介接演練: which clients only rehearse, which purposes machines may use only after a rehearsal, and which agencies passed one.
alter table client add column rehearsing boolean not null default false;
comment on column client.rehearsing is 'its tokens open the rehearsal and nothing else';

alter table purpose add column needs_rehearsal boolean not null default false;
comment on column purpose.needs_rehearsal is 'an officer may ask at the page at once, a machine after its agency passed';

create table rehearsed (
    agency     text primary key references agency,
    passed_on  date not null
);
