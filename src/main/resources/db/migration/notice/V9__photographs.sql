-- 健保卡相片補件: a card is applied for without a picture, which comes later by the applicant's telephone. The link opens once and not for
-- long; it is sealed for the counter that shows it, and found by an index. Pictures are sealed, and each is told of by a notice of its own.
alter table errand add column photograph boolean not null default false;
comment on column errand.photograph is 'a picture may follow by the applicant''s telephone';
update errand set photograph = true where programme = 'nhi-card';

insert into registry.rule_value values
    ('nhi.photo.linkHours', 72, '(,)', '相片補件連結之有效時數 [not verified]');

create table photo_link (
    item        uuid primary key references item,
    code_sealed bytea       not null,
    code_index  bytea       not null unique,
    until       timestamptz not null,
    made_by     text        not null,
    used_at     timestamptz
);
comment on table photo_link is 'one for an item: the next takes the place of the one before';

create table photo (
    id           uuid primary key,
    item         uuid        not null references item,
    agency       text        not null,
    photo_sealed bytea       not null,
    received_at  timestamptz not null
);
comment on column photo.id is 'of the notice that tells the agency of it';
create index photo_of_item on photo (item, received_at desc);
