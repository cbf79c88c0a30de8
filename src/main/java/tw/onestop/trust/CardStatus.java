package tw.onestop.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * 憑證狀態: whether a certificate is revoked, asked of its authority (OCSP, RFC 6960), else looked up in its list (CRL). When neither
 * can be had, or the authority does not know the certificate, it is not taken.
 */
@Component
class CardStatus {

    private static final Logger LOG = LoggerFactory.getLogger(CardStatus.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LARGEST = 64 * 1024;

    private final CardSettings settings;
    private final CardWire wire;
    private final RevokedCards revoked;
    private final Outside outside;

    CardStatus(CardSettings settings, CardWire wire, RevokedCards revoked, Outside outside) {
        this.settings = settings;
        this.wire = wire;
        this.revoked = revoked;
        this.outside = outside;
    }

    /** 狀態. */
    sealed interface Answer {

        /** 有效; {@code source} is OCSP or CRL, {@code proof} what it said, of a list its SHA-256. */
        record Good(String source, byte[] proof) implements Answer {}

        /** 已廢止. */
        record Revoked() implements Answer {}

        /** 無法確認. */
        record Unknown() implements Answer {}
    }

    Answer of(X509Certificate certificate, X509Certificate issuer, Instant now) {
        Answer asked = settings.ocspUrl().isBlank() ? null : asked(certificate, issuer, now);
        Answer answer = asked == null ? revoked.lookUp(certificate, issuer, now) : asked;
        if (asked == null && answer instanceof Answer.Unknown) {
            outside.saidNothing(OutsideDesk.Authority.CARDS);
        } else {
            outside.answered(OutsideDesk.Authority.CARDS);
        }
        return answer;
    }

    /** Null when no answer that can be relied on came. */
    private @Nullable Answer asked(X509Certificate certificate, X509Certificate issuer, Instant now) {
        byte[] nonce = new byte[32];
        RANDOM.nextBytes(nonce);
        try {
            byte[] response = wire.post(
                    settings.ocspUrl(),
                    "application/ocsp-request",
                    request(certificate, issuer, nonce).getEncoded(),
                    LARGEST);
            BasicOCSPResp read = read(response);
            if (read == null || !isAnswerTo(read, nonce)) {
                LOG.warn("the authority of citizens' cards gave no answer by OCSP");
                return null;
            }
            if (Arrays.stream(read.getResponses()).anyMatch(one -> one.getCertStatus() instanceof UnknownStatus)) {
                return new Answer.Unknown();
            }
            return judged(certificate, issuer, response, now);
        } catch (IOException | OCSPException | GeneralSecurityException | RuntimeException away) {
            LOG.warn(
                    "the authority of citizens' cards cannot be asked by OCSP: {}",
                    away.getClass().getSimpleName());
            return null;
        }
    }

    private static OCSPReq request(X509Certificate certificate, X509Certificate issuer, byte[] nonce)
            throws OCSPException, GeneralSecurityException, IOException {
        try {
            return new OCSPReqBuilder()
                    .addRequest(new CertificateID(
                            new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                            new JcaX509CertificateHolder(issuer),
                            certificate.getSerialNumber()))
                    .setRequestExtensions(new Extensions(Extension.create(
                            OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce))))
                    .build();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("SHA-1 is not available", e);
        }
    }

    private static @Nullable BasicOCSPResp read(byte[] response) throws IOException, OCSPException {
        OCSPResp whole = new OCSPResp(response);
        return whole.getStatus() == OCSPResp.SUCCESSFUL && whole.getResponseObject() instanceof BasicOCSPResp basic
                ? basic
                : null;
    }

    /** A responder that repeats no number at all is allowed (RFC 6960 §4.4.1); a wrong one is somebody else's answer. */
    private static boolean isAnswerTo(BasicOCSPResp response, byte[] nonce) {
        Extension repeated = response.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        return repeated == null || repeated.getParsedValue().equals(new DEROctetString(nonce));
    }

    /** Who signed the response and for when it holds is judged by the platform. */
    private static @Nullable Answer judged(
            X509Certificate certificate, X509Certificate issuer, byte[] response, Instant now)
            throws GeneralSecurityException {
        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.NO_FALLBACK));
        checker.setOcspResponses(Map.of(certificate, response));
        PKIXParameters path = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
        path.setDate(Date.from(now));
        path.addCertPathChecker(checker);
        try {
            validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), path);
            return new Answer.Good("OCSP", response);
        } catch (CertPathValidatorException no) {
            return no.getReason() == CertPathValidatorException.BasicReason.REVOKED ? new Answer.Revoked() : null;
        }
    }
}
