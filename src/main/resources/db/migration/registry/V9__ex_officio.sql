-- 逕為登記 (戶籍法 §48-1, §48-2): what the office may register by itself, and whether a written demand goes before; dated
-- rows with their source. Of what a court decides, only what a court decided.
create table ex_officio_rule (
    kind         text      not null,
    after_demand boolean   not null,
    article      text      not null,
    effective    daterange not null check (not isempty(effective)),
    legal_basis  text      not null,
    primary key (kind, effective without overlaps)
);
insert into ex_officio_rule values
    ('DEATH_DECL', false, '第48條之1', '[2015-01-21,)', '戶籍法 §48-1'),
    ('BIRTH', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2'),
    ('DEATH', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2'),
    ('GUARD', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2'),
    ('ASSIST', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2'),
    ('CUSTODY', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2'),
    ('INIT', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2'),
    ('MOVE_IN', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2: moves'),
    ('MOVE_OUT', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2: moves'),
    ('ADDR', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2: moves'),
    ('BIRTH_DATE', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2: corrections'),
    ('ACK', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2: decided by a court [not verified]'),
    ('ADOPT', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2: decided by a court [not verified]'),
    ('ADOPT_END', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2: decided by a court [not verified]'),
    ('DIVORCE', true, '第48條之2', '[2015-01-21,)', '戶籍法 §48-2: decided by a court [not verified]'),
    ('END_748', true, '第48條之2', '[2019-05-24,)', '戶籍法 §48-2: decided by a court [not verified]');

insert into rule_value values
    ('inbound.actDays', 5, '(,)', '死亡資料通報辦法 (2022): working days in which the office acts; of births by analogy [not verified]'),
    ('demand.days', 7, '(,)', '戶籍法施行細則 §19: a demand gives at least so many days');

insert into annotation_template values
    ('EX_OFFICIO', 1, '{filedOn}依戶籍法{article}逕為登記。', '(,)', 'own wording [not verified]');
