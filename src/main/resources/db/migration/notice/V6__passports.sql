-- 首次申請護照親辦人別確認 (護照條例 §15): who was compared with which picture or document, by whom and with which result. Pictures and names
-- are sealed; a case that was decided stays as it was, and the next one stands beside it.
create sequence confirmation_serial as bigint minvalue 1 maxvalue 99999999;

create table confirmation (
    id               uuid primary key,
    person           bigint not null,
    photo_sealed     bytea not null,
    office           text not null check (office ~ '^\d{8}$'),
    begun_by         text not null,
    begun_at         timestamptz not null,
    no               text unique check (no ~ '^C\d{12}$'),
    result           text check (result in ('CONFIRMED', 'DOUBTFUL', 'REFUSED')),
    compared_with    text check (compared_with in ('PHOTOGRAPH', 'ID_CARD', 'HOUSEHOLD_CERTIFICATE', 'TRANSCRIPT')),
    alike            boolean,
    companion        text check (companion in ('NONE', 'PARENT', 'ASCENDANT', 'COLLATERAL', 'GUARDIAN', 'BY_DOCUMENT')),
    words_sealed     bytea,
    decided_by       text,
    decided_at       timestamptz,
    decided_on       date,
    valid_until      date,
    check ((result is null) = (decided_at is null) and (result is null) = (no is null) and (result is null) = (decided_on is null)),
    check ((result = 'CONFIRMED') is not distinct from (valid_until is not null) or result is null),
    check (result is distinct from 'CONFIRMED' or alike)
);
comment on column confirmation.words_sealed is 'JSON: number and name of who came along and of who consents, and what was said with a doubt or a refusal';
create index confirmation_of_person on confirmation (person, decided_at desc);

create function confirmation_stays() returns trigger language plpgsql as $$
begin
    if old.result is not null then
        raise exception 'a confirmation that was decided stays as it is';
    end if;
    return new;
end
$$;
create trigger confirmation_stays before update on confirmation for each row execute function confirmation_stays();

insert into registry.rule_value values
    ('passport.validMonths', 6, '(,)', '外交部領事事務局: 人別確認有效期間六個月'),
    ('passport.companionAge', 14, '(,)', '護照申請及核發辦法 §13'),
    ('passport.companionDegrees', 3, '(,)', '護照申請及核發辦法 §13'),
    ('passport.consentAge', 7, '(,)', '護照條例: 法定代理人書面同意, 七歲以上未成年 [not verified]');
