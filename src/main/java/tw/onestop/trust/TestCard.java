package tw.onestop.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** 測試憑證卡: certificate and key as a card holds them; in a file, PKCS#12 under its PIN. */
public record TestCard(X509Certificate certificate, PrivateKey secret) {

    private static final String ALIAS = "card";

    /**
     * PKCS#7 as a card's program makes it.
     *
     * @param enclosed whether what was signed stands in it
     */
    public byte[] sign(byte[] content, boolean enclosed) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder().build(Issuing.algorithm(secret), secret, certificate));
            generator.addCertificate(new JcaX509CertificateHolder(certificate));
            return generator
                    .generate(new CMSProcessableByteArray(content), enclosed)
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IllegalStateException("the card cannot sign", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(Path file, String pin) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, secret, pin.toCharArray(), new X509Certificate[] {certificate});
            store.store(out, pin.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the card cannot be written", e);
        }
    }

    public static TestCard read(Path file, String pin) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, pin.toCharArray());
            return new TestCard(
                    (X509Certificate) store.getCertificate(ALIAS), (PrivateKey) store.getKey(ALIAS, pin.toCharArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the card cannot be read", e);
        }
    }
}
