package tw.proof;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** 封存憑證: to whom archives are encrypted, as their files are given; each that cannot be one is refused by its own sentence. */
final class ArchiveCertificates {

    private static final int SMALLEST_RSA = 3072;
    private static final int SMALLEST_EC = 256;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private ArchiveCertificates() {}

    /** PEM or DER, one in each file. */
    static List<X509Certificate> read(List<String> files, Instant now) throws IOException, NotArchived {
        List<X509Certificate> certificates = new ArrayList<>();
        for (String file : files) {
            X509Certificate certificate = read(Path.of(file));
            mayBeGiven(file, certificate, now);
            certificates.add(certificate);
        }
        return certificates;
    }

    private static X509Certificate read(Path file) throws IOException, NotArchived {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.size() == 1 && all.iterator().next() instanceof X509Certificate one) {
                return one;
            }
            throw new NotArchived("%s holds %d certificates; one is needed".formatted(file, all.size()));
        } catch (CertificateException none) {
            throw new NotArchived("%s is no certificate (PEM or DER)".formatted(file));
        }
    }

    private static void mayBeGiven(String file, X509Certificate certificate, Instant now) throws NotArchived {
        if (now.isBefore(certificate.getNotBefore().toInstant())
                || now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new NotArchived("the certificate %s holds from %s to %s, which is not now"
                    .formatted(
                            file,
                            certificate.getNotBefore().toInstant(),
                            certificate.getNotAfter().toInstant()));
        }
        PublicKey key = certificate.getPublicKey();
        boolean strong = switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= SMALLEST_RSA;
            case ECPublicKey curve -> curve.getParams().getCurve().getField().getFieldSize() >= SMALLEST_EC;
            default -> false;
        };
        if (!strong) {
            throw new NotArchived("the key of %s is too weak for years: EC of %d bits or RSA of %d bits is the least"
                    .formatted(file, SMALLEST_EC, SMALLEST_RSA));
        }
        boolean[] usage = certificate.getKeyUsage();
        boolean ec = key instanceof ECPublicKey;
        if (usage != null && !usage[ec ? KEY_AGREEMENT : KEY_ENCIPHERMENT]) {
            throw new NotArchived("the certificate %s is not for encryption: its key usage lacks %s"
                    .formatted(file, ec ? "keyAgreement" : "keyEncipherment"));
        }
    }
}
