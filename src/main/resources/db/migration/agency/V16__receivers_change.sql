-- 受通報機關之變更: contact, promised days, door and coverage of who can be told already, proposed by one and enacted by another.
alter table proposal drop constraint proposal_subject_check;
alter table proposal add constraint proposal_subject_check
    check (subject in ('RECEIVER', 'RECEIVER_CHANGE', 'CAPABILITY', 'STATUTORY_RULE', 'FEE'));

-- 聯絡窗口: where it is another than the directory says. Receipts of a day name the one of that day.
create table contact (
    agency        text not null references agency,
    valid_during  daterange not null check (not isempty(valid_during)),
    unit          text not null check (unit <> ''),
    phone         text not null check (phone <> ''),
    hours         text not null check (hours <> ''),
    source        text not null check (source <> ''),
    primary key (agency, valid_during without overlaps)
);

-- 全國: of who served some areas before or will later, the days on which the nation is served.
alter table coverage drop constraint coverage_area_check;
alter table coverage add constraint coverage_area_check check (area ~ '^(\d{5}|\d{8})?$');
comment on column coverage.area is 'county (five digits), township (eight), empty for the nation';

-- 管道移轉預定: the day from which an agency is told by another door; it goes with the move.
create table door_due (
    agency  text primary key references agency,
    door    text not null check (door in ('WEBHOOK', 'PULL', 'FILE', 'INBOX')),
    due     date not null
);
