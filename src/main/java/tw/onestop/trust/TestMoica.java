package tw.onestop.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Attribute;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectDirectoryAttributes;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * 測試憑證管理中心: a root, an issuing authority and its answers about certificates, in the shapes of GRCA and MOICA, for
 * demonstrations and tests. All names say so; nothing trusts it but what is told to.
 */
public final class TestMoica {

    private static final String TEST = "測試用不具效力 TEST ONLY";
    private static final X500Name ROOT = new X500Name("C=TW,O=政府憑證總管理中心 " + TEST);
    private static final X500Name MOICA = new X500Name("C=TW,O=" + TEST + ",OU=內政部憑證管理中心");
    private static final String PIN = "test";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestCard root;
    private final TestCard moica;
    private final TestCard responder;
    private final Supplier<Instant> now;
    private final Map<java.math.BigInteger, CertificateStatus> otherwise = new ConcurrentHashMap<>();

    private TestMoica(TestCard root, TestCard moica, TestCard responder, Supplier<Instant> now) {
        this.root = root;
        this.moica = moica;
        this.responder = responder;
        this.now = now;
    }

    /** With new keys. */
    public static TestMoica founded(Supplier<Instant> now) {
        Instant from = now.get().minus(Duration.ofDays(3650));
        Instant until = now.get().plus(Duration.ofDays(3650));
        int signsCertificates = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        KeyPair top = Issuing.pair();
        Issuing first = new Issuing(ROOT, top.getPublic(), top.getPrivate());
        TestCard root = new TestCard(
                first.issue(
                        new Issuing.Subject(ROOT, top.getPublic(), from, until, true, signsCertificates, List.of())),
                top.getPrivate());
        KeyPair second = Issuing.pair();
        TestCard moica = new TestCard(
                first.issue(new Issuing.Subject(
                        MOICA, second.getPublic(), from, until, true, signsCertificates, List.of())),
                second.getPrivate());
        KeyPair third = Issuing.pair();
        TestCard responder = new TestCard(
                new Issuing(MOICA, second.getPublic(), second.getPrivate())
                        .issue(new Issuing.Subject(
                                new X500Name("C=TW,O=" + TEST + ",CN=OCSP"),
                                third.getPublic(),
                                from,
                                until,
                                false,
                                KeyUsage.digitalSignature,
                                List.of(TestAuthority.purpose(KeyPurposeId.id_kp_OCSPSigning)))),
                third.getPrivate());
        return new TestMoica(root, moica, responder, now);
    }

    /** The one of a directory; founded when there is none yet. */
    public static TestMoica in(Path directory, Supplier<Instant> now) throws IOException {
        List<Path> files =
                List.of(directory.resolve("root.p12"), directory.resolve("moica.p12"), directory.resolve("ocsp.p12"));
        if (files.stream().allMatch(Files::exists)) {
            return new TestMoica(
                    TestCard.read(files.get(0), PIN),
                    TestCard.read(files.get(1), PIN),
                    TestCard.read(files.get(2), PIN),
                    now);
        }
        TestMoica founded = founded(now);
        Files.createDirectories(directory);
        founded.root.write(files.get(0), PIN);
        founded.moica.write(files.get(1), PIN);
        founded.responder.write(files.get(2), PIN);
        return founded;
    }

    /** What has to be trusted, PEM. */
    public String anchorsAsPem() {
        return SealKeys.pem(List.of(moica.certificate(), root.certificate()));
    }

    /**
     * A card as people have it: five years, for signing.
     *
     * @param lastFour last four digits of the owner's number
     */
    public TestCard card(String name, String lastFour) {
        return card(name, lastFour, now.get().minus(Duration.ofDays(1)), Duration.ofDays(5 * 365));
    }

    public TestCard card(String name, String lastFour, Instant from, Duration lifetime) {
        return card(name, lastFour, from, lifetime, KeyUsage.digitalSignature, Issuing.pair());
    }

