-- 人別確認: no item of the catalogue named what Consular Affairs asks, whether somebody was confirmed for a first passport, so no application
-- could come to a right to ask it.
update business set fields = array_append(fields, 'passport.confirmation')
 where code = 'BOCA-02' and upper_inf(effective) and not ('passport.confirmation' = any(fields));
