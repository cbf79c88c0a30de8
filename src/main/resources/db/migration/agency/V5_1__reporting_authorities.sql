-- 通報機關: who reports births, deaths and declarations of death besides the agencies of each township
-- (死亡資料通報辦法 (2022); 兒童及少年福利與權益保障法 §14). What they may report stands in intake.report_source.
insert into agency (code, name, name_en, kind, contact_unit, contact_phone, contact_hours,
                    promised_days, auto_replies, door, township_code, shown_order) values
    ('MOHW', '衛生福利部', 'Ministry of Health and Welfare', 'LINKED', '死亡通報及出生通報承辦', '見機關網站', '上班日 8:30–17:30', 7, false, 'INBOX', null, 100),
    ('MOJ', '法務部（檢察機關）', 'Ministry of Justice (prosecutors)', 'LINKED', '相驗案件通報承辦', '見機關網站', '上班日 8:30–17:30', 7, false, 'INBOX', null, 110),
    ('JUDICIAL', '司法院（法院）', 'Judicial Yuan (courts)', 'LINKED', '死亡宣告裁定通報承辦', '見機關網站', '上班日 8:30–17:30', 7, false, 'INBOX', null, 120);
