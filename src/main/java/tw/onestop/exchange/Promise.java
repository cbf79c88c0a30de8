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
 * @param step failures since the endpoint last took something: the place in the {@link RetrySchedule}
 * @param due not before this
 * @param earliest not before this even when a success of the endpoint releases it
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
        int step,
        Instant due,
        Instant earliest,
        boolean withdrawn) {

    /** After one more failure: when it is tried again, and how soon at the earliest. */
    Promise failed(Instant next, Instant soonest) {
        return waiting(tries + 1, step + 1, next, soonest);
    }

    /** Its result could not be written: it goes out again, and nothing is counted. */
    Promise unwritten(Instant next) {
        return waiting(tries, step, next, next);
    }

    /** The endpoint took something again: due then, or as early as it may be. */
    Promise releasedAt(Instant now) {
        return waiting(tries, 0, now.isAfter(earliest) ? now : earliest, earliest);
    }

    private Promise waiting(int failures, int place, Instant next, Instant soonest) {
        return new Promise(
                id, agency, type, citizen, data, time, sequence, attempt, since, failures, place, next, soonest,
                withdrawn);
    }

    /** 民眾順序鍵: equal bytes are the same citizen. */
    record Key(java.nio.ByteBuffer bytes) {

        static Key of(byte[] key) {
            return new Key(java.nio.ByteBuffer.wrap(key).asReadOnlyBuffer());
        }
    }
}
