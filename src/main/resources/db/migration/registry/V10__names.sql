-- 姓名: the romanisation beside a name (姓名條例 §4), and what tone-less searching compares. The folded copies are made by
-- the product; those of traditional names noted before are made here the same way.
alter table person
    add column romanised_name    text not null default '',
    add column romanised_folded  text not null default '',
    add column indigenous_folded text not null default '';
alter table person_superseded
    add column romanised_name    text not null default '',
    add column romanised_folded  text not null default '',
    add column indigenous_folded text not null default '';

create function pg_temp.folded(name text) returns text
    language sql
    return translate(
        regexp_replace(lower(normalize(name, nfkd)), '[\u0300-\u036f\s·‧・''’‘ʼʻ-]', '', 'g'), 'ʉ', 'u');
update person set indigenous_folded = pg_temp.folded(indigenous_name) where indigenous_name <> '';
update person_superseded set indigenous_folded = pg_temp.folded(indigenous_name) where indigenous_name <> '';

create index person_romanised on person (romanised_folded text_pattern_ops)
    where romanised_folded <> '' and upper_inf(valid_during);
create index person_traditional on person (indigenous_folded text_pattern_ops)
    where indigenous_folded <> '' and upper_inf(valid_during);

insert into annotation_template values
    ('NAME_ROMANISED', 1, '{eventDate}並列羅馬拼音{romanisedName}{filedOn}申登。', '(,)', 'own wording [not verified]');

-- 疑似重複: two numbers alike but for one digit or two transposed neighbours; the tenth digit follows from the others.
create function near_numbers(a text, b text) returns boolean
    language sql immutable strict parallel safe
    return (select count(*) = 1
                or (count(*) = 2 and max(i) = min(i) + 1
                    and substr(a, min(i), 1) = substr(b, max(i), 1) and substr(a, max(i), 1) = substr(b, min(i), 1))
            from generate_series(1, 9) as places (i) where substr(a, i, 1) <> substr(b, i, 1));
create index person_number_head on person (birth_date, left(national_id, 4)) where upper_inf(valid_during);
create index person_number_tail on person (birth_date, substr(national_id, 6, 4)) where upper_inf(valid_during);

-- What a supervisor found about a pair; the last word counts, none is taken back. Why, and who settles it, is sealed.
create table likeness_ruling (
    one        bigint      not null,
    other      bigint      not null,
    ruled_at   timestamptz not null,
    verdict    text        not null check (verdict in ('DIFFERENT', 'SAME')),
    settled_by bytea       not null,
    reason     bytea       not null,
    ruled_by   text        not null,
    office     text        not null,
    primary key (one, other, ruled_at),
    check (one < other)
);
