-- 申辦業務之受理機關: who does what citizens apply for through the office.
insert into agency (code, name, name_en, kind, contact_unit, contact_phone, contact_hours,
                    promised_days, auto_replies, door, township_code, shown_order, body) values
    ('LIA', '中華民國人壽保險商業同業公會', 'Life Insurance Association', 'RECEIVER', '保單查詢服務', '(02)2561-2144', '上班日 9:00–17:00', 30, true, 'WEBHOOK', null, 100, 'ASSOCIATION'),
    ('MND', '國防部', 'Ministry of National Defense', 'LINKED', '人事參謀次長室', '見機關網站', '上班日 8:00–17:00', 10, false, 'WEBHOOK', null, 110, 'AUTHORITY');
