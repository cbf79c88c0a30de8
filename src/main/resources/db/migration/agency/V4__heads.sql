-- Who heads the household decides about the rate of the house tax and the land tax of who lives in their own home.
insert into capability (agency, change, valid_during, extra_keys, note, note_en, source) values
    ('LTAX', 'HEAD', '[2017-01-01,)', '{}', '自用住宅之設籍人為何人之戶。', 'Whose household lives in the home, for the rate of house and land tax.', '[M] 土地稅法 §9、房屋稅條例 §5');
