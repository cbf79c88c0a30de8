-- 通報範圍: where a receiver that serves less than the nation is offered: a county (five digits) or a township (eight). Who has no
-- row here serves the nation. Dated like the matrix: what a county's alliance joins and leaves by decree is no code.
create table coverage (
    agency        text not null references agency,
    area          text not null check (area ~ '^(\d{5}|\d{8})$'),
    valid_during  daterange not null check (not isempty(valid_during)),
    primary key (agency, area, valid_during without overlaps)
);

-- 學校: neither an authority that may join nor a firm.
alter table agency drop constraint agency_body_check;
alter table agency add constraint agency_body_check
    check (body in ('AUTHORITY', 'STATE_CORPORATION', 'PRIVATE_FIRM', 'ASSOCIATION', 'STATUTORY_BODY', 'SCHOOL'));

-- 門牌整編之受通報機關: land offices take renumberings since 2018-01 [P22], tax offices and the others hold addresses of doors [M].
alter table responsibility drop constraint responsibility_responsibility_check;
alter table responsibility add constraint responsibility_responsibility_check
    check (responsibility in ('CONSCRIPTION', 'POLICE', 'HEALTH_CENTRE', 'HOUSEHOLD_OFFICE', 'HEALTH_INSURANCE', 'NATIONAL_TAX',
                              'LAND_REGISTRY', 'LOCAL_TAX'));
insert into responsibility (responsibility, township_code, valid_during, agency, source) values
    ('LAND_REGISTRY', '', '[2018-01-01,)', 'LAND', '[P22] 門牌整編資料按月提供地政機關'),
    ('LOCAL_TAX', '', '[1900-01-01,)', 'LTAX', '[M] 房屋稅條例、土地稅法');
