package tw.onestop.notice;

import java.util.ArrayList;
import java.util.List;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.NoticeDesk.AgencyItem;
import tw.onestop.notice.NoticeDesk.OpenPage;
import tw.onestop.notice.NoticeDesk.OpenQuery;

/** Everything that stands open at an agency, page by page. */
public final class OpenItems {

    private OpenItems() {}

    public static List<AgencyItem> of(NoticeDesk desk, AgencyCode agency, Actor officer) {
        List<AgencyItem> all = new ArrayList<>();
        int page = 0;
        OpenPage read;
        do {
            read = desk.openPage(agency, new OpenQuery(null, "", page), officer);
            all.addAll(read.items());
            page++;
        } while (page < read.pages());
        return all;
    }
}
