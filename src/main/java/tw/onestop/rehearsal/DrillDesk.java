package tw.onestop.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import tw.onestop.kernel.Actor;

/** 演練通報: notices about people who do not exist, and what the agency's machine makes of them. */
public interface DrillDesk {

    /** Envelopes after a sequence, as the feed hands them out. */
    Page notices(long after, int limit, Actor machine);

    /**
     * @param last twelve digits: the last of this page, else what was asked after
     */
    record Page(List<Map<String, Object>> notices, String last, boolean more) {

        public Page {
            notices = List.copyOf(notices);
        }
    }

    /**
     * 回復.
     *
     * @param agencyCaseNo {@code ""} where none was said
     */
    Replied reply(UUID notice, Status status, String agencyCaseNo, Actor machine);

    /** 狀態, as on the wire. */
    enum Status {
        RECEIVED,
        COMPLETED,
        REJECTED,
        NO_RECORD
    }

    /** 回復結果. */
    enum Replied {
        TAKEN,
        SAME_AGAIN,
        NOT_FORWARD,
        UNKNOWN
    }

    /** 持有資料: the address that the agency's system now holds of somebody; false where it is nobody of the rehearsal's. */
    boolean holds(String number, String address, Actor machine);
}
