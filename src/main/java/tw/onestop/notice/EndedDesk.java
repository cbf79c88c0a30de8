package tw.onestop.notice;

import java.util.List;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.NoticeDesk.AgencyItem;

/** 已結案件: what an agency has answered and its inbox lists no more, for its officers; a citizen who calls about it has a number. */
public interface EndedDesk {

    /** Rows that are shown. */
    int ROWS = 20;

    /**
     * What ended last, the newest first; another agency's is empty.
     *
     * @param caseNo the whole number of a receipt, or the agency's own case number; {@code ""}: all
     */
    List<AgencyItem> ended(AgencyCode agency, String caseNo, Actor officer);
}
