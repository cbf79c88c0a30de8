package tw.onestop.link;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.AgencyCode;

/** 權限異動訊息: what became of a purpose is told in the feed of its agency, in the transaction in which it came about; numbered behind it like all that stands there. */
public interface RightsNewsDesk {

    /**
     * @param kind what happened, a word of the published interface: {@code END_ANNOUNCED}
     * @param on from which day it holds; null where it holds at once
     */
    void tell(AgencyCode agency, String purposeId, String kind, @Nullable LocalDate on);
}
