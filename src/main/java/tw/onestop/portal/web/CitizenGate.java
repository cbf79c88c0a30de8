package tw.onestop.portal.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.access.TryDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Pace;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.trust.CertificateAnswer;
import tw.onestop.trust.CertificateDesk;
import tw.onestop.trust.CertificateHolder;

/**
 * 民眾身分確認 by natural-person certificate: the number that is typed must end as the card says, and whoever bears it must be named as
 * the card says, compared folded. Which of the register's facts does not fit is not told, nor by the time it takes; a card is
 * tried with numbers that do not go with it a few times only.
 */
@Component
class CitizenGate {

    static final String ACTION = "portal.mine";

    /** Whether nobody bears the number or somebody of another name: it is said no sooner than this. */
    private static final Duration PACE = Duration.ofMillis(400);

    private static final String COME = "portal.citizen.come";
    private static final Actor SOMEBODY = Actor.rule("portal.mine");

    private final CertificateDesk certificates;
    private final RegistryDesk registry;
    private final AuditDesk audit;
    private final TryDesk tries;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CitizenGate(
            CertificateDesk certificates,
            RegistryDesk registry,
            AuditDesk audit,
            TryDesk tries,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.certificates = certificates;
        this.registry = registry;
        this.audit = audit;
        this.tries = tries;
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
                    null,
                    null,
                    Refusal.of(
                            "nationalId", typed.isBlank() ? "portal.mine.number.missing" : "portal.mine.number.wrong"));
        }
        return switch (certificates.verify(session, ACTION, signed)) {
            case CertificateAnswer.Refused(Refusal why) ->
                refused(null, number.get(), Refusal.of("card-pin", why.code()));
            case CertificateAnswer.Proven(CertificateHolder holder, UUID evidence) ->
                paced(new Shown(number.get(), holder, evidence.toString()));
        };
    }

    /** 出示: a number, and the card that signed for it. */
    private record Shown(NationalId number, CertificateHolder holder, String evidence) {

        /** 試錯者: whoever holds the card. Were the number counted, anybody could keep its bearer out by trying it. */
        String card() {
            return ACTION + ".card:" + holder.key();
        }
    }

    private Come paced(Shown shown) {
        Instant begun = now();
        Come come = Objects.requireNonNull(transaction.execute(_ -> matched(shown)));
        if (come.citizen() == null) {
            Pace.rest(PACE.minus(Duration.between(begun, now())));
        }
        return come;
    }

    private Come matched(Shown shown) {
        Optional<Duration> wait = tries.waiting(shown.card());
        if (wait.isPresent()) {
            String minutes = String.valueOf(wait.get().toMinutes() + 1);
            return refused(shown, Refusal.of("nationalId", "portal.mine.waiting", minutes));
        }
        NationalId number = shown.number();
        CertificateHolder holder = shown.holder();
        if (!number.value().endsWith(holder.lastFour())) {
            tries.failed(shown.card());
            return refused(shown, Refusal.of("nationalId", "portal.mine.otherNumber"));
        }
        // Until the name fits it is not known that it is the bearer of the number who reads.
        boolean same = registry.person(number, AsOf.on(LocalDate.now(clock)), Actor.citizen(shown.evidence()))
                .filter(person -> Text.fold(person.name()).equals(Text.fold(holder.name())))
                .isPresent();
        if (!same) {
            tries.failed(shown.card());
            return refused(shown, Refusal.of("nationalId", "portal.mine.notFound"));
        }
        // What the card failed at goes on counting: else its holder would begin anew by their own number.
        Citizen citizen = new Citizen(number.value(), holder.name(), shown.evidence(), now());
        audit.record(Act.done(citizen.actor().alone(), COME, shown.evidence(), number));
        return new Come(citizen, List.of());
    }

    private Come refused(Shown shown, Refusal why) {
        return refused(shown.evidence(), shown.number(), why);
    }

    private Come refused(@Nullable String evidence, @Nullable NationalId number, Refusal why) {
        Actor who = evidence == null ? SOMEBODY : Actor.citizen(evidence);
        transaction.executeWithoutResult(
                _ -> audit.record(new Act(who, COME, evidence, number, Act.Outcome.REFUSED, why.code())));
        return new Come(null, List.of(why));
    }
}
