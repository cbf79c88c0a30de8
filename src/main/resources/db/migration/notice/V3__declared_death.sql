-- Who is told of a death by law is told of a declared death as well (戶籍法 §14).
alter table statutory_rule drop constraint statutory_rule_kind_check;
alter table statutory_rule add constraint statutory_rule_kind_check
    check (kind in ('ADDR', 'MOVE_IN', 'NAME', 'BIRTH_DATE', 'DEATH', 'DEATH_DECL'));
insert into statutory_rule (kind, change, responsibility, township, men_only, age_from, age_until, valid_during,
                            shown, shown_en, note, note_en, source)
select 'DEATH_DECL', change, responsibility, township, men_only, age_from, age_until, valid_during,
       shown, shown_en, note, note_en, source
from statutory_rule where kind = 'DEATH';
