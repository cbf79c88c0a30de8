-- 規費代收銀行 and 領事事務局: who collects the fees of registration offices, and who is told that somebody was identified for a first
-- passport. Which bank collects is not known here: the row is renamed when it is.
insert into agency (code, name, name_en, kind, contact_unit, contact_phone, contact_hours,
                    promised_days, auto_replies, door, township_code, shown_order, body) values
    ('COLLECTING-BANK', '規費代收銀行', 'Collecting bank of fees', 'RECEIVER', '代收業務承辦', '見機關網站', '上班日 9:00–15:30', 7, false, 'INBOX', null, 95, 'PRIVATE_FIRM'),
    ('BOCA', '外交部領事事務局', 'Bureau of Consular Affairs', 'LINKED', '護照業務諮詢', '(02)2343-2807', '上班日 8:30–17:00', 5, false, 'WEBHOOK', null, 98, 'AUTHORITY')
on conflict (code) do nothing;
