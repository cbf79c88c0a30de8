package tw.onestop.portal.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.trust.CertificateAnswer;
import tw.onestop.trust.CertificateDesk;
import tw.onestop.trust.CertificateHolder;

/**
 * 民眾身分確認 by natural-person certificate: the number that is typed must end as the card says, and whoever bears it must be named as
 * the card says, compared folded. Which of the register's facts does not fit is not told.
 */
@Component
class CitizenGate {

    static final String ACTION = "portal.mine";
    private static final Actor SOMEBODY = Actor.rule("portal.mine");

    private final CertificateDesk certificates;
    private final RegistryDesk registry;
    private final AuditDesk audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CitizenGate(
            CertificateDesk certificates,
            RegistryDesk registry,
            AuditDesk audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.certificates = certificates;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** 結果: somebody, or what stands against it. */
    record Come(@Nullable Citizen citizen, List<Refusal> refusals) {}

    boolean isOpen() {
        return certificates.isOffered();
    }

    Instant now() {
        return clock.instant();
    }

    String challenge(String session) {
        return certificates.challenge(session, ACTION);
    }

    Come come(String session, String typed, String signed) {
        Optional<NationalId> number = NationalId.parse(typed);
        if (number.isEmpty()) {
            return refused(
                    SOMEBODY,
                    Refusal.of(
                            "nationalId", typed.isBlank() ? "portal.mine.number.missing" : "portal.mine.number.wrong"));
        }
        return switch (certificates.verify(session, ACTION, signed)) {
            case CertificateAnswer.Refused(Refusal why) -> refused(SOMEBODY, Refusal.of("card-pin", why.code()));
            case CertificateAnswer.Proven(CertificateHolder holder, UUID evidence) ->
                matched(
                        number.get(),
                        holder,
                        new Citizen(number.get().value(), holder.name(), evidence.toString(), now()));
        };
    }

    private Come matched(NationalId number, CertificateHolder holder, Citizen citizen) {
        if (!number.value().endsWith(holder.lastFour())) {
            return refused(SOMEBODY, Refusal.of("nationalId", "portal.mine.otherNumber"));
        }
        boolean same = registry.person(number, AsOf.on(LocalDate.now(clock)), citizen.actor())
                .filter(person -> Text.fold(person.name()).equals(Text.fold(holder.name())))
                .isPresent();
        if (!same) {
            return refused(SOMEBODY, Refusal.of("nationalId", "portal.mine.notFound"));
        }
        transaction.executeWithoutResult(_ ->
                audit.record(Act.done(citizen.actor().alone(), "portal.citizen.come", citizen.evidence(), number)));
        return new Come(citizen, List.of());
    }

    private Come refused(Actor who, Refusal why) {
        transaction.executeWithoutResult(_ -> audit.record(Act.refused(who, "portal.citizen.come", null, why.code())));
        return new Come(null, List.of(why));
    }
}
