-- 連結作業之數值: announced like all others.
insert into rule_value values
    ('link.sheet.keepYears', 5, '(,)', 'management rules of single agencies: query logs at least five years [not verified]');
