package tw.onestop.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JcaX509CertSelectorConverter;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.springframework.stereotype.Component;

/** 密封信封 by Bouncy Castle. */
@Component
class Envelopes implements EnvelopeDesk {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final int SMALLEST_RSA = 2048;
    private static final int SMALLEST_EC = 256;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private final SealKeys keys;
    private final SealSettings settings;
    private final TrustDesk trust;
    private final Clock clock;

    Envelopes(SealKeys keys, SealSettings settings, TrustDesk trust, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.trust = trust;
        this.clock = clock;
    }

    @Override
    public Pair pair() {
        EnvelopeKey made = EnvelopeKey.made(clock.instant());
        return new Pair(trust.seal(made.secret().getEncoded()), made.certificate());
    }

    @Override
    public byte[] close(byte[] content, X509Certificate recipient) {
        try {
            CMSAuthEnvelopedDataGenerator envelope = new CMSAuthEnvelopedDataGenerator();
            envelope.addRecipientInfoGenerator(to(recipient));
            OutputAEADEncryptor encryptor =
                    (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                            .setProvider(BOUNCY_CASTLE)
                            .build();
            return envelope.generate(new CMSProcessableByteArray(signed(content)), encryptor)
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorException | CMSException | IOException e) {
            throw new IllegalStateException("nothing could be sealed to this certificate", e);
        }
    }

    private byte[] signed(byte[] content)
            throws GeneralSecurityException, OperatorException, CMSException, IOException {
        SealKey key = keys.sealing(settings);
        CMSSignedDataGenerator signature = new CMSSignedDataGenerator();
        signature.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(
                                new JcaContentSignerBuilder(Issuing.algorithm(key.secret())).build(key.secret()),
                                key.certificate()));
        signature.addCertificates(new JcaCertStore(key.chain()));
        return signature.generate(new CMSProcessableByteArray(content), true).getEncoded();
    }

    private static RecipientInfoGenerator to(X509Certificate recipient) throws GeneralSecurityException {
        if (recipient.getPublicKey() instanceof ECPublicKey ec) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(ec.getParams());
            KeyPair once = generator.generateKeyPair();
            return new JceKeyAgreeRecipientInfoGenerator(
                            CMSAlgorithm.ECDH_SHA256KDF, once.getPrivate(), once.getPublic(), CMSAlgorithm.AES256_WRAP)
                    .addRecipient(recipient)
                    .setProvider(BOUNCY_CASTLE);
        }
        OAEPParameterSpec padding =
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        return new JceKeyTransRecipientInfoGenerator(
                        recipient,
                        new JcaAlgorithmParametersConverter()
                                .getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, padding))
                .setProvider(BOUNCY_CASTLE);
    }

    @Override
    public Opened open(byte[] envelope, Pair own, List<X509Certificate> signers) {
        CMSAuthEnvelopedData sealed;
        try {
            sealed = new CMSAuthEnvelopedData(envelope);
        } catch (CMSException | RuntimeException unreadable) { // whatever a file that somebody brings comes to
            return new Opened.Failed(Why.UNREADABLE);
        }
        RecipientInformation mine = sealed.getRecipientInfos().get(new JceKeyAgreeRecipientId(own.certificate()));
        if (mine == null) {
            return new Opened.Failed(Why.WRONG_KEY);
        }
        byte[] signed;
        try {
            signed = mine.getContent(new JceKeyAgreeAuthEnvelopedRecipient(secret(own)).setProvider(BOUNCY_CASTLE));
        } catch (CMSException | RuntimeException altered) { // likewise
            return new Opened.Failed(Why.ALTERED);
        }
        return verified(signed, signers);
    }

    private PrivateKey secret(Pair own) {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(trust.open(own.sealedSecret())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of envelopes is damaged", e);
        }
    }

    private static Opened verified(byte[] bytes, List<X509Certificate> signers) {
        try {
            CMSSignedData signed = new CMSSignedData(bytes);
            SignerInformation signer =
                    signed.getSignerInfos().getSigners().stream().findFirst().orElse(null);
            if (signer == null || signed.getSignedContent() == null) {
                return new Opened.Failed(Why.UNSIGNED);
            }
            X509Certificate known = signers.stream()
                    .filter(new JcaX509CertSelectorConverter().getCertSelector(signer.getSID())::match)
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                return new Opened.Failed(Why.FOREIGN);
            }
            boolean sound = signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(BOUNCY_CASTLE)
                    .build(known));
            return sound && signed.getSignedContent().getContent() instanceof byte[] content
                    ? new Opened.Content(content, known)
                    : new Opened.Failed(Why.ALTERED);
        } catch (CMSException | OperatorException | RuntimeException e) { // likewise
            return new Opened.Failed(Why.ALTERED);
        }
    }

    @Override
    public Optional<X509Certificate> certificate(byte[] typed) {
        try {
            return SealKeys.certificates(new ByteArrayInputStream(typed)).stream()
                    .findFirst();
        } catch (GeneralSecurityException none) {
            return Optional.empty();
        }
    }

    @Override
    public boolean suits(X509Certificate certificate, boolean forEncryption) {
        PublicKey key = certificate.getPublicKey();
        boolean ec = key instanceof ECPublicKey;
        boolean strong = switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= SMALLEST_RSA;
            case ECPublicKey curve -> curve.getParams().getCurve().getField().getFieldSize() >= SMALLEST_EC;
            default -> false;
        };
        boolean[] usage = certificate.getKeyUsage();
        int needed = !forEncryption ? DIGITAL_SIGNATURE : ec ? KEY_AGREEMENT : KEY_ENCIPHERMENT;
        return strong && (usage == null || usage[needed]);
    }

    @Override
    public String pem(X509Certificate certificate) {
        return SealKeys.pem(List.of(certificate));
    }
}
