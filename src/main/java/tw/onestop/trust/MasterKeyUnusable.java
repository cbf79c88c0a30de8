package tw.onestop.trust;

import org.jspecify.annotations.Nullable;

/** 主金鑰不可用: the product refuses to start, since a key it invented would make what is sealed unreadable. */
class MasterKeyUnusable extends IllegalStateException {

    static final String REMEDY =
            "Make one with `(umask 077; head -c 32 /dev/urandom | base64 > onestop.key)`, keep a copy apart from the"
                    + " database, and name it in ONESTOP_KEY_FILE.";

    private MasterKeyUnusable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    static MasterKeyUnusable notNamed() {
        return new MasterKeyUnusable("No key-encryption key is named (onestop.trust.key-file). " + REMEDY, null);
    }

    static MasterKeyUnusable unreadable(String file, Throwable cause) {
        return new MasterKeyUnusable("The key-encryption key " + file + " cannot be read. " + REMEDY, cause);
    }

    static MasterKeyUnusable malformed(String file, @Nullable Throwable cause) {
        return new MasterKeyUnusable("The key-encryption key " + file + " is not 32 bytes in base64. " + REMEDY, cause);
    }

    static MasterKeyUnusable anotherKey(String file, Throwable cause) {
        return new MasterKeyUnusable(
                "The key-encryption key " + file
                        + " is not the one this database was sealed with; name the right file in ONESTOP_KEY_FILE.",
                cause);
    }
}
