-- 介接演練: the runs of each agency, and what was observed in them. Nobody of the register stands here.
create table run (
    id          uuid primary key,
    agency      text        not null,
    started_at  timestamptz not null,
    latest      boolean     not null default true,
    observed    bigint      not null default 0,
    passed_on   date,
    certificate bytea,
    digest      bytea       check (octet_length(digest) = 32)
);
create unique index run_latest on run (agency) where latest;
create index run_agency on run (agency, started_at);
comment on column run.observed is 'how often something was observed: the order of what came first and later';
comment on column run.certificate is '演練合格證明, signed; made when it is first asked for';

create table sighting (
    run    uuid        not null references run,
    fact   text        not null,
    object text        not null default '' check (length(object) <= 64),
    detail text        not null default '' check (length(detail) <= 400),
    at     timestamptz not null,
    no     bigint      not null,
    primary key (run, fact, object)
);
