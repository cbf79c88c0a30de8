-- 連結作業之數值: announced like all others.
insert into rule_value values
    ('link.sheet.keepYears', 5, '(,)', 'management rules of single agencies: query logs at least five years [not verified]'),
    ('link.ownLog.delayDays', 180, '(,)', 'days after which a query of an investigation is told to its person [not verified]'),
    ('link.unusual.personsADay', 200, '(,)', 'own measure [not verified]'),
    ('link.unusual.fromHour', 7, '(,)', 'own measure [not verified]'),
    ('link.unusual.toHour', 20, '(,)', 'own measure [not verified]'),
    ('link.unusual.samePerson', 5, '(,)', 'own measure [not verified]'),
    ('link.unusual.personsACase', 30, '(,)', 'own measure [not verified]'),
    ('link.check.perWeek', 10, '(,)', 'offices audit their system weekly; how many queries of each agency [not verified]');
