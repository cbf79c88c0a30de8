-- Authorities that look up the register by their own laws and get no notices; the catalogue of business names their kinds.
insert into agency (code, name, name_en, kind, contact_unit, contact_phone, contact_hours,
                    promised_days, auto_replies, door, township_code, shown_order) values
    ('SFAA', '衛生福利部社會及家庭署', 'Social and Family Affairs Administration', 'LINKED', '社會救助承辦', '見機關網站', '上班日 8:00–17:00', 7, false, 'INBOX', null, 100),
    ('JUDICIAL', '司法院（各級法院）', 'Judicial Yuan (courts)', 'LINKED', '司法行政承辦', '見機關網站', '上班日 8:00–17:00', 7, false, 'INBOX', null, 110),
    ('NIA', '內政部移民署', 'National Immigration Agency', 'LINKED', '外來人士諮詢', '1990', '24小時', 7, false, 'INBOX', null, 120),
    ('VAC', '國軍退除役官兵輔導委員會', 'Veterans Affairs Council', 'LINKED', '服務照顧承辦', '見機關網站', '上班日 8:00–17:00', 7, false, 'INBOX', null, 140),
    ('MOCS', '銓敘部', 'Ministry of Civil Service', 'LINKED', '退撫承辦', '見機關網站', '上班日 8:00–17:00', 7, false, 'INBOX', null, 150),
    ('MOE', '教育部', 'Ministry of Education', 'LINKED', '國民教育承辦', '見機關網站', '上班日 8:00–17:00', 7, false, 'INBOX', null, 160),
    ('NLMA', '內政部國土管理署', 'National Land Management Agency', 'LINKED', '住宅補貼承辦', '見機關網站', '上班日 8:00–17:00', 7, false, 'INBOX', null, 170),
    ('CIP', '原住民族委員會', 'Council of Indigenous Peoples', 'LINKED', '綜合規劃承辦', '見機關網站', '上班日 8:00–17:00', 7, false, 'INBOX', null, 180),
    ('MOA', '農業部', 'Ministry of Agriculture', 'LINKED', '農民福利承辦', '見機關網站', '上班日 8:00–17:00', 7, false, 'INBOX', null, 190)
on conflict (code) do nothing;

-- 使用人員: who of the roster may ask under a purpose; null where everybody on it may.
alter table purpose add column officers text[];