    /** The certificate on the same card that is for encryption. */
    public TestCard encryptionCard(String name, String lastFour) {
        return card(
                name,
                lastFour,
                now.get().minus(Duration.ofDays(1)),
                Duration.ofDays(5 * 365),
                KeyUsage.keyEncipherment | KeyUsage.dataEncipherment,
                Issuing.pair());
    }

    TestCard card(String name, String lastFour, Instant from, Duration lifetime, int usage, KeyPair pair) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "TW")
                .addRDN(BCStyle.CN, name)
                .addRDN(BCStyle.SERIALNUMBER, "%016d".formatted(RANDOM.nextLong(10_000_000_000_000_000L)))
                .build();
        return new TestCard(
                new Issuing(MOICA, moica.certificate().getPublicKey(), moica.secret())
                        .issue(new Issuing.Subject(
                                subject,
                                pair.getPublic(),
                                from,
                                from.plus(lifetime),
                                false,
                                usage,
                                List.of(attributes(lastFour)))),
                pair.getPrivate());
    }

    /** From now on it is revoked. */
    public void revoke(TestCard card) {
        otherwise.put(
                card.certificate().getSerialNumber(),
                new RevokedStatus(Date.from(now.get().minusSeconds(1)), CRLReason.keyCompromise));
    }

    /** From now on the authority says that it does not know it. */
    public void disown(TestCard card) {
        otherwise.put(card.certificate().getSerialNumber(), new org.bouncycastle.cert.ocsp.UnknownStatus());
    }

    /** RFC 6960. */
    public byte[] ocsp(byte[] request) {
        try {
            OCSPReq asked = new OCSPReq(request);
            BasicOCSPRespBuilder answer = new BasicOCSPRespBuilder(
                    new RespID(new JcaX509CertificateHolder(responder.certificate()).getSubject()));
            X509CertificateHolder ours = new JcaX509CertificateHolder(moica.certificate());
            for (Req one : asked.getRequestList()) {
                CertificateID id = one.getCertID();
                answer.addResponse(
                        id,
                        id.matchesIssuer(ours, new JcaDigestCalculatorProviderBuilder().build())
                                ? otherwise.getOrDefault(id.getSerialNumber(), CertificateStatus.GOOD)
                                : new org.bouncycastle.cert.ocsp.UnknownStatus(),
                        Date.from(now.get()),
                        Date.from(now.get().plus(Duration.ofHours(1))),
                        null);
            }
            Extension nonce = asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            if (nonce != null) {
                answer.setResponseExtensions(new Extensions(nonce));
            }
            return new OCSPRespBuilder()
                    .build(
                            OCSPResp.SUCCESSFUL,
                            answer.build(
                                    new JcaContentSignerBuilder(Issuing.algorithm(responder.secret()))
                                            .build(responder.secret()),
                                    new X509CertificateHolder[] {new JcaX509CertificateHolder(responder.certificate())},
                                    Date.from(now.get())))
                    .getEncoded();
        } catch (OCSPException | OperatorException | GeneralSecurityException e) {
            throw new IllegalStateException("no answer can be made", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 5280 §5, holding for a day. */
    public byte[] crl() {
        X509v2CRLBuilder list = new X509v2CRLBuilder(MOICA, Date.from(now.get()));
        list.setNextUpdate(Date.from(now.get().plus(Duration.ofDays(1))));
        otherwise.forEach((serial, status) -> {
            if (status instanceof RevokedStatus revoked) {
                list.addCRLEntry(serial, revoked.getRevocationTime(), revoked.getRevocationReason());
            }
        });
        try {
            return list.build(new JcaContentSignerBuilder(Issuing.algorithm(moica.secret())).build(moica.secret()))
                    .getEncoded();
        } catch (OperatorException e) {
            throw new IllegalStateException("no list can be made", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Extension attributes(String lastFour) {
        try {
            return Extension.create(
                    Extension.subjectDirectoryAttributes,
                    false,
                    SubjectDirectoryAttributes.getInstance(new DERSequence(
                            new Attribute(CardHolders.LAST_FOUR, new DERSet(new DERPrintableString(lastFour))))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
