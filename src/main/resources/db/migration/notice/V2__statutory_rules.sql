-- 法定通報規則: who is told of what without consent. Dated rows: a change of law closes one and opens the next.
create table statutory_rule (
    id              bigint generated always as identity primary key,
    kind            text not null check (kind in ('ADDR', 'MOVE_IN', 'NAME', 'BIRTH_DATE', 'DEATH')),
    change          text not null,
    responsibility  text not null,
    township        text not null check (township in ('BEFORE', 'AFTER', 'BOTH')),
    men_only        boolean not null default false,
    age_from        int not null default 0,
    age_until       int not null default 999,
    valid_during    daterange not null check (not isempty(valid_during)),
    shown           text not null,
    shown_en        text not null,
    note            text not null default '',
    note_en         text not null default '',
    source          text not null check (source <> ''),
    exclude using gist (kind with =, change with =, responsibility with =, valid_during with &&)
);
comment on column statutory_rule.age_from is 'year of the event minus year of birth, from this';
comment on column statutory_rule.age_until is 'up to and including this';

insert into statutory_rule (kind, change, responsibility, township, men_only, age_from, age_until, valid_during,
                            shown, shown_en, note, note_en, source)
select c.kind, c.change, 'CONSCRIPTION', c.township, true, 18, 36, daterange '[2000-02-02,)',
       '戶籍地公所役政單位', 'Conscription section of the township office',
       '限役齡男子，依法通報。', 'Men of conscription age only, told by law.',
       '[L] 兵役法 §3：男子年滿18歲之翌年起役，至屆滿36歲之年12月31日除役；§32：年滿18歲之年徵兵及齡'
from (values ('NAME', 'NAME', 'AFTER'), ('BIRTH_DATE', 'BIRTH_DATE', 'AFTER'), ('ADDR', 'ADDRESS', 'AFTER'),
             ('MOVE_IN', 'ADDRESS', 'BOTH'), ('DEATH', 'DEATH', 'AFTER')) as c (kind, change, township);

insert into statutory_rule (kind, change, responsibility, township, valid_during, shown, shown_en, note, note_en, source)
values
    ('DEATH', 'DEATH', 'HEALTH_INSURANCE', 'AFTER', '[1995-03-01,)', '健保署', 'National Health Insurance Administration', '辦理退保，依法通報。', 'Ends the insurance, told by law.', '[S] 全民健康保險法施行細則'),
    ('DEATH', 'DEATH', 'NATIONAL_TAX', 'AFTER', '[1952-01-01,)', '財政部國稅局', 'National Taxation Bureau', '遺產稅，依法通報。', 'Estate tax, told by law.', '[M] 遺產及贈與稅法'),
    ('DEATH', 'DEATH', 'POLICE', 'AFTER', '[1973-01-01,)', '戶籍地警察機關', 'Police', '依法通報。', 'Told by law.', '[M]'),
    ('DEATH', 'DEATH', 'HEALTH_CENTRE', 'AFTER', '[1973-01-01,)', '戶籍地衛生所', 'Public health centre', '依法通報。', 'Told by law.', '[M]'),
    ('MOVE_IN', 'ADDRESS', 'HOUSEHOLD_OFFICE', 'BOTH', '[1973-01-01,)', '遷出地及遷入地戶政事務所', 'The registration offices moved from and to', '依法通報。', 'Told by law.', '[L] 戶籍法施行細則');
