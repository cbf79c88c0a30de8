-- 親等關聯資料: on which ground of the law a purpose may ask who is related to whom, up to which degree, and who of the agency controls it
-- (機關管控稽核人員, 辦法 §10). Null where it may not.
alter table purpose
    add column kin_ground   text,
    add column kin_degrees  int check (kin_degrees between 1 and 6),
    add column controllers  text[] not null default '{}',
    add constraint purpose_kin check ((kin_ground is null) = (kin_degrees is null));
comment on column purpose.kin_ground is 'code of a row of link.kin_ground';
