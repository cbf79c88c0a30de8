-- 連結查詢結果紙本: one row a sheet that was handed out. Its contents are sealed under the code that stands on the sheet, and the
-- code is nowhere else: without the sheet nobody opens them, also not the house.
create table sheet (
    code_index      bytea primary key check (octet_length(code_index) = 32),
    transaction_id  uuid        not null references query,
    issued_at       timestamptz not null,
    digest          bytea       not null unique check (octet_length(digest) = 32),
    contents        bytea,
    keep_until      date        not null
);
create index sheet_kept on sheet (keep_until) where contents is not null;
comment on column sheet.digest is 'SHA-256 of the signed file; the trail says the same';
comment on column sheet.contents is 'null when it is over';
