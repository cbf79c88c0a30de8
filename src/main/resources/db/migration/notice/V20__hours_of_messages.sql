-- 訊息發送時段: results, fees and reminders reach people by day only. From the first hour until before the second; the same hour twice: always.
insert into registry.rule_value values
    ('message.fromHour', 8, '(,)', 'own measure [not verified]'),
    ('message.untilHour', 20, '(,)', 'own measure [not verified]');
