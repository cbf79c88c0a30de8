-- 區域訂閱: a file of those in a township or county of whom something changed, whether they are followed or not.
alter table subscription
    add column area text check (area ~ '^\d{5}(\d{3})?$');
comment on column subscription.area is 'code of a county or township; null for those who are followed, and since counts area_change instead of the feed';

-- 區域異動: kept until every subscription was told of it.
create table area_change (
    position  bigint generated always as identity primary key,
    person    bigint not null,
    townships text[] not null,
    fields    text[] not null
);
comment on column area_change.townships is 'where the person was and is registered, eight digits each';
