package tw.onestop.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.trust.CertificateAnswer;
import tw.onestop.trust.CertificateDesk;
import tw.onestop.trust.CertificateHolder;

/**
 * 憑證綁定: names and last four digits are borne by many, so the owner of an account binds their card to it once, signed in
 * otherwise. Where it is known who the owner is, the card's last four digits must be theirs.
 */
@Component
class CardCase {

    private static final String BIND = "access.certificate.bind";
    private static final String FIELD = "card-pin";

    private final CertificateDesk certificates;
    private final BoundCards cards;
    private final AuditDesk audit;
    private final TransactionTemplate alone;

    CardCase(CertificateDesk certificates, BoundCards cards, AuditDesk audit, PlatformTransactionManager transactions) {
        this.certificates = certificates;
        this.cards = cards;
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

    List<Refusal> bind(StaffMember owner, String signed) {
        return switch (certificates.verify(session(), BIND, signed)) {
            case CertificateAnswer.Refused(Refusal why) -> refused(owner, owner.actor(), why.code());
            case CertificateAnswer.Proven(CertificateHolder holder, UUID evidence) ->
                bind(owner, owner.actor(), holder, evidence.toString());
        };
    }

    /** By whoever keeps the accounts, without the card. */
    List<Refusal> bind(StaffMember owner, byte[] certificate) {
        Actor keeper = Actor.rule("access.account");
        CertificateDesk.Shown shown = certificates.examine(certificate);
        CertificateHolder holder = shown.holder();
        return holder == null
                ? refused(owner, keeper, shown.refusals().getFirst().code())
                : bind(owner, keeper, holder, owner.username());
    }

    private List<Refusal> bind(StaffMember owner, Actor by, CertificateHolder holder, String object) {
        if (!fits(owner, holder)) {
            return refused(owner, by, "access.certificate.otherPerson");
        }
        boolean bound = Objects.requireNonNull(alone.execute(tx -> {
            boolean done = cards.bind(owner.username(), holder);
            if (done) {
                audit.record(Act.done(by, BIND, object, null));
            } else {
                tx.setRollbackOnly();
            }
            return done;
        }));
        return bound ? List.of() : refused(owner, by, "access.certificate.boundElsewhere");
    }

    void release(StaffMember owner) {
        alone.executeWithoutResult(tx -> {
            if (cards.release(owner.username())) {
                audit.record(Act.done(owner.actor(), "access.certificate.release", null, null));
            }
        });
    }

    /** Whether the card can be the owner's: a person's number ends as the card says. */
    static boolean fits(StaffMember owner, CertificateHolder holder) {
        NationalId self = owner.self();
        return self == null || self.value().endsWith(holder.lastFour());
    }

    private List<Refusal> refused(StaffMember owner, Actor by, String code) {
        alone.executeWithoutResult(tx -> audit.record(Act.refused(by, BIND, owner.username(), code)));
        return List.of(Refusal.of(FIELD, code));
    }

    private static String session() {
        return RequestContextHolder.currentRequestAttributes().getSessionId();
    }
}
