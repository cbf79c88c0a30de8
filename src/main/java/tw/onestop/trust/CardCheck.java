package tw.onestop.trust;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Refusal;

/** 憑證查驗, step by step: what can be judged here comes first, so that only a card of the authority makes the product ask it. */
@Component
class CardCheck implements CertificateDesk {

    private final CardSettings settings;
    private final CardChallenges challenges;
    private final CardAuthority authority;
    private final CardStatus statuses;
    private final CardEvidence evidence;
    private final Clock clock;

    CardCheck(
            CardSettings settings,
            CardChallenges challenges,
            CardAuthority authority,
            CardStatus statuses,
            CardEvidence evidence,
            Clock clock) {
        this.settings = settings;
        this.challenges = challenges;
        this.authority = authority;
        this.statuses = statuses;
        this.evidence = evidence;
        this.clock = clock;
    }

    @Override
    public boolean isOffered() {
        return settings.offered();
    }

    @Override
    public String challenge(String session, String action) {
        return challenges.make(session, action);
    }

    @Override
    public CertificateAnswer verify(String session, String action, String signed) {
        Optional<byte[]> challenge = challenges.take(session, action);
        if (challenge.isEmpty()) {
            return refused("stale");
        }
        Optional<CardSignature> signature = CardSignature.read(signed);
        if (signature.isEmpty()) {
            return refused("unreadable");
        }
        Optional<String> fault = signature.get().fault(challenge.get());
        return fault.isPresent()
                ? refused(fault.get())
                : signedIt(action, challenge.get(), signature.get(), clock.instant());
    }

    private CertificateAnswer signedIt(String action, byte[] challenge, CardSignature signature, Instant now) {
        return switch (judged(signature.certificate(), now)) {
            case Judged.Held(CertificateHolder holder, X509Certificate issuer, CardStatus.Answer.Good good) ->
                new CertificateAnswer.Proven(
                        holder, evidence.keep(action, CardEvidence.piece(now, challenge, signature, issuer, good)));
            case Judged.Not(String why) -> refused(why);
        };
    }

    @Override
    public Shown examine(byte[] certificate) {
        try {
            X509Certificate read = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
            return switch (judged(read, clock.instant())) {
                case Judged.Held held -> new Shown(held.holder(), List.of());
                case Judged.Not(String why) -> new Shown(null, List.of(refusal(why)));
            };
        } catch (CertificateException torn) {
            return new Shown(null, List.of(refusal("unreadable")));
        }
    }

    /** 憑證的判斷. */
    private sealed interface Judged {

        record Held(CertificateHolder holder, X509Certificate issuer, CardStatus.Answer.Good good) implements Judged {}

        record Not(String why) implements Judged {}
    }

    private Judged judged(X509Certificate certificate, Instant now) {
        Optional<X509Certificate> issuer = authority.issuer(certificate);
        if (issuer.isEmpty()) {
            return new Judged.Not("foreign");
        }
        Optional<String> fault = authority.fault(certificate, issuer.get(), now);
        if (fault.isPresent()) {
            return new Judged.Not(fault.get());
        }
        Optional<CertificateHolder> holder = CardHolders.of(certificate);
        if (holder.isEmpty()) {
            return new Judged.Not("nobody");
        }
        return switch (statuses.of(certificate, issuer.get(), now)) {
            case CardStatus.Answer.Good good -> new Judged.Held(holder.get(), issuer.get(), good);
            case CardStatus.Answer.Revoked() -> new Judged.Not("revoked");
            case CardStatus.Answer.Unknown() -> new Judged.Not("statusUnknown");
        };
    }

    private static CertificateAnswer refused(String why) {
        return new CertificateAnswer.Refused(refusal(why));
    }

    private static Refusal refusal(String why) {
        return Refusal.of("", "trust.certificate." + why);
    }
}
