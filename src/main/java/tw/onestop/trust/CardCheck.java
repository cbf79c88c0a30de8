package tw.onestop.trust;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
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
        X509Certificate certificate = signature.certificate();
        Optional<X509Certificate> issuer = authority.issuer(certificate);
        if (issuer.isEmpty()) {
            return refused("foreign");
        }
        Optional<String> fault = authority.fault(certificate, issuer.get(), now);
        if (fault.isPresent()) {
            return refused(fault.get());
        }
        Optional<CertificateHolder> holder = CardHolders.of(certificate);
        if (holder.isEmpty()) {
            return refused("nobody");
        }
        return switch (statuses.of(certificate, issuer.get(), now)) {
            case CardStatus.Answer.Good good ->
                new CertificateAnswer.Proven(
                        holder.get(),
                        evidence.keep(action, CardEvidence.piece(now, challenge, signature, issuer.get(), good)));
            case CardStatus.Answer.Revoked() -> refused("revoked");
            case CardStatus.Answer.Unknown() -> refused("statusUnknown");
        };
    }

    private static CertificateAnswer refused(String why) {
        return new CertificateAnswer.Refused(Refusal.of("", "trust.certificate." + why));
    }
}
