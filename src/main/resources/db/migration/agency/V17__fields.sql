-- 欄位對應: which of a notice's fields a receiver wants under which name and in which form; who has none gets the published shape.
alter table proposal drop constraint proposal_subject_check;
alter table proposal add constraint proposal_subject_check
    check (subject in ('RECEIVER', 'RECEIVER_CHANGE', 'CAPABILITY', 'STATUTORY_RULE', 'FEE', 'FIELDS'));

create table field_map (
    agency        text not null references agency,
    valid_during  daterange not null check (not isempty(valid_during)),
    fields        jsonb not null check (jsonb_typeof(fields) = 'array' and fields <> '[]'),
    source        text not null check (source <> ''),
    primary key (agency, valid_during without overlaps)
);
comment on column field_map.fields is 'path in the notice, name and form in the payload, in the order of the payload';
