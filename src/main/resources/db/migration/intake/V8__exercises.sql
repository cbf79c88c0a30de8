-- 練習題: what is to be done in the training copy, and by what it is judged. Runs lie in the copy and end with it at night; what a clerk
-- brought from there lies in the register's program, for the county to see.
create table exercise (
    code    text primary key check (code ~ '^[a-z][a-z-]{1,39}$'),
    place   integer not null,
    name    text not null,
    name_en text not null,
    task    text not null,
    task_en text not null,
    source  text not null check (source <> '')
);

create table exercise_criterion (
    exercise text    not null references exercise,
    place    integer not null,
    kind     text    not null check (kind in ('REGISTERED', 'TOLD', 'ERRAND', 'WITHIN', 'CLEAN')),
    argument text    not null default '',
    least    integer not null default 1 check (least > 0),
    points   integer not null check (points > 0),
    primary key (exercise, place)
);
comment on column exercise_criterion.argument is 'REGISTERED: kinds, one of which; ERRAND: programme/change';
comment on column exercise_criterion.least is 'TOLD: agencies; WITHIN: minutes at the most';

create table exercise_run (
    id       uuid primary key,
    exercise text        not null references exercise,
    clerk    text        not null,
    office   text,
    begun_at timestamptz not null,
    ended_at timestamptz,
    score    integer,
    out_of   integer,
    met      integer[],
    check ((ended_at is null) = (score is null))
);
create unique index exercise_run_open on exercise_run (clerk) where ended_at is null;
create index exercise_run_of on exercise_run (clerk, ended_at desc);

create table exercise_score (
    run        uuid primary key,
    exercise   text        not null references exercise,
    clerk      text        not null,
    office     text        not null,
    score      integer     not null check (score between 0 and out_of),
    out_of     integer     not null check (out_of > 0),
    ended_at   timestamptz not null,
    entered_at timestamptz not null
);
create index exercise_score_of_office on exercise_score (office, clerk);

insert into exercise (code, place, name, name_en, task, task_en, source) values
    ('move', 1, '住址變更與通報', 'Change of address, told to agencies',
     '一戶四人，戶長在同鄉搬家，請辦理住址變更或遷入登記，並依申請人的意思通知三個機關。', 'A household of four; its head moves within the township. Register it, and tell three agencies as the applicant wishes.', '自編練習題 [not verified]'),
    ('name', 2, '改名與通報', 'Change of name, told to agencies',
     '一位成年民眾申請改名，請辦理登記，並通知兩個機關。', 'An adult changes name. Register it and tell two agencies.', '自編練習題 [not verified]'),
    ('birth', 3, '出生登記與新生兒健保', 'Birth, and the newborn''s insurance',
     '一對夫妻的孩子出生，請辦理出生登記，並一併代辦新生兒加保及健保卡。', 'A couple''s child is born. Register the birth and apply for insurance and card.', '自編練習題 [not verified]'),
    ('death', 4, '死亡登記與壽險保單清查', 'Death, and the policies of the deceased',
     '一位居民死亡，家屬到所，請辦理死亡登記，並一併代辦壽險保單清查。', 'A resident has died. Register the death and apply for the check of life policies.', '自編練習題 [not verified]');
insert into exercise_criterion (exercise, place, kind, argument, least, points) values
    ('move', 1, 'REGISTERED', 'ADDR MOVE_IN', 1, 40),
    ('move', 2, 'TOLD', '', 3, 30),
    ('move', 3, 'WITHIN', '', 15, 20),
    ('move', 4, 'CLEAN', '', 1, 10),
    ('name', 1, 'REGISTERED', 'NAME', 1, 40),
    ('name', 2, 'TOLD', '', 2, 30),
    ('name', 3, 'WITHIN', '', 15, 20),
    ('name', 4, 'CLEAN', '', 1, 10),
    ('birth', 1, 'REGISTERED', 'BIRTH', 1, 40),
    ('birth', 2, 'ERRAND', 'nhi-card/newborn', 1, 30),
    ('birth', 3, 'WITHIN', '', 20, 20),
    ('birth', 4, 'CLEAN', '', 1, 10),
    ('death', 1, 'REGISTERED', 'DEATH', 1, 40),
    ('death', 2, 'ERRAND', 'life-policy/check', 1, 30),
    ('death', 3, 'WITHIN', '', 20, 20),
    ('death', 4, 'CLEAN', '', 1, 10);
