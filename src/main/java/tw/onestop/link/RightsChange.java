package tw.onestop.link;

import java.time.LocalDate;
import java.util.List;
import tw.onestop.kernel.AgencyCode;

/**
 * 權限異動預告: what will change in what an agency may ask, and when; said ahead, so that its systems can be told before its officers are refused.
 *
 * @param on from which day it is otherwise
 * @param reason as it was said to the agency, {@code ""} where the kind says everything
 */
public record RightsChange(String purposeId, LocalDate on, Kind kind, String reason) {

    /** 種類. */
    public enum Kind {
        /** 期滿, unless it is renewed before. */
        EXPIRES,
        /** 久未使用停止連結, unless it is used before. */
        CUT,
        /** 終止. */
        ENDS
    }

    /** 預告之來源: whoever manages linkages knows what was announced. */
    public interface Announced {

        /** Of the purposes of an agency that stand, by day. */
        List<RightsChange> of(AgencyCode agency);
    }
}
