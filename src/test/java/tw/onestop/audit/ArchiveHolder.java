package tw.onestop.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import tw.proof.ArchiveKey;

/** Who keeps a key of archives, and opens them by the standard alone. */
record ArchiveHolder(PrivateKey secret, X509Certificate certificate, Path file) {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final String PASSWORD = "of-the-archive";

    static ArchiveHolder ec(String name) {
        return made(name, BigInteger.valueOf(System.nanoTime()), "EC", 384);
    }

    static ArchiveHolder rsa(String name) {
        return made(name, BigInteger.valueOf(System.nanoTime()), "RSA", 3072);
    }

    /** Another key under the same name and number. */
    ArchiveHolder namesake() {
        return made("archive", certificate.getSerialNumber(), "EC", 384);
    }

    private static ArchiveHolder made(String name, BigInteger serial, String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            X500Name of = new X500Name("CN=" + name);
            Instant now = Instant.now();
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    of,
                                    serial,
                                    Date.from(now.minus(Duration.ofDays(1))),
                                    Date.from(now.plus(Duration.ofDays(1))),
                                    of,
                                    pair.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256with" + (bits == 384 ? "ECDSA" : "RSA"))
                                    .build(pair.getPrivate())));
            Path file = Files.createTempDirectory("archive").resolve(name + ".p12");
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(name, pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return new ArchiveHolder(pair.getPrivate(), certificate, file);
        } catch (GeneralSecurityException | OperatorException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    ArchiveKey opening() throws IOException {
        return ArchiveKey.read(file, PASSWORD.toCharArray());
    }

    String serial() {
        return certificate.getSerialNumber().toString(16);
    }

    byte[] opened(byte[] envelope) throws CMSException {
        boolean agreed = secret.getAlgorithm().equals("EC");
        return new CMSAuthEnvelopedData(envelope)
                .getRecipientInfos()
                .get(agreed ? new JceKeyAgreeRecipientId(certificate) : new JceKeyTransRecipientId(certificate))
                .getContent(
                        agreed
                                ? new JceKeyAgreeAuthEnvelopedRecipient(secret).setProvider(BOUNCY_CASTLE)
                                : new JceKeyTransAuthEnvelopedRecipient(secret).setProvider(BOUNCY_CASTLE));
    }

    /** By the certificate alone. */
    byte[] sealed(byte[] content) throws CMSException, GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(384);
        KeyPair once = generator.generateKeyPair();
        CMSAuthEnvelopedDataGenerator envelope = new CMSAuthEnvelopedDataGenerator();
        envelope.addRecipientInfoGenerator(new JceKeyAgreeRecipientInfoGenerator(
                        CMSAlgorithm.ECDH_SHA256KDF, once.getPrivate(), once.getPublic(), CMSAlgorithm.AES256_WRAP)
                .addRecipient(certificate)
                .setProvider(BOUNCY_CASTLE));
        return envelope.generate(new CMSProcessableByteArray(content), (OutputAEADEncryptor)
                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                                .setProvider(BOUNCY_CASTLE)
                                .build())
                .getEncoded();
    }
}
