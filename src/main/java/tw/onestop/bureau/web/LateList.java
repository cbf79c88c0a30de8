package tw.onestop.bureau.web;

import java.util.List;
import org.springframework.stereotype.Component;
import tw.onestop.notice.ClearingDesk;
import tw.onestop.notice.ClearingDesk.Late;

/** 逾期提示 on the agency's first page ({@code @lateList}). */
@Component("lateList")
public class LateList {

    private static final int SHOWN = 10;

    private final Officers officers;
    private final ClearingDesk clearing;

    LateList(Officers officers, ClearingDesk clearing) {
        this.officers = officers;
        this.clearing = clearing;
    }

    /** The longest late first; one more than are shown when there are more. */
    public List<Late> first() {
        return clearing.late(SHOWN + 1, officers.actor());
    }

    public int shown() {
        return SHOWN;
    }
}
