package tw.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.crypto.SecretKey;
import org.bouncycastle.cms.KEKRecipientId;
import org.bouncycastle.cms.KeyAgreeRecipientId;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientId;
import org.bouncycastle.cms.jcajce.JceKEKAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;

/** 封存金鑰: what somebody brings to open archives with, as many keys as lie in their file; without any only old ones are read, which are plain. */
public final class ArchiveKey {

    /** Nothing was brought. */
    public static final ArchiveKey NONE = new ArchiveKey(List.of(), "");

    private final List<Opener> openers;
    private final String of;

    private ArchiveKey(List<Opener> openers, String of) {
        this.openers = openers;
        this.of = of;
    }

    /** One key, and by which name an envelope calls it. */
    record Opener(RecipientId id, Recipient by) {}

    /** Every pair of a PKCS#12 file: keys that are renewed are kept beside one another. */
    public static ArchiveKey read(Path file, char[] password) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<Opener> openers = new ArrayList<>();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    openers.add(opener(key, certificate));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the keys of %s cannot be read".formatted(file), e);
        } catch (IOException e) {
            throw new IOException(
                    (e.getCause() instanceof GeneralSecurityException
                                    ? "the password does not open %s"
                                    : "%s is no PKCS#12 file")
                            .formatted(file),
                    e);
        }
        if (openers.isEmpty()) {
            throw new IOException("%s holds no key with its certificate".formatted(file));
        }
        return new ArchiveKey(openers, file.toString());
    }

    static ArchiveKey passing(SecretKey key) {
        return new ArchiveKey(
                List.of(new Opener(
                        new KEKRecipientId(ArchiveSeal.PASSING),
                        new JceKEKAuthEnvelopedRecipient(key).setProvider(ArchiveSeal.BOUNCY_CASTLE))),
                "this run");
    }

    private static Opener opener(PrivateKey key, X509Certificate certificate) {
        return key.getAlgorithm().startsWith("EC")
                ? new Opener(
                        new JceKeyAgreeRecipientId(certificate),
                        new JceKeyAgreeAuthEnvelopedRecipient(key).setProvider(ArchiveSeal.BOUNCY_CASTLE))
                : new Opener(
                        new JceKeyTransRecipientId(certificate),
                        new JceKeyTransAuthEnvelopedRecipient(key).setProvider(ArchiveSeal.BOUNCY_CASTLE));
    }

    List<Opener> openers() {
        return openers;
    }

    /** The file it came from; empty when nothing was brought. */
    String of() {
        return of;
    }

    /** Whose certificate an envelope names; empty of a key that is no certificate's. */
    static String named(RecipientId id) {
        return switch (id) {
            case KeyAgreeRecipientId agreed -> named(agreed.getIssuer(), agreed.getSerialNumber());
            case KeyTransRecipientId sent -> named(sent.getIssuer(), sent.getSerialNumber());
            default -> "";
        };
    }

    private static String named(Object issuer, BigInteger serial) {
        return "certificate %s of %s".formatted(serial.toString(16), issuer);
    }
}
