-- 整批通報及受通報演練: notices about no person, which have no application and no item: the doors of a renumbering, told once to each
-- agency, and what is sent so that a new receiver can show that it answers. They pass the same states as items.
create table bulletin (
    id            uuid primary key,
    agency        text not null,
    about         text not null check (about in ('TRIAL', 'RENUMBERING')),
    registration  bigint,
    type          text not null,
    status        text not null check (status in ('ACCEPTED', 'SENT', 'RESENT', 'RECEIVED', 'COMPLETED',
                                                  'REJECTED', 'NO_RECORD', 'FAILED', 'WITHDRAWN')),
    since         timestamptz not null,
    reason_sealed bytea,
    check ((about = 'TRIAL') = (registration is null)),
    check (status <> 'REJECTED' or reason_sealed is not null)
);
create unique index bulletin_told_once on bulletin (registration, agency) where registration is not null;
-- One trial at a time; nothing comes back to these two states, so that sending an older one again meets no newer one here.
create unique index bulletin_trial_once on bulletin (agency) where about = 'TRIAL' and status in ('ACCEPTED', 'SENT');
create index bulletin_of_agency on bulletin (agency, since);

-- 門牌整編: by one notice for each agency and act, of the office's township; whoever ticked nothing is told nothing by consent.
alter table statutory_rule drop constraint statutory_rule_kind_check;
alter table statutory_rule add constraint statutory_rule_kind_check
    check (kind ~ '^[A-Z][A-Z0-9_]+$');
comment on column statutory_rule.kind is 'any type of registration: the ministry adds rules by its pages';
insert into statutory_rule (kind, change, responsibility, township, valid_during, shown, shown_en, note, note_en, source)
select k.kind, 'ADDRESS', r.responsibility, 'BOTH', r.valid_during::daterange, r.shown, r.shown_en, '門牌整編，整批通報。',
       'Renumbered doors, told in one notice.', r.source
from (values ('RENUMBER'), ('BOUNDARY')) as k (kind)
cross join (values
    ('LAND_REGISTRY', '[2018-01-01,)', '地政機關', 'Land offices', '[P22] 門牌整編資料提供地政機關逕行變更'),
    ('LOCAL_TAX', '[2000-01-01,)', '地方稅稽徵機關', 'Local tax authorities', '[M] 房屋稅條例'),
    ('NATIONAL_TAX', '[2000-01-01,)', '財政部國稅局', 'National Taxation Bureau', '[M] 稅捐稽徵法'),
    ('HEALTH_INSURANCE', '[2000-01-01,)', '健保署', 'National Health Insurance Administration', '[M] 全民健康保險法'),
    ('CONSCRIPTION', '[2000-02-02,)', '戶籍地公所役政單位', 'Conscription section of the township office', '[M] 兵役法'),
    ('POLICE', '[2000-01-01,)', '戶籍地警察機關', 'Police', '[M]'),
    ('HEALTH_CENTRE', '[2000-01-01,)', '戶籍地衛生所', 'Public health centre', '[M]')
) as r (responsibility, valid_during, shown, shown_en, source);
