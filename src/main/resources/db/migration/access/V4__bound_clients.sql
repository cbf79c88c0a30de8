-- 須綁定金鑰的用戶端: machines that get tokens with a proof of possession only (DPoP, RFC 9449 §5.2).
create table bound_client (
    client_id text primary key,
    since     timestamptz not null
);
