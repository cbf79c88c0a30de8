-- 擬案: what one of the ministry prepared and another enacts for a day: a new receiver, a row of the matrix, a rule of another room.
-- Nothing of it is overwritten or deleted: with the dated rows it says who changed what, why, and what held before.
create table proposal (
    id           uuid primary key,
    subject      text not null check (subject in ('RECEIVER', 'CAPABILITY', 'STATUTORY_RULE')),
    about        text not null check (about <> ''),
    typed        jsonb not null,
    reason       text not null check (reason <> ''),
    prepared_by  text not null,
    prepared_at  timestamptz not null,
    verdict      text check (verdict in ('ENACTED', 'SENT_BACK')),
    decided_by   text check (decided_by <> prepared_by),
    decided_at   timestamptz,
    note         text not null default '',
    effective    date,
    check ((verdict is null) = (decided_by is null) and (verdict is null) = (decided_at is null)),
    check ((coalesce(verdict, '') = 'ENACTED') = (effective is not null))
);
comment on column proposal.about is 'code of the agency, with the change after a slash for a row of the matrix; name of a rule';
create unique index proposal_waits on proposal (subject, about) where verdict is null;

create function proposal_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.verdict is not null then
        raise exception 'what was proposed is decided once and kept';
    end if;
    return new;
end
$$;
create trigger proposal_stays before update or delete on proposal for each row execute function proposal_stays();

-- 受通報演練: since when an agency has shown that it gets a notice and answers it.
create table receiver_trial (
    agency       text primary key references agency,
    answered_at  timestamptz not null
);
