-- 檔案查詢之尺度: a file is one use with many lines, so what is much of it, and how many are drawn, has numbers of its own.
insert into rule_value values
    ('link.unusual.linesADay', 100000, '(,)', 'own measure [not verified]'),
    ('link.check.filesPerWeek', 5, '(,)', 'own measure: how many files of each agency are drawn beside its queries [not verified]');
