package tw.onestop.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.nio.ByteBuffer;
import tw.onestop.kernel.AgencyCode;

/**
 * 演練權杖已受理: a rehearsing client asked for a token; said within the transaction that answers it.
 *
 * @param key the {@link #print} of the key that signed; 0 where no registered key did
 */
public record RehearsalToken(AgencyCode agency, Outcome outcome, long key) {

    /** 結果. */
    public enum Outcome {
        GRANTED,
        /** The assertion was used before. */
        REPLAYED,
        REFUSED
    }

    /** The beginning of a key's thumbprint (RFC 7638). */
    public static long print(JWK key) {
        try {
            return ByteBuffer.wrap(key.computeThumbprint().decode()).getLong();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key without a thumbprint", e);
        }
    }
}
