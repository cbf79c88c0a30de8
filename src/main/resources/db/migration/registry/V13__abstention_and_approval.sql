-- 迴避 (行政程序法 §32 ①): how near somebody's kin are of whose case they keep away, and whether a renumbering needs two persons.
insert into rule_value values
    ('abstain.blood', 4, '(,)', '行政程序法 §32 ①: 四親等內之血親, or who was one'),
    ('abstain.affinity', 3, '(,)', '行政程序法 §32 ①: 三親等內之姻親, or who was one'),
    ('renumbering.approval', 1, '(,)', 'own rule: a second supervisor enacts what the first prepared; no law asks for it [not verified]');

-- 待核定之門牌整編: what a supervisor prepared and another enacts or sends back, as typed, with what the first one saw.
create table renumbering_proposal (
    id           uuid        primary key,
    office       text        not null,
    typed        jsonb       not null,
    mark         text        not null,
    households   integer     not null,
    persons      integer     not null,
    proposed_at  timestamptz not null,
    proposed_by  text        not null,
    decided_at   timestamptz,
    decided_by   text,
    reason       text        not null default '',
    renumbering  bigint      references renumbering,
    check ((decided_at is null) = (decided_by is null)),
    check (decided_by <> proposed_by),
    check (renumbering is null or decided_at is not null)
);
create index renumbering_proposal_waiting on renumbering_proposal (office, proposed_at) where decided_at is null;
create index renumbering_proposal_enacted on renumbering_proposal (renumbering) where renumbering is not null;

-- 逕為登記: every kind has a row, so that each can be announced. Which article of the Act it is follows from the manner.
alter table ex_officio_rule add column manner text check (manner in ('AFTER_DEMAND', 'WITHOUT_DEMAND', 'NOT'));
update ex_officio_rule set manner = case when after_demand then 'AFTER_DEMAND' else 'WITHOUT_DEMAND' end;
alter table ex_officio_rule alter column manner set not null;
alter table ex_officio_rule drop column after_demand;
alter table ex_officio_rule drop column article;
alter table ex_officio_rule add column article text not null generated always as
    (case manner when 'WITHOUT_DEMAND' then '第48條之1' when 'AFTER_DEMAND' then '第48條之2' else '' end) stored;
insert into ex_officio_rule (kind, manner, effective, legal_basis)
select kind, 'NOT', '(,)',
       case when kind in ('REVOKE', 'ANNUL', 'CORRECT') then '戶籍法 §48-1, §48-2 name some of these; not opened so far'
            else '戶籍法 §48-1, §48-2: not among them' end
from unnest(array['NAME', 'ID_NUMBER', 'MARRY', 'MARRY_748', 'SPLIT', 'MERGE', 'BIRTHPLACE', 'INDIG', 'REVOKE', 'ANNUL',
                  'CORRECT', 'HEAD']) as kinds (kind);

-- 兩人覆核: which registrations a second person looks at before they are recorded: of a kind, at all offices or, behind a stroke,
-- at one. What offices have ruled so far is moved here from where sittings are kept (intake V4).
create table approval_rule (
    applies_to  text      not null check (applies_to ~ '^[A-Z0-9_]+(/[0-9]{8})?$'),
    needed      text      not null check (needed in ('TWO', 'ONE')),
    effective   daterange not null check (not isempty(effective)),
    legal_basis text      not null,
    primary key (applies_to, effective without overlaps)
);

-- 補正期間, likewise.
insert into rule_value values
    ('supplement.days', 15, '(,)', '戶籍法施行細則 §20 names no number of days [not verified]'),
    ('supplement.mostDays', 90, '(,)', '戶籍法施行細則 §20 names no number of days [not verified]');
