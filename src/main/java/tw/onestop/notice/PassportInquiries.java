package tw.onestop.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.GrantUse;
import tw.onestop.agency.MachineAccessDesk;
import tw.onestop.agency.Office;
import tw.onestop.agency.QuotaDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.notice.Confirmation.Decision;
import tw.onestop.notice.Confirmation.Result;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistryDesk;

/** 人別確認查詢: judged as every query of a linked agency is: by purpose, by officer, and by what the officer may see. */
@Component
class PassportInquiries implements PassportInquiryDesk {

    private static final String ACTION = "notice.passport.query";

    private final Rights rights;
    private final RegistryDesk registry;
    private final Confirmations confirmations;
    private final PassportRules rules;
    private final Records records;

    PassportInquiries(
            Rights rights, RegistryDesk registry, Confirmations confirmations, PassportRules rules, Records records) {
        this.rights = rights;
        this.registry = registry;
        this.confirmations = confirmations;
        this.rules = rules;
        this.records = records;
    }

    /** 查詢權限. */
    @Component("passportRights")
    record Rights(GrantDesk grants, MachineAccessDesk machines, QuotaDesk quotas, AgencyDesk agencies) {

        /** Whoever is outside of the grant's territory is nobody to the purpose. */
        boolean reaches(AgencyCode agency, String purposeId, Person person) {
            return grants.grant(agency, purposeId)
                    .filter(grant -> grant.reaches(person.address().villageCode()))
                    .isPresent();
        }
    }

    /** 紀錄, with which every answer and refusal is written: the trail says of whom, the log of queries for what. */
    @Component("passportRecords")
    record Records(AuditDesk audit, GrantUse.Noting uses, TransactionTemplate transaction, Clock clock) {

        void refused(UUID transactionId, String why, Actor machine) {
            transaction.executeWithoutResult(
                    _ -> audit.record(Act.refused(machine, ACTION, transactionId.toString(), why)));
        }
    }

    @Override
    public Answer ask(Inquiry inquiry, Actor machine) {
        AgencyCode agency = Objects.requireNonNull(machine.agency());
        LocalDate today = LocalDate.now(records.clock());
        Optional<NationalId> officer = rights.grants().onRoster(agency, inquiry.purposeId(), inquiry.userId());
        Optional<Why> why = why(inquiry, agency, today, officer.isPresent());
        if (why.isPresent()) {
            records.refused(inquiry.transactionId(), why.get().name(), machine);
            return new Answer.Refused(why.get());
        }
        Optional<QuotaDesk.Quota> beyond = beyond(inquiry, agency);
        if (beyond.isPresent()) {
            records.refused(inquiry.transactionId(), "quotaExceeded", machine);
            return new Answer.QuotaExceeded(beyond.get());
        }
        Actor reader = machine.serving(List.of(officer.orElseThrow()));
        try {
            return Objects.requireNonNull(
                    records.transaction().execute(_ -> answered(inquiry, agency, today, machine, reader)));
        } catch (DuplicateKeyException repeated) {
            records.refused(inquiry.transactionId(), "transactionIdReused", machine);
            return new Answer.Repeated();
        }
    }

    private Answer answered(Inquiry inquiry, AgencyCode agency, LocalDate today, Actor machine, Actor reader) {
        NationalId number = NationalId.parse(inquiry.nationalId()).orElseThrow();
        Optional<Person> person = registry.person(number, AsOf.on(today), reader)
                .filter(one -> rights.reaches(agency, inquiry.purposeId(), one));
        List<Confirmation> found =
                person.map(one -> confirmations.decided(one.id())).orElseGet(List::of);
        records.uses()
                .note(new GrantUse(
                        inquiry.transactionId(),
                        agency,
                        inquiry.purposeId(),
                        inquiry.caseNo(),
                        inquiry.userId(),
                        List.of(FIELD),
                        1,
                        person.isPresent() ? 1 : 0));
        records.audit()
                .record(new Act(
                        machine,
                        ACTION,
                        inquiry.transactionId().toString(),
                        number,
                        Act.Outcome.DONE,
                        "purpose=%s user=%s found=%d".formatted(inquiry.purposeId(), inquiry.userId(), found.size())));
        return new Answer.Found(Stream.iterate(0, n -> n < found.size(), n -> n + 1)
                .map(n -> told(found.get(n), n == 0, person.orElseThrow(), reader))
                .toList());
    }

    @Override
    public void refused(UUID transactionId, String why, Actor machine) {
        records.refused(transactionId, why, machine);
    }

    /** One question of the purpose's minute, as a query of the register is. */
    private Optional<QuotaDesk.Quota> beyond(Inquiry inquiry, AgencyCode agency) {
        return rights.grants()
                .grant(agency, inquiry.purposeId())
                .map(rights.quotas()::take)
                .filter(QuotaDesk.Quota::exceeded);
    }

    private Told told(Confirmation one, boolean newest, Person now, Actor reader) {
        Decision decision = Objects.requireNonNull(one.decision());
        Lapse lapse = lapse(decision, newest, now);
        Optional<Person> then = lapse == null
                ? registry.person(one.person(), new AsOf(decision.on(), decision.at()), reader)
                : Optional.empty();
        return new Told(
                decision,
                rights.agencies()
                        .office(one.office())
                        .map(Office::name)
                        .orElse(one.office().value()),
                lapse,
                then.map(before -> changed(before, now)).orElseGet(List::of));
    }

    /** Only the newest can hold: what came later stands in its place. */
    private @Nullable Lapse lapse(Decision decision, boolean newest, Person person) {
        if (decision.result() != Result.CONFIRMED) {
            return Lapse.NOT_CONFIRMED;
        }
        if (!newest) {
            return Lapse.REPLACED;
        }
        if (!decision.validOn(LocalDate.now(records.clock()))) {
            return Lapse.EXPIRED;
        }
        return rules.barred(person).isPresent() ? Lapse.NOT_REGISTERED : null;
    }

    /** 護照所載資料, of which the confirmation was told. */
    private static List<String> changed(Person before, Person now) {
        List<String> changed = new ArrayList<>();
        differs("nationalId", before.nationalId(), now.nationalId(), changed);
        differs("name", before.name(), now.name(), changed);
        differs("birthDate", before.birthDate(), now.birthDate(), changed);
        differs("sex", before.sex(), now.sex(), changed);
        differs("birthPlace", before.birthPlace(), now.birthPlace(), changed);
        return changed;
    }

    private static void differs(String field, Object before, Object now, List<String> changed) {
        if (!before.equals(now)) {
            changed.add(field);
        }
    }

    private Optional<Why> why(Inquiry inquiry, AgencyCode agency, LocalDate today, boolean known) {
        Optional<Grant> grant =
                rights.grants().grant(agency, inquiry.purposeId()).filter(one -> one.holdsOn(today));
        if (grant.isEmpty()) {
            return Optional.of(Why.UNAUTHORIZED_PURPOSE);
        }
        if (!known) {
            return Optional.of(Why.UNKNOWN_USER);
        }
        if (!grant.get().fields().contains(FIELD)) {
            return Optional.of(Why.UNAUTHORIZED_FIELD);
        }
        return rights.machines().isOpen(agency, inquiry.purposeId())
                ? Optional.empty()
                : Optional.of(Why.REHEARSAL_MISSING);
    }
}
