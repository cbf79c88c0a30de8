-- 查詢本人或近親: queries in which a machine asked for an officer about themself or their near kin; of whom is not said.
create table own_kin (
    transaction_id uuid primary key,
    at             timestamptz not null,
    agency         text        not null,
    user_id        text        not null
);
create index own_kin_at on own_kin (at);

-- 比對進度: the days whose officers are known, and those of them who were not compared yet.
create table own_kin_day (
    day date primary key
);
create table own_kin_waiting (
    day     date not null references own_kin_day,
    agency  text not null,
    user_id text not null,
    primary key (day, agency, user_id)
);
