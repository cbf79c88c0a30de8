package tw.agencies;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Provider;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * 解密金鑰: the agency's own key pairs, newest first, in a file that only it can read. While keys rotate the older one still
 * opens what was sealed before the product learned of the newer.
 */
final class DecryptionKeys {

    /** Agreement on the key takes it two thirds of the JDK's time. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final Path file;
    private volatile List<ECKey> keys;

    /** Opens the file, or makes it with a first key. */
    DecryptionKeys(Path file) throws IOException {
        this.file = file;
        this.keys = Files.exists(file) ? read(file) : List.of();
        if (keys.isEmpty()) {
            add();
        }
    }

    private static List<ECKey> read(Path file) throws IOException {
        try {
            List<ECKey> read = new ArrayList<>();
            for (JWK key : JWKSet.parse(Files.readString(file)).getKeys()) {
                read.add(key.toECKey());
            }
            return List.copyOf(read);
        } catch (ParseException damaged) {
            throw new IOException(file + " is not a set of keys", damaged);
        }
    }

    /** A new key pair beside the old. The product seals for it once {@link #publicKey} is registered. */
    synchronized void add() throws IOException {
        try {
            List<ECKey> more = new ArrayList<>(keys);
            more.addFirst(new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.ENCRYPTION)
                    .algorithm(JWEAlgorithm.ECDH_ES_A256KW)
                    .keyIDFromThumbprint(true)
                    .generate());
            keep(more);
        } catch (JOSEException impossible) {
            throw new IOException("no key on P-256", impossible);
        }
    }

    /** Leaves only the newest. */
    synchronized void retireOlder() throws IOException {
        if (keys.size() > 1) {
            keep(List.of(keys.getFirst()));
        }
    }

    private void keep(List<ECKey> now) throws IOException {
        List<JWK> all = new ArrayList<>(now);
        Path next = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "keys",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, new JWKSet(all).toString(false));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        keys = List.copyOf(now);
    }

    /** The public half of the newest, as {@code encryptionJwk}. */
    JsonNode publicKey() {
        return Json.MAPPER.readTree(keys.getFirst().toPublicJWK().toJSONString());
    }

    int count() {
        return keys.size();
    }

    /**
     * Opens a compact JWE that was sealed for us and for this notice; one moved from another envelope does not open.
     */
    JsonNode open(String jwe, String noticeId) throws Notice.Malformed {
        try {
            JWEObject sealed = JWEObject.parse(jwe);
            check(sealed.getHeader(), noticeId);
            ECKey key = keys.stream()
                    .filter(candidate ->
                            candidate.getKeyID().equals(sealed.getHeader().getKeyID()))
                    .findFirst()
                    .orElseThrow(() -> new Notice.Malformed("sealed for a key we do not have"));
            ECDHDecrypter decrypter = new ECDHDecrypter(key);
            decrypter.getJCAContext().setKeyEncryptionProvider(BOUNCY_CASTLE);
            sealed.decrypt(decrypter);
            return Json.MAPPER.readTree(sealed.getPayload().toBytes());
        } catch (ParseException | JOSEException | JacksonException unreadable) {
            throw new Notice.Malformed("the JWE does not open");
        }
    }

    private static void check(JWEHeader header, String noticeId) throws Notice.Malformed {
        if (!JWEAlgorithm.ECDH_ES_A256KW.equals(header.getAlgorithm())
                || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
                || header.getCompressionAlgorithm() != null
                || !"application/json".equals(header.getContentType())) {
            throw new Notice.Malformed("the JWE is not sealed the agreed way");
        }
        if (!noticeId.equals(header.getCustomParam("noticeid"))) {
            throw new Notice.Malformed("the JWE belongs to another notice");
        }
    }
}
