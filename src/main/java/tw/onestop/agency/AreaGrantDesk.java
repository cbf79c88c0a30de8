package tw.onestop.agency;

import java.util.Set;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/**
 * 訂閱區域授權窗口: of which areas a purpose may be told who changed, without naming anybody first. An area is a county's code (five digits)
 * or a township's (eight).
 */
public interface AreaGrantDesk {

    Set<String> of(AgencyCode agency, String purposeId);

    /** From now on these and no others. */
    void allow(AgencyCode agency, String purposeId, Set<String> areas, Actor by);

    /** Whether one of them is the area, or the county it lies in. */
    static boolean covers(Set<String> areas, String area) {
        return areas.stream().anyMatch(area::startsWith);
    }
}
