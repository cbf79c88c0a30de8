package tw.onestop.trust;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 金鑰, a row of the register.
 *
 * @param id number that sealed bytes carry
 * @param kid name under which verifiers know it
 * @param until when it was or will be replaced, null for the present key of its purpose
 * @param revoked whether it must not be trusted any more
 * @param sealedSecret the secret, sealed by the master key
 * @param publicKey public half of a pair, else null
 */
record Key(
        int id,
        String kid,
        Purpose purpose,
        @Nullable Instant until,
        boolean revoked,
        byte[] sealedSecret,
        byte @Nullable [] publicKey) {

    /** A key that has not ended: validity begins when it is made, so a clock set back takes no key away. */
    boolean inForce(Instant now) {
        return !revoked && (until == null || until.isAfter(now));
    }

    boolean present() {
        return !revoked && until == null;
    }

    byte[] secret(MasterKey master) {
        return master.open(sealedSecret, associated(purpose, kid));
    }

    /** Binds a sealed secret to its row, so that rows cannot be exchanged. */
    static byte[] associated(Purpose purpose, String kid) {
        return (purpose + ":" + kid).getBytes(StandardCharsets.UTF_8);
    }
}
