-- 通報: applications, their items and every step of each item. What names a person is sealed; indexes find it.
create sequence receipt_serial as bigint minvalue 1 maxvalue 99999999;

create table application (
    id               uuid primary key,
    receipt_no       text not null unique check (receipt_no ~ '^\d{12}$'),
    code_sealed      bytea not null,
    code_index       bytea not null,
    office           text not null check (office ~ '^\d{8}$'),
    clerk            text not null,
    filed_at         timestamptz not null,
    applicant_sealed bytea not null,
    by_mandate       boolean not null,
    consent_version  text not null,
    consent_at       timestamptz not null,
    signature_sealed bytea not null
);
comment on column application.applicant_sealed is 'JSON: number, name, agent, phone, email';
create index application_of_office on application (office, filed_at desc);

create table application_registration (
    application  uuid not null references application,
    registration bigint not null,
    primary key (application, registration)
);

create table item (
    id             uuid primary key,
    application    uuid references application,
    registration   bigint not null,
    agency         text not null,
    programme      text not null check (programme in ('registration-change', 'statutory')),
    change         text not null,
    type           text not null,
    person         bigint not null,
    person_sealed  bytea not null,
    keys_sealed    bytea not null,
    status         text not null check (status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'COMPLETED',
                                                   'REJECTED', 'NO_RECORD', 'FAILED', 'WITHDRAWN')),
    since          timestamptz not null,
    reason_sealed  bytea,
    contacted_by   text,
    contacted_at   timestamptz,
    agency_case_no text,
    check ((programme = 'statutory') = (application is null)),
    check (status <> 'REJECTED' or reason_sealed is not null)
);
comment on column item.application is 'null for what the law tells without an application';
comment on column item.person_sealed is 'masked name as receipts show it';

-- The same change is told to the same agency once; after a refusal the citizen may apply again.
create unique index item_told_once on item (registration, person, agency, change)
    where application is not null and status not in ('WITHDRAWN', 'REJECTED', 'NO_RECORD');
create unique index item_statutory_once on item (registration, person, agency, change) where application is null;
create index item_of_application on item (application) where application is not null;
create index item_open_at_agency on item (agency, since)
    where status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'FAILED')
       or (status = 'REJECTED' and contacted_at is null);

create table item_step (
    id      bigint generated always as identity primary key,
    item    uuid not null references item,
    status  text not null,
    at      timestamptz not null,
    by      text not null
);
create index item_step_of_item on item_step (item, id);

-- What tells an agency that an item it already has was withdrawn: an envelope of its own.
create table withdrawal (
    id     uuid primary key,
    item   uuid not null unique references item,
    agency text not null
);

create function history_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the steps of an item are only added to';
end
$$;
create trigger item_step_stays before update or delete on item_step
    for each row execute function history_stays();
