-- 可驗證稽核日誌 (RFC 9162): every row of the trail becomes a leaf of one hash tree, in the background, in the order of seq.
-- The trail itself is not touched: what is written in an act's transaction costs what it did before. As everywhere in
-- this schema the product's role may select and insert, nothing else.
--
-- Which rows are complete: every statement that inserts into trail locks the table (ROW EXCLUSIVE) before it takes a seq,
-- and until its transaction has ended. Who reads a seq, then who holds that lock, and waits for those to end, knows
-- that no row up to that seq will come later. For this trail_seq_seq must not cache (identity columns do not).

-- 葉: the row, its place, what hides its values, and its hash. The salt is made here; it never leaves the database.
create table leaf (
    index          bigint primary key check (index >= 0),
    seq            bigint not null unique,
    transaction_id uuid,
    salt           bytea  not null check (octet_length(salt) = 16),
    hash           bytea  not null check (octet_length(hash) = 32)
);

create index leaf_transaction on leaf (transaction_id, index) where transaction_id is not null;

-- 節點: the root of every complete subtree of 2^level leaves, level 1 and up. A proof is one select of about log2(n) of them.
create table node (
    level smallint not null check (level > 0),
    index bigint   not null check (index >= 0),
    hash  bytea    not null check (octet_length(hash) = 32),
    primary key (level, index)
);

-- 檢查點: what was signed. The last one is what the world is shown; the others say how the tree grew.
create table checkpoint (
    size bigint primary key check (size >= 0),
    root bytea       not null check (octet_length(root) = 32),
    at   timestamptz not null,
    note text        not null
);

-- 日誌名稱: the first line of every checkpoint, chosen once, so that an address that changes later starts no other log.
create table origin (
    sole   boolean primary key default true check (sole),
    origin text not null check (origin ~ '^[^\s+]+$')
);
