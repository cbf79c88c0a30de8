package tw.agencies;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** 媒體金鑰檔: the pairs of an agency in a directory that only it can read. A real one has its certificates from GCA. */
final class MediaKeyFiles {

    private static final Duration YEARS = Duration.ofDays(3 * 365L);
    private static final String SIGNING = "signing";
    private static final String OPENING = "opening";
    private static final String SSH = "ssh";

    private MediaKeyFiles() {}

    /** Makes both pairs; the certificates are to be registered at the ministry. */
    static void make(Path directory, String name, Instant now) throws IOException {
        Files.createDirectories(directory);
        write(directory, SIGNING, KeyUsage.digitalSignature, name, now);
        write(directory, OPENING, KeyUsage.keyAgreement, name, now);
    }

    /** Makes those and the pair of its SFTP client, where they are not there yet; they are to be registered on its officers' page. */
    static void makeForFiles(Path directory, String name, Instant now) throws IOException {
        if (!Files.exists(directory.resolve(SSH + ".pem"))) {
            make(directory, name, now);
            write(directory, SSH, KeyUsage.digitalSignature, name, now);
        }
    }

    /** The pair of the SFTP client. */
    static KeyPair ssh(Path directory) throws IOException {
        return new KeyPair(
                certificates(directory.resolve(SSH + ".pem")).getFirst().getPublicKey(), key(directory, SSH));
    }

    static MediaKeys read(Path directory, List<X509Certificate> seals, @Nullable X509Certificate register)
            throws IOException {
        return new MediaKeys(
                key(directory, SIGNING),
                certificates(directory.resolve(SIGNING + ".pem")).getFirst(),
                key(directory, OPENING),
                certificates(directory.resolve(OPENING + ".pem")).getFirst(),
                seals,
                register);
    }

    static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            return certificates(Files.readAllBytes(file));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no certificates", e);
        }
    }

    static List<X509Certificate> certificates(byte[] typed) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(typed)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static PrivateKey key(Path directory, String of) throws IOException {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(directory.resolve(of + ".key"))));
        } catch (GeneralSecurityException e) {
            throw new IOException(directory.resolve(of + ".key") + " is no key", e);
        }
    }

    private static void write(Path directory, String of, int usage, String name, Instant now) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            Path key = directory.resolve(of + ".key");
            Files.deleteIfExists(key);
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(key, pair.getPrivate().getEncoded());
            Files.writeString(
                    directory.resolve(of + ".pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                    .encodeToString(
                                            certificate(pair, usage, name, now).getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException("no keys can be made", e);
        }
    }

    static X509Certificate certificate(KeyPair pair, int usage, String name, Instant now) throws IOException {
        try {
            var subject = new X500NameBuilder()
                    .addRDN(BCStyle.C, "TW")
                    .addRDN(BCStyle.CN, name)
                    .build();
            JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(120, new SecureRandom()).setBit(119),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(YEARS)),
                    subject,
                    pair.getPublic());
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            String algorithm = pair.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
        } catch (GeneralSecurityException | OperatorException e) {
            throw new IOException("no certificate can be made", e);
        }
    }
}
