package tw.onestop.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.MachineAccessDesk;
import tw.onestop.agency.Office;
import tw.onestop.agency.QuotaDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.RegistryDesk;

/** 人別確認查詢: judged as every query of a linked agency is: by purpose, by officer, and by what the officer may see. */
@Component
class PassportInquiries implements PassportInquiryDesk {

    private final Rights rights;
    private final RegistryDesk registry;
    private final Confirmations confirmations;
    private final AuditDesk audit;
    private final Clock clock;

    PassportInquiries(Rights rights, RegistryDesk registry, Confirmations confirmations, AuditDesk audit, Clock clock) {
        this.rights = rights;
        this.registry = registry;
        this.confirmations = confirmations;
        this.audit = audit;
        this.clock = clock;
    }

    /** 查詢權限. */
    @Component("passportRights")
    record Rights(GrantDesk grants, MachineAccessDesk machines, QuotaDesk quotas, AgencyDesk agencies) {}

    @Override
    @Transactional
    public Answer ask(Inquiry inquiry, Actor machine) {
        AgencyCode agency = Objects.requireNonNull(machine.agency());
        LocalDate today = LocalDate.now(clock);
        Optional<NationalId> officer = rights.grants().onRoster(agency, inquiry.purposeId(), inquiry.userId());
        Optional<Why> why = why(inquiry, agency, today, officer.isPresent());
        String object = (inquiry.purposeId() + " " + inquiry.caseNo()).strip();
        if (why.isPresent()) {
            audit.record(Act.refused(
                    machine, "notice.passport.query", object, why.get().name()));
            return new Answer.Refused(why.get());
        }
        Optional<QuotaDesk.Quota> beyond = beyond(inquiry, agency);
        if (beyond.isPresent()) {
            audit.record(Act.refused(machine, "notice.passport.query", object, "quotaExceeded"));
            return new Answer.QuotaExceeded(beyond.get());
        }
        NationalId number = NationalId.parse(inquiry.nationalId()).orElseThrow();
        Actor reader = machine.serving(List.of(officer.orElseThrow()));
        List<Confirmation> found = registry.person(number, AsOf.on(today), reader)
                .map(person -> confirmations.decided(person.id()))
                .orElseGet(List::of);
        audit.record(new Act(
                machine,
                "notice.passport.query",
                object,
                number,
                Act.Outcome.DONE,
                "found=%d officer=%s".formatted(found.size(), inquiry.userId())));
        return new Answer.Found(Stream.iterate(0, n -> n < found.size(), n -> n + 1)
                .map(n -> told(found.get(n), n == 0, today))
                .toList());
    }

    @Override
    @Transactional
    public void refused(String why, Actor machine) {
        audit.record(Act.refused(machine, "notice.passport.query", null, why));
    }

    /** One question of the purpose's minute, as a query of the register is. */
    private Optional<QuotaDesk.Quota> beyond(Inquiry inquiry, AgencyCode agency) {
        return rights.grants()
                .grant(agency, inquiry.purposeId())
                .map(rights.quotas()::take)
                .filter(QuotaDesk.Quota::exceeded);
    }

    /** Only the newest can hold: what came later stands in its place. */
    private Told told(Confirmation one, boolean newest, LocalDate today) {
        return new Told(
                Objects.requireNonNull(one.decision()),
                rights.agencies()
                        .office(one.office())
                        .map(Office::name)
                        .orElse(one.office().value()),
                newest && Passports.valid(one, today));
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
