package tw.onestop.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 主金鑰, the key-encryption key: lives in a file kept apart from the database, and seals the register's secrets. */
@Component
class MasterKey {

    private static final int BYTES = 32;

    private final SecretKey key;
    private final String file;

    MasterKey(@Value("${onestop.trust.key-file:}") String file) {
        this.file = file;
        this.key = new SecretKeySpec(read(file), "AES");
    }

    byte[] seal(byte[] secret, byte[] associated) {
        return Gcm.seal(key, secret, associated);
    }

    /**
     * @throws MasterKeyUnusable when the register was sealed by another master key
     */
    byte[] open(byte[] sealed, byte[] associated) {
        try {
            return Gcm.open(key, sealed, associated);
        } catch (IllegalStateException e) {
            throw MasterKeyUnusable.anotherKey(file, e);
        }
    }

    private static byte[] read(String file) {
        if (file.isBlank()) {
            throw MasterKeyUnusable.notNamed();
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(Files.readString(Path.of(file)).strip());
            if (bytes.length == BYTES) {
                return bytes;
            }
            throw MasterKeyUnusable.malformed(file, null);
        } catch (IOException | InvalidPathException e) {
            throw MasterKeyUnusable.unreadable(file, e);
        } catch (IllegalArgumentException e) {
            throw MasterKeyUnusable.malformed(file, e);
        }
    }
}
