-- 變更、更正、撤銷、廢止 (戶籍法 §21–25, §46): what takes back what, and the dated rules of these registrations.

-- 撤銷: the registration that took another one back; a revocation may be taken back itself, and then the first stands again.
create table revocation (
    registration_id bigint not null references registration,
    revoked_by      bigint not null unique references registration,
    taken_back_by   bigint references registration,
    primary key (registration_id, revoked_by),
    check (registration_id < revoked_by)
);
create unique index revocation_standing on revocation (registration_id) where taken_back_by is null;

insert into jurisdiction_rule values
    ('REVOKE', 'DOMICILE', '[2015-01-21,)', '戶籍法 §26; which revocations any office takes is not verified'),
    ('ANNUL', 'DOMICILE', '[2015-01-21,)', '戶籍法 §26'),
    ('CORRECT', 'DOMICILE', '[2015-01-21,)', '戶籍法 §26; which corrections any office takes is not verified');

insert into annotation_template values
    ('REVOKE', 1, '原{madeOn}{registration}因{ground}{eventDate}撤銷{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('REVOKE_NEVER_WAS', 1, '自始不存在', '(,)', '戶籍法 §23'),
    ('REVOKE_VOID', 1, '自始無效', '(,)', '戶籍法 §23'),
    ('ANNUL', 1, '{eventDate}{ground}廢止戶籍{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ANNUL_NATIONALITY', 1, '喪失中華民國國籍', '(,)', '戶籍法 §24'),
    ('ANNUL_TAIWAN_STATUS', 1, '喪失臺灣地區人民身分', '(,)', '戶籍法 §24'),
    ('CORRECT', 1, '原登記{item}{was}因{reason}更正為{is}{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('CORRECT_MISSING', 1, '{item}因{reason}補填為{is}{filedOn}申登。', '(,)', 'own wording [not verified]'),
    ('ITEM_NAME', 1, '姓名', '(,)', '戶籍法施行細則'),
    ('ITEM_SEX', 1, '性別', '(,)', '戶籍法施行細則'),
    ('ITEM_BIRTH_ORDER', 1, '出生別', '(,)', '戶籍法施行細則'),
    ('ITEM_FATHER', 1, '父姓名', '(,)', '戶籍法施行細則'),
    ('ITEM_MOTHER', 1, '母姓名', '(,)', '戶籍法施行細則'),
    ('ITEM_RELATION', 1, '稱謂', '(,)', '戶籍法施行細則'),
    ('ITEM_INDIGENOUS', 1, '原住民身分及民族別', '(,)', '戶籍法 §14-1');

-- 登記類別, as annotations and refusals name them.
insert into annotation_template
select 'KIND_' || code, 1, name, '(,)', '戶籍法 §4'
from (values
    ('ADDR', '住址變更登記'), ('MOVE_IN', '遷入登記'), ('NAME', '姓名變更登記'), ('BIRTH_DATE', '出生日期更正登記'),
    ('DEATH', '死亡登記'), ('DEATH_DECL', '死亡宣告登記'), ('MARRY', '結婚登記'), ('MARRY_748', '結婚登記'),
    ('DIVORCE', '離婚登記'), ('END_748', '終止結婚登記'), ('MOVE_OUT', '遷出登記'), ('SPLIT', '分戶登記'),
    ('MERGE', '合戶登記'), ('BIRTHPLACE', '出生地登記'), ('BIRTH', '出生登記'), ('ACK', '認領登記'),
    ('GUARD', '監護登記'), ('ASSIST', '輔助登記'), ('CUSTODY', '未成年子女權利義務行使負擔登記'),
    ('INDIG', '原住民身分及民族別登記'), ('ADOPT', '收養登記'), ('ADOPT_END', '終止收養登記'), ('INIT', '初設戶籍登記'),
    ('REVOKE', '撤銷登記'), ('ANNUL', '廢止戶籍登記'), ('CORRECT', '更正登記')
) as kinds (code, name);
