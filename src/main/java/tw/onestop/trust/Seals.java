package tw.onestop.trust;

import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** 電子簽章 by EU DSS: it builds and examines the signatures, the keys stay with the house. */
@Component
@EnableConfigurationProperties(SealSettings.class)
class Seals implements SealDesk {

    /** Files that are examined at one time: anybody may bring one. */
    private static final int AT_ONCE = 2;

    private final SealKeys keys;
    private final SealSettings settings;
    private final Clock clock;
    private final TSPSource stamps;
    private final Semaphore examining = new Semaphore(AT_ONCE);

    Seals(SealKeys keys, SealSettings settings, Outside outside, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.stamps = settings.ownStamps()
                ? new PatientStamps(new OnlineTSPSource(settings.stampUrl()), outside)
                : new TestStamps(() -> keys.present(SealKey.Role.STAMP), clock::instant);
    }

    @Override
    public byte[] seal(byte[] pdf, String reason) {
        SealKey key = keys.sealing(settings);
        PAdESSignatureParameters how = new PAdESSignatureParameters();
        how.setSignatureLevel(SignatureLevel.PAdES_BASELINE_T);
        how.setDigestAlgorithm(DigestAlgorithm.SHA256);
        how.setSigningCertificate(new CertificateToken(key.certificate()));
        how.setCertificateChain(key.chain().stream().map(CertificateToken::new).toList());
        how.setReason(reason);
        how.bLevel().setSigningDate(Date.from(clock.instant()));
        PAdESService service = new PAdESService(verifier(List.of()));
        service.setTspSource(stamps);
        DSSDocument document = new InMemoryDocument(pdf);
        try {
            ToBeSigned what = service.getDataToSign(document, how);
            return bytes(service.signDocument(document, how, signed(key, what.getBytes())));
        } catch (DSSException e) {
            throw new NotSealed(e);
        }
    }

    @Override
    public byte[] sealApart(byte[] file) {
        SealKey key = keys.sealing(settings);
        CAdESSignatureParameters how = new CAdESSignatureParameters();
        how.setSignatureLevel(SignatureLevel.CAdES_BASELINE_T);
        how.setSignaturePackaging(SignaturePackaging.DETACHED);
        how.setDigestAlgorithm(DigestAlgorithm.SHA256);
        how.setSigningCertificate(new CertificateToken(key.certificate()));
        how.setCertificateChain(key.chain().stream().map(CertificateToken::new).toList());
        how.bLevel().setSigningDate(Date.from(clock.instant()));
        CAdESService service = new CAdESService(verifier(List.of()));
        service.setTspSource(stamps);
        DSSDocument document = new InMemoryDocument(file);
        try {
            ToBeSigned what = service.getDataToSign(document, how);
            return bytes(service.signDocument(document, how, signed(key, what.getBytes())));
        } catch (DSSException e) {
            throw new NotSealed(e);
        }
    }

    @Override
    public Seal examine(byte[] file) {
        List<X509Certificate> trusted = anchors();
        examining.acquireUninterruptibly();
        try {
            return examined(file, trusted);
        } catch (RuntimeException notRead) { // whatever a file that anybody brings comes to
            return new Seal(State.UNREADABLE, null);
        } finally {
            examining.release();
        }
    }

    private Seal examined(byte[] file, List<X509Certificate> trusted) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(file));
        validator.setCertificateVerifier(verifier(trusted));
        validator.setEnableEtsiValidationReport(false);
        validator.setValidationTime(Date.from(clock.instant()));
        SimpleReport report = validator.validateDocument().getSimpleReport();
        String first = report.getFirstSignatureId();
        if (first == null) {
            return new Seal(State.UNSIGNED, null);
        }
        State state = state(report.getIndication(first), report.getSubIndication(first));
        return new Seal(
                state, state == State.SOUND ? report.getBestSignatureTime(first).toInstant() : null);
    }

    @Override
    public String anchorsAsPem() {
        if (!settings.ownKey()) {
            keys.present(SealKey.Role.SEAL);
        }
        if (!settings.ownStamps()) {
            keys.present(SealKey.Role.STAMP);
        }
        return SealKeys.pem(anchors());
    }

    private List<X509Certificate> anchors() {
        return Stream.of(
                        settings.ownKey() ? List.of(settings.key().certificate()) : List.<X509Certificate>of(),
                        keys.certificates(SealKey.Role.SEAL),
                        settings.ownStamps() ? settings.stampAnchorCertificates() : List.<X509Certificate>of(),
                        keys.certificates(SealKey.Role.STAMP))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public boolean isTest() {
        return !settings.ownKey() || !settings.ownStamps();
    }

    private static State state(Indication indication, @Nullable SubIndication why) {
        return switch (indication) {
            case TOTAL_PASSED, PASSED -> State.SOUND;
            case TOTAL_FAILED, FAILED -> State.ALTERED;
            default -> why == SubIndication.SIG_CRYPTO_FAILURE ? State.ALTERED : State.FOREIGN;
        };
    }

    /** Nothing is looked up elsewhere while a document is examined. */
    private static CommonCertificateVerifier verifier(List<X509Certificate> anchors) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        anchors.forEach(anchor -> trusted.addCertificate(new CertificateToken(anchor)));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setAIASource(null);
        verifier.addTrustedCertSources(trusted);
        return verifier;
    }

    private static SignatureValue signed(SealKey key, byte[] what) {
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.getAlgorithm(EncryptionAlgorithm.forKey(key.secret()), DigestAlgorithm.SHA256);
        try {
            Signature signature = Signature.getInstance(algorithm.getJCEId());
            signature.initSign(key.secret());
            signature.update(what);
            return new SignatureValue(algorithm, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the house's key cannot sign", e);
        }
    }

    private static byte[] bytes(DSSDocument document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            document.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
