package tw.onestop.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Sha256;

/**
 * 用過的證明: in the memory of this node, in two spans of time, of which the older is forgotten as a whole: a row for every request
 * would cost more than the request.
 */
@Component
class UsedProofs {

    /** Longer than the time between the first and the last moment at which one proof is taken. */
    private static final Duration SPAN = Proof.AGE.plus(Proof.SKEW).plusSeconds(30);

    private Set<String> older = ConcurrentHashMap.newKeySet();
    private Set<String> newer = ConcurrentHashMap.newKeySet();
    private Instant since = Instant.MIN;

    /** Whether it had not been used before; now it is. */
    boolean use(String thumbprint, String id, Instant now) {
        return add(Sha256.hex((thumbprint + " " + id).getBytes(StandardCharsets.UTF_8)), now);
    }

    private synchronized boolean add(String digest, Instant now) {
        if (since.equals(Instant.MIN) || Duration.between(since, now).abs().compareTo(SPAN) >= 0) {
            older = newer;
            newer = ConcurrentHashMap.newKeySet();
            since = now;
        }
        return !older.contains(digest) && newer.add(digest);
    }
}
