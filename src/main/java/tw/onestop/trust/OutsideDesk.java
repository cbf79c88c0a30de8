package tw.onestop.trust;

import java.time.Instant;
import java.util.Map;

/** 外部服務現況: which of the authorities this room asks gave no answer the last time, and since when. */
public interface OutsideDesk {

    /** 外部服務. */
    enum Authority {
        /** 時戳. */
        STAMPS,
        /** 憑證狀態 of citizens' cards. */
        CARDS
    }

    Map<Authority, Instant> silent();
}
