-- 門牌整編、行政區域調整: doors get other numbers, streets other names, villages other borders, and nobody moves. Such an act
-- is the office's own and about doors: its registration has no party (0), and its rule is kept as it was announced, for
-- whoever is registered at an old door afterwards with a day before the act.
create table renumbering (
    id                bigint   primary key references registration,
    reference         text     not null check (reference <> ''),
    effective         date     not null,
    village_code      text     not null check (village_code ~ '^[0-9]{11}$'),
    neighbourhood     smallint,
    street            text     not null,
    new_village_code  text     not null check (new_village_code ~ '^[0-9]{11}$'),
    new_neighbourhood smallint,
    new_street        text     not null,
    old_numbers       text[]   not null,
    new_numbers       text[]   not null,
    check (cardinality(old_numbers) = cardinality(new_numbers))
);
create index renumbering_village on renumbering (village_code);

-- 門牌: every address that was changed, exactly as it was written before and after.
create table renumbered_door (
    renumbering_id    bigint   not null references renumbering,
    ordinal           integer  not null,
    village_code      text     not null,
    neighbourhood     smallint not null,
    street            text     not null,
    street_folded     text     not null,
    new_village_code  text     not null,
    new_neighbourhood smallint not null,
    new_street        text     not null,
    new_street_folded text     not null,
    primary key (renumbering_id, ordinal)
);
create index renumbered_door_old on renumbered_door (village_code, street_folded);
create index renumbered_door_new on renumbered_door (new_village_code, new_street_folded);

-- What was annotated by a registration is asked with it; one act may have annotated thousands of people.
create index annotation_of_registration on annotation (registration_id);

-- 原住址: a former door is found by a part of it, like a present one.
create index household_former_street on household using gin (bigrams(street_folded))
    where not upper_inf(valid_during);

insert into annotation_template values
    ('RENUMBER', 1, '原住{oldAddress}{eventDate}門牌整編。', '(,)', 'own wording [not verified]'),
    ('BOUNDARY', 1, '原住{oldAddress}{eventDate}行政區域調整。', '(,)', 'own wording [not verified]'),
    ('RENUMBER_REVOKED', 1, '原{eventDate}{registration}因{reason}撤銷{filedOn}登記。', '(,)', 'own wording [not verified]'),
    ('KIND_RENUMBER', 1, '門牌整編登記', '(,)', 'the office''s own act; no type of 戶籍法 §4'),
    ('KIND_BOUNDARY', 1, '行政區域調整登記', '(,)', 'the office''s own act; no type of 戶籍法 §4');
