-- 線上查詢: one row a query that was answered: by whom, for which purpose, which fields. Of whom stands in the trail.
create table query (
    transaction_id  uuid primary key,
    at              timestamptz not null,
    agency          text not null,
    purpose         text not null,
    user_id         text not null,
    case_sealed     bytea not null,
    fields          text[] not null,
    asked           int not null,
    found           int not null
);
create index query_agency on query (agency, at);
comment on column query.case_sealed is 'an agency writes into its case number what it likes';
