-- 稽核軌跡保存年限: announced like all others.
insert into rule_value values
    ('audit.retention.years', 5, '(,)', 'query logs are kept at least five years [not verified]');
