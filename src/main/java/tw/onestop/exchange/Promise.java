package tw.onestop.exchange;

import java.time.Instant;
import java.util.UUID;
import tw.onestop.kernel.AgencyCode;

/**
 * 待送項目 as the dispatcher holds it.
 *
 * @param data sealed
 * @param since when it was promised, or sent again
 * @param tries failures so far
 * @param due not before this
 * @param itsOwnFault it failed again although the endpoint took others in between: other successes do not release it
 */
record Promise(
        UUID id,
        AgencyCode agency,
        String type,
        Key citizen,
        byte[] data,
        Instant time,
        long sequence,
        int attempt,
        Instant since,
        int tries,
        Instant due,
        boolean withdrawn,
        boolean released,
        boolean itsOwnFault) {

    Promise after(int failures, Instant next) {
        return new Promise(
                id,
                agency,
                type,
                citizen,
                data,
                time,
                sequence,
                attempt,
                since,
                failures,
                next,
                withdrawn,
                false,
                itsOwnFault || released);
    }

    Promise releasedAt(Instant now) {
        return new Promise(
                id,
                agency,
                type,
                citizen,
                data,
                time,
                sequence,
                attempt,
                since,
                tries,
                now,
                withdrawn,
                true,
                itsOwnFault);
    }

    /** 民眾順序鍵: equal bytes are the same citizen. */
    record Key(java.nio.ByteBuffer bytes) {

        static Key of(byte[] key) {
            return new Key(java.nio.ByteBuffer.wrap(key).asReadOnlyBuffer());
        }
    }
}
