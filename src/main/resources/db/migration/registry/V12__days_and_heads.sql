-- 事件發生日期更正: which correction gave which registration another day. The registration keeps the day it was recorded with.
create table redating (
    corrected_by    bigint primary key references registration,
    registration_id bigint not null references registration,
    event_date      date   not null,
    check (registration_id < corrected_by)
);
create index redating_of_registration on redating (registration_id);

-- 戶長變更.
insert into jurisdiction_rule values
    ('HEAD', 'DOMICILE', '[2015-01-21,)', '戶籍法 §26');

insert into annotation_template values
    ('KIND_HEAD', 1, '戶長變更登記', '(,)', '戶籍法 §21'),
    ('HEAD_BY_AGREEMENT', 1, '協議變更戶長', '(,)', 'own wording [not verified]'),
    ('HEAD_BY_ABSENCE', 1, '戶長長期不在戶內', '(,)', 'own wording [not verified]'),
    ('HEAD_FORMER', 1, '原為戶長{eventDate}{cause}改由{newHead}為戶長{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ITEM_EVENT_DATE', 1, '發生日期', '(,)', '戶籍法施行細則 §12'),
    ('ITEM_PATERNITY', 1, '父姓名', '(,)', '戶籍法施行細則'),
    ('PATERNITY_DENIED', 1, '空白（否認子女之訴判決確定）', '(,)', '民法 §1063; own wording [not verified]'),
    ('PATERNITY_NO_RELATION', 1, '空白（親子關係不存在判決確定）', '(,)', '家事事件法 §67; own wording [not verified]'),
    ('PATERNITY_FATHER', 1, '{child}經法院判決確定非其子女{filedOn}申登。', '(,)', 'own wording [not verified]');
