-- 既有授權: a grant that was given by other ways than an application is walked by the daily round as well.
alter table linkage alter column application drop not null;

-- 事由: a suspension and an announced end have reasons of their own. What stood in one column goes to both that may be meant; the
-- column itself stays until no program of the version before is at work.
alter table linkage add column suspended_why text not null default '';
alter table linkage add column ends_why text not null default '';
update linkage set suspended_why = why where suspended_on is not null;
update linkage set ends_why = why where ends_on is not null;
comment on column linkage.why is 'until 2026-11: superseded by suspended_why and ends_why';

-- 資通安全責任等級 A 級證明 (辦法 §9), sealed; number and date of the letters stand in the application.
create table proof (
    application    uuid primary key references application,
    content_sealed bytea       not null,
    digest         bytea       not null check (octet_length(digest) = 32),
    bytes          int         not null check (bytes > 0),
    at             timestamptz not null,
    by_whom        text        not null
);
