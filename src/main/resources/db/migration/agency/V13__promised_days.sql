-- 辦理期限: the working days an agency promises, by what it is told; dated, since agencies change it. Nothing of it is from an
-- official text: what the directory said of the whole agency holds for all it is told, until a row says otherwise.
create table promised_days (
    agency    text      not null references agency,
    matter    text      not null check (matter = '' or matter ~ '^[a-z0-9-]+\.[a-z0-9-]+$'),
    days      integer   not null check (days > 0),
    effective daterange not null check (not isempty(effective)),
    source    text      not null check (source <> ''),
    primary key (agency, matter, effective without overlaps)
);
comment on column promised_days.matter is 'programme and change of the notice''s type, empty for everything else';

insert into promised_days
select code, '', agency.promised_days, '(,)', 'the directory of agencies [not verified]' from agency;
insert into promised_days values
    ('NHIA', 'nhi-card.newborn', 7, '(,)', 'a card is printed and sent by registered post in 5 to 7 working days [P27]'),
    ('NHIA', 'nhi-card.changed', 7, '(,)', 'the same, after payment [P27]'),
    ('NHIA', 'nhi-card.lost', 7, '(,)', 'the same, after payment [P27]'),
    ('NHIA', 'registration-change.name', 7, '(,)', 'a new card is printed and sent by post in 5 to 7 working days [P27]'),
    ('NHIA', 'registration-change.uin', 7, '(,)', 'a new card is printed and sent by post in 5 to 7 working days [P27]'),
    ('NHIA', 'registration-change.birth-date', 7, '(,)', 'a new card is printed and sent by post in 5 to 7 working days [P27]');

-- 清查承辦人: whom the agency named for comparing its lists, and where they are told of a new one.
create table clearing_officer (
    agency   text primary key references agency,
    name     text        not null check (name <> ''),
    phone    text        not null,
    email    text        not null,
    named_at timestamptz not null,
    named_by text        not null
);
