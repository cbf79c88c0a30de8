-- 親等關聯查詢之數值: announced like all others.
insert into rule_value values
    ('link.kinship.samplePercent', 70, '(,)', '各機關申請提供戶籍資料及親等關聯資料辦法 §9'),
    ('link.kinship.longestDays', 30, '(,)', 'days for which a code may hold [not verified]'),
    ('link.kinship.presentMinutes', 15, '(,)', 'who did something within these is at their place: own measure [not verified]'),
    ('link.kinship.tries', 5, '(,)', 'own measure [not verified]'),
    ('link.kinship.tryMinutes', 15, '(,)', 'own measure [not verified]');
-- 磁性媒體交換: the regulation of 2022-12-26 no longer lists it (§7), so only linkages that began before go on with it.
insert into rule_value values
    ('link.media.open', 1, '(,2022-12-26)', 'the regulation before its revision of 2022-12-26'),
    ('link.media.open', 0, '[2022-12-26,)', '各機關申請提供戶籍資料及親等關聯資料辦法 §7'),
    ('link.media.volumeKilobytes', 16000, '(,)', 'own measure [not verified]'),
    ('link.media.returnDays', 30, '(,)', 'days after which a medium is to be back or destroyed [not verified]');
