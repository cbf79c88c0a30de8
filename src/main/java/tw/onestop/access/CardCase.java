package tw.onestop.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.trust.CertificateAnswer;
import tw.onestop.trust.CertificateDesk;
import tw.onestop.trust.CertificateHolder;

/**
 * 憑證綁定: names and last four digits are borne by many, so the owner of an account binds their card to it once, signed in
 * otherwise. Name and last four digits of the card must be theirs: by the account, or the roster of their agency; whose number
 * neither knows has it bound by whoever keeps the accounts.
 */
@Component
class CardCase {

    private static final String BIND = "access.certificate.bind";
    private static final String RELEASE = "access.certificate.release";
    private static final String FIELD = "card-pin";

    private final CertificateDesk certificates;
    private final BoundCards cards;
    private final GrantDesk rosters;
    private final Revocations revocations;
    private final AuditDesk audit;
    private final TransactionTemplate alone;

    CardCase(
            CertificateDesk certificates,
            BoundCards cards,
            GrantDesk rosters,
            Revocations revocations,
            AuditDesk audit,
            PlatformTransactionManager transactions) {
        this.certificates = certificates;
        this.cards = cards;
        this.rosters = rosters;
        this.revocations = revocations;
        this.audit = audit;
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    boolean isOffered() {
        return certificates.isOffered();
    }

    Optional<BoundCard> of(StaffMember owner) {
        return cards.of(owner.username());
    }

    /** What a card is to sign so that it is bound, in the present session. */
    String challenge() {
        return certificates.challenge(session(), BIND);
    }

    /** Never in the place of another card: whoever takes over a session cannot put theirs there unnoticed. */
    List<Refusal> bind(StaffMember owner, String signed) {
        if (cards.of(owner.username()).isPresent()) {
            // Beside the button that releases it: there is no field for a PIN.
            return refused(owner, owner.actor(), "card-release", "access.certificate.alreadyBound");
        }
        return switch (certificates.verify(session(), BIND, signed)) {
            case CertificateAnswer.Refused(Refusal why) -> refused(owner, owner.actor(), why.code());
            case CertificateAnswer.Proven(CertificateHolder holder, UUID evidence) ->
                number(owner).isEmpty()
                        ? refused(owner, owner.actor(), "access.certificate.numberUnknown")
                        : bind(owner, owner.actor(), holder, evidence.toString(), cards::bind);
        };
    }

    /** By whoever keeps the accounts, without the card, which takes the place of the last one. */
    List<Refusal> bind(StaffMember owner, byte[] certificate) {
        Actor keeper = Actor.rule("access.account");
        CertificateDesk.Shown shown = certificates.examine(certificate);
        CertificateHolder holder = shown.holder();
        return holder == null
                ? refused(owner, keeper, shown.refusals().getFirst().code())
                : bind(owner, keeper, holder, owner.username(), cards::replace);
    }

    private List<Refusal> bind(
            StaffMember owner,
            Actor by,
            CertificateHolder holder,
            String object,
            BiPredicate<String, CertificateHolder> binding) {
        Optional<String> fault = fault(owner, holder);
        if (fault.isPresent()) {
            return refused(owner, by, fault.get());
        }
        boolean bound = Objects.requireNonNull(alone.execute(tx -> {
            boolean done = binding.test(owner.username(), holder);
            if (done) {
                audit.record(Act.done(by, BIND, object, null));
            } else {
                tx.setRollbackOnly();
            }
            return done;
        }));
        return bound ? List.of() : refused(owner, by, "access.certificate.boundElsewhere");
    }

    /** The sessions it opened end with it. */
    void release(StaffMember owner) {
        alone.executeWithoutResult(tx -> {
            if (cards.release(owner.username())) {
                audit.record(Act.done(owner.actor(), RELEASE, null, null));
            }
        });
        revocations.endWhatNoLongerStands();
    }

    /** Who is not the owner neither binds nor releases: on the trail, with what they did not know. */
    List<Refusal> notTheOwner(StaffMember owner, boolean binding, Refusal why) {
        alone.executeWithoutResult(
                tx -> audit.record(Act.refused(owner.actor(), binding ? BIND : RELEASE, null, why.code())));
        return List.of(why);
    }

    /** Why the card cannot be the owner's, or empty: a person is named as their card says, and their number ends so. */
    Optional<String> fault(StaffMember owner, CertificateHolder holder) {
        if (!Text.fold(owner.name()).equals(Text.fold(holder.name()))) {
            return Optional.of("access.certificate.otherName");
        }
        return number(owner)
                .filter(number -> !number.value().endsWith(holder.lastFour()))
                .map(number -> "access.certificate.otherPerson");
    }

    private Optional<NationalId> number(StaffMember owner) {
        AgencyCode agency = owner.agency();
        return Optional.ofNullable(owner.self())
                .or(() -> agency == null ? Optional.empty() : rosters.onRoster(agency, owner.username()));
    }

    private List<Refusal> refused(StaffMember owner, Actor by, String code) {
        return refused(owner, by, FIELD, code);
    }

    private List<Refusal> refused(StaffMember owner, Actor by, String field, String code) {
        alone.executeWithoutResult(tx -> audit.record(Act.refused(by, BIND, owner.username(), code)));
        return List.of(Refusal.of(field, code));
    }

    private static String session() {
        return RequestContextHolder.currentRequestAttributes().getSessionId();
    }
}
