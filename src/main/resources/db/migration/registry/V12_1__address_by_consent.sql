-- 住址之提供: whether somebody else's consent passes on a protected address: 1 yes, 0 only the person's own does.
insert into rule_value values
    ('mark.release.consent', 1, '(,)', '個人資料保護法 §7, notices on application [not verified]');
