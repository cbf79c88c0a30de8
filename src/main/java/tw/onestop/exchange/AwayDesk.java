package tw.onestop.exchange;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.AgencyCode;

/**
 * 降級作業: what of outside is away now, or answers too slowly to be waited for. Who asks goes on without it: the answer lies in memory
 * and waits for nothing.
 */
public interface AwayDesk {

    /** The longest first. */
    List<Away> away();

    /**
     * 中斷中之服務.
     *
     * @param agency whose system it is, of {@link Kind#AGENCY} only
     */
    record Away(Kind kind, @Nullable AgencyCode agency, Instant since) {}

    /** 服務. */
    enum Kind {
        AGENCY,
        SMS,
        EMAIL,
        STAMPS,
        CARDS
    }
}
