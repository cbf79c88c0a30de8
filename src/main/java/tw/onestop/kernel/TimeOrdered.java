package tw.onestop.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** 時序識別碼: UUID version 7 (RFC 9562) of the house's clock, so that ids sort by the time they were made and keys of one time lie together. */
public final class TimeOrdered {

    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeOrdered() {}

    public static UUID id(Instant now) {
        long high = (now.toEpochMilli() << 16) | 0x7000L | (RANDOM.nextInt() & 0x0FFFL);
        long low = 0x8000_0000_0000_0000L | (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
        return new UUID(high, low);
    }
}
