-- 查詢本人或近親: queries in which a machine asked for an officer about themself or their near kin; of whom is not said.
create table own_kin (
    transaction_id uuid primary key,
    at             timestamptz not null,
    agency         text        not null,
    user_id        text        not null
);
create index own_kin_at on own_kin (at);

-- 比對進度: which days were compared, and up to which officer.
create table own_kin_day (
    day     date primary key,
    agency  text    not null,
    user_id text    not null,
    done    boolean not null
);
