package tw.onestop.notice;

import java.time.Instant;
import java.util.UUID;
import tw.onestop.kernel.AgencyCode;

/** 整批通報或演練通報, a notice about no person. */
public record Bulletin(UUID id, AgencyCode agency, String type, ItemStatus status, Instant since) {

    /** Whether the agency said anything. */
    public boolean answered() {
        return switch (status) {
            case RECEIVED, COMPLETED, REJECTED, NO_RECORD -> true;
            case ACCEPTED, SENT, RESENT, FAILED, WITHDRAWN -> false;
        };
    }
}
