-- 主動提醒: what is followed up. A row says which errand, or which change at which agency, is reminded of; after how many days, how many days
-- before the limit once more, and until when it can be done stand among the dated values as remind.<programme>.<change>.<what>.
create table reminder_rule (
    programme    text not null,
    change       text not null,
    agency       text not null default '',
    kinds        text[] not null default '{}',
    valid_during daterange not null check (not isempty(valid_during)),
    source       text not null check (source <> ''),
    check ((programme = 'registration-change') = (agency <> '' and cardinality(kinds) > 0)),
    exclude using gist (programme with =, change with =, agency with =, valid_during with &&)
);
comment on table reminder_rule is 'what has no row is never reminded of; grants that few are entitled to have none on purpose';
comment on column reminder_rule.agency is 'of a change; an errand has its own';
comment on column reminder_rule.kinds is 'of a change: registrations after which its party is reminded; an errand has its own occasion';

insert into reminder_rule (programme, change, agency, kinds, valid_during, source) values
    ('life-policy', 'check', '', '{}', '[2016-09-01,)', '保險法 §65: claims lapse after two years'),
    ('labour-benefit', 'funeral', '', '{}', '[2018-07-16,)', '[L] 勞工保險條例 §30: five years'),
    ('labour-benefit', 'maternity', '', '{}', '[2018-07-16,)', '[L] 勞工保險條例 §30: five years'),
    ('estate', 'inventory', '', '{}', '[2020-07-01,)', '遺產及贈與稅法 §23: estate tax is declared within six months'),
    ('local-tax', 'death', '', '{}', '[2017-01-01,)', 'own measure [not verified]'),
    ('nhi-card', 'newborn', '', '{}', '[2015-07-01,)', '全民健康保險法施行細則: newborns are insured within sixty days [not verified]'),
    ('registration-change', 'ADDRESS', 'LTAX', '{ADDR,MOVE_IN}', '[2017-01-01,)', 'own measure [not verified]');

insert into registry.rule_value values
    ('remind.life-policy.check.after', 14, '(,)', 'own measure [not verified]'),
    ('remind.life-policy.check.again', 60, '(,)', 'own measure [not verified]'),
    ('remind.life-policy.check.months', 24, '(,)', '保險法 §65'),
    ('remind.labour-benefit.funeral.after', 14, '(,)', 'own measure [not verified]'),
    ('remind.labour-benefit.funeral.again', 90, '(,)', 'own measure [not verified]'),
    ('remind.labour-benefit.funeral.months', 60, '(,)', '勞工保險條例 §30'),
    ('remind.labour-benefit.maternity.after', 14, '(,)', 'own measure [not verified]'),
    ('remind.labour-benefit.maternity.again', 90, '(,)', 'own measure [not verified]'),
    ('remind.labour-benefit.maternity.months', 60, '(,)', '勞工保險條例 §30'),
    ('remind.estate.inventory.after', 21, '(,)', 'own measure [not verified]'),
    ('remind.estate.inventory.again', 30, '(,)', 'own measure [not verified]'),
    ('remind.estate.inventory.months', 6, '(,)', '遺產及贈與稅法 §23'),
    ('remind.local-tax.death.after', 21, '(,)', 'own measure [not verified]'),
    ('remind.local-tax.death.again', 0, '(,)', 'own measure [not verified]'),
    ('remind.local-tax.death.months', 12, '(,)', 'own measure [not verified]'),
    ('remind.nhi-card.newborn.after', 7, '(,)', 'own measure [not verified]'),
    ('remind.nhi-card.newborn.again', 14, '(,)', 'own measure [not verified]'),
    ('remind.nhi-card.newborn.months', 2, '(,)', '全民健康保險法施行細則 [not verified]'),
    ('remind.registration-change.ADDRESS.after', 30, '(,)', 'own measure [not verified]'),
    ('remind.registration-change.ADDRESS.again', 0, '(,)', 'own measure [not verified]'),
    ('remind.registration-change.ADDRESS.months', 6, '(,)', 'own measure [not verified]'),
    ('mark.release.reminder', 0, '(,)', 'own measure [not verified]');

-- One occasion of one matter for one person, also where it was taken at once: so what was reminded and what was taken up is counted from
-- one table. It never names anybody; whom it is about is the register's to tell.
create table reminder (
    id           bigint generated always as identity primary key,
    registration bigint not null,
    programme    text not null,
    change       text not null,
    agency       text not null,
    person       bigint not null,
    office       text not null check (office ~ '^\d{8}$'),
    filed_on     date not null,
    due_on       date not null,
    again_on     date,
    ends_on      date not null,
    state        text not null check (state in ('WAITING', 'OPEN', 'TAKEN', 'ENDED', 'OPTED_OUT', 'VOID')),
    since        timestamptz not null,
    taken_at     timestamptz,
    messaged_at  timestamptz,
    told_at      timestamptz,
    told_by      text,
    check ((state = 'TAKEN') = (taken_at is not null)),
    unique (registration, person, programme, change, agency)
);
comment on column reminder.again_on is 'the day on which it comes up once more before the limit; null: it does not';
comment on column reminder.ends_on is 'the last day on which it can be done';
comment on column reminder.state is 'ENDED: its time is over; VOID: no occasion any more, since the registration was taken back or a later one made it moot';
create index reminder_due on reminder (due_on) where state = 'WAITING';
create index reminder_ends on reminder (ends_on) where state in ('WAITING', 'OPEN');
create index reminder_of_office on reminder (office, ends_on, id) where state = 'OPEN';
create index reminder_of_person on reminder (person) where state in ('WAITING', 'OPEN', 'OPTED_OUT');
create index reminder_filed on reminder using brin (filed_on);

-- Days whose registrations were looked through; one that was interrupted goes on behind the last registration.
create table reminder_day (
    day     date primary key,
    through bigint not null,
    done    boolean not null
);

-- 不再提醒: what a family does not want to be reminded of, or nothing at all; taken back at any time.
create table reminder_refusal (
    id          bigint generated always as identity primary key,
    person      bigint not null,
    programme   text not null,
    change      text not null,
    declined_at timestamptz not null,
    declined_by text not null,
    ended_at    timestamptz,
    ended_by    text,
    check ((programme = '') = (change = ''))
);
comment on column reminder_refusal.programme is 'empty: all of them';
create unique index reminder_refusal_standing on reminder_refusal (person, programme, change) where ended_at is null;

-- Who left a wish with an application of a registration.
create index application_of_registration on application_registration (registration);
