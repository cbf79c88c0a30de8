-- 保護註記: whom the register does not show to whom, while it lasts. A mark is a fact like others: lifted, never deleted.
create table protective_mark (
    id            bigint generated always as identity primary key,
    person_id     bigint      not null,
    scope         text        not null check (scope in ('PERSON', 'HOUSEHOLD')),
    ground        text        not null check (ground in ('PROTECTION_ORDER', 'DOMESTIC_VIOLENCE', 'STALKING')),
    reference     text        not null check (reference <> ''),
    during        daterange   not null check (not isempty(during)),
    placed_at     timestamptz not null,
    placed_by     text        not null,
    placed_office text        not null,
    lifted_at     timestamptz,
    lifted_by     text,
    lifted_office text,
    lifted_reason text,
    check (num_nonnulls(lifted_at, lifted_by, lifted_office, lifted_reason) in (0, 4))
);
create index protective_mark_person on protective_mark (person_id);

-- 受限制之人: by number, since they need not be registered; by person where they are, since a number can change.
create table protective_mark_barred (
    mark_id     bigint not null references protective_mark,
    national_id text   not null check (length(national_id) = 10),
    person_id   bigint,
    primary key (mark_id, national_id)
);
create index protective_mark_barred_number on protective_mark_barred (national_id);
create index protective_mark_barred_person on protective_mark_barred (person_id) where person_id is not null;

create function mark_is_kept() returns trigger
    language plpgsql as
$$
begin
    raise exception 'a protective mark is lifted once, never deleted';
end
$$;
create trigger mark_is_kept before delete on protective_mark
    for each row execute function mark_is_kept();
create trigger mark_is_lifted_once before update on protective_mark
    for each row when (old.lifted_at is not null) execute function mark_is_kept();
create trigger barred_are_kept before update or delete on protective_mark_barred
    for each row execute function mark_is_kept();

-- 住址之提供: whether a protected person's address is given to authorities: 1 yes, 0 no, by who asks.
insert into rule_value values
    ('mark.release.statutory', 1, '(,)', '家庭暴力防治法 §58-2, statutory notices to authorities [not verified]'),
    ('mark.release.agency', 1, '(,)', 'authorities within their grant, 個人資料保護法 §15 [not verified]');
