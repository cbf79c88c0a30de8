-- 健保署: a change told by consent corrects the record of the insured and makes no card, which is an errand of its own with its fee; the
-- page stood the two side by side as if both asked for the card.
update capability
set note    = '只更正投保資料，不製卡；要換發健保卡，請另勾選「健保卡資料變更換發」。',
    note_en = 'Corrects the record only and makes no card; for a new card choose "Health card: new data".'
where agency = 'NHIA' and change in ('NAME', 'UIN', 'BIRTH_DATE');
