package tw.onestop.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * 簽章設定 of an office that has a certificate of a public authority.
 *
 * @param keyStore PKCS#12 file with key and chain; {@code ""} where the test authority serves
 * @param passwordFile file with its password
 * @param stampUrl address of a time-stamping authority (RFC 3161); {@code ""} where the house stamps for tests
 * @param stampAnchors PEM file with the certificates of its stamps
 */
@ConfigurationProperties("onestop.trust.seal")
record SealSettings(
        @Nullable String keyStore,
        @Nullable String passwordFile,
        @Nullable String stampUrl,
        @Nullable String stampAnchors) {

    boolean ownKey() {
        return keyStore != null && !keyStore.isBlank();
    }

    boolean ownStamps() {
        return stampUrl != null && !stampUrl.isBlank();
    }

    /**
     * @throws IllegalStateException with one sentence when the file cannot be used
     */
    SealKey key() {
        try (InputStream file = Files.newInputStream(Path.of(String.valueOf(keyStore)))) {
            char[] password = Files.readString(Path.of(String.valueOf(passwordFile)))
                    .strip()
                    .toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            for (String alias : java.util.Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey secret) {
                    return new SealKey(
                            SealKey.Role.SEAL,
                            secret,
                            Arrays.stream(store.getCertificateChain(alias))
                                    .map(X509Certificate.class::cast)
                                    .toList());
                }
            }
            throw new IllegalStateException("The key store " + keyStore + " holds no key to sign with.");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The key store " + keyStore + " cannot be opened with the password in " + passwordFile + ".", e);
        }
    }

    List<X509Certificate> stampAnchorCertificates() {
        try (InputStream file = Files.newInputStream(Path.of(String.valueOf(stampAnchors)))) {
            return SealKeys.certificates(file);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The certificates of the time-stamping authority, " + stampAnchors + ", cannot be read.", e);
        }
    }
}
