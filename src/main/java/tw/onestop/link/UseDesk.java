package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import tw.onestop.kernel.AgencyCode;

/** 查詢使用情形: when each purpose was last asked under; of whom and what is not told. */
public interface UseDesk {

    /** Day of the latest answered query of these agencies since an instant, by purpose; absent where there was none. */
    Map<String, LocalDate> lastUsed(Collection<AgencyCode> agencies, Instant since);
}
