-- 申辦業務之受理機關: who does what citizens apply for through the office.
insert into agency (code, name, name_en, kind, contact_unit, contact_phone, contact_hours,
                    promised_days, auto_replies, door, township_code, shown_order, body) values
    ('LIA', '中華民國人壽保險商業同業公會', 'Life Insurance Association', 'RECEIVER', '保單查詢服務', '(02)2561-2144', '上班日 9:00–17:00', 30, false, 'WEBHOOK', null, 100, 'ASSOCIATION'),
    ('MND', '國防部', 'Ministry of National Defense', 'LINKED', '人事參謀次長室', '見機關網站', '上班日 8:00–17:00', 10, false, 'WEBHOOK', null, 110, 'AUTHORITY');

-- 原住民行政單位: told by statute of who acquires, changes or loses the status (戶籍法 §14-1).
insert into agency (code, name, name_en, kind, contact_unit, contact_phone, contact_hours,
                    promised_days, auto_replies, door, township_code, shown_order)
select 'INDIGENOUS-' || code, county || name || '公所原住民行政單位', 'Indigenous section, township office of ' || county || name,
       'LINKED', '原住民行政承辦', '見機關網站', '上班日 8:00–17:00', 7, false, 'INBOX', code, 5000
from township;

alter table responsibility drop constraint responsibility_responsibility_check;
alter table responsibility add constraint responsibility_responsibility_check
    check (responsibility in ('CONSCRIPTION', 'POLICE', 'HEALTH_CENTRE', 'INDIGENOUS_SECTION', 'HOUSEHOLD_OFFICE',
                              'HEALTH_INSURANCE', 'NATIONAL_TAX', 'LAND_REGISTRY', 'LOCAL_TAX'));
insert into responsibility (responsibility, township_code, valid_during, agency, source)
select 'INDIGENOUS_SECTION', code, daterange '[1900-01-01,)', 'INDIGENOUS-' || code, '[S] told without consent; scope [M]'
from township;
