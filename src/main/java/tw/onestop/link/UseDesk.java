package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import tw.onestop.kernel.AgencyCode;

/** 授權使用情形: when each purpose was last used; of whom and what is not told. */
public interface UseDesk {

    /**
     * Day of the latest use by these agencies since an instant, by purpose; absent where there was none. Used is a grant by who asks, sends or
     * collects a file, and, for a purpose by which somebody is followed or a file subscribed, looks what came of it: that nothing
     * changed is an answer too. A file that a subscription made and nobody collects is no use.
     */
    Map<String, LocalDate> lastUsed(Collection<AgencyCode> agencies, Instant since);

    /** 查詢件數: queries, also about kinship, and files under a purpose in these days, both included. */
    int made(AgencyCode agency, String purposeId, LocalDate from, LocalDate until);
}
