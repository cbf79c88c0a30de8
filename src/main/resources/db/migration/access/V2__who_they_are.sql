-- 本人: who the holder of an account is in the register, sealed like other personal data. By it what is barred to a member of
-- staff is hidden from them, and nobody handles a case of their own (行政程序法 §32). Null where it is not known.
alter table account add column number_sealed bytea;
create index account_of_office on account (office) where office is not null;
