package tw.onestop.agency;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.AgencyCode;

/**
 * 連結授權: what one agency may read for one purpose (各機關申請提供戶籍資料及親等關聯資料辦法 §7–9).
 *
 * @param purposeId what machines name in {@code RIS-Purpose-Id}
 * @param legalBasis law and article, as the citizen is told
 * @param fields names of fields, and of predicates
 * @param mostIds persons in one query
 * @param perMinute queries a minute
 * @param from first day
 * @param until last day: five years at most (§8)
 * @param endedReason why it ended before its time, null while it stands (§16)
 * @param territory 轄區: codes of the counties (five digits) and townships (eight) whose residents it is about; none for the nation
 * @param items codes of the catalogue's items of business it was given for; none where no application named them
 */
public record Grant(
        String purposeId,
        AgencyCode agency,
        String name,
        String nameEn,
        String legalBasis,
        Set<String> fields,
        int mostIds,
        int perMinute,
        LocalDate from,
        LocalDate until,
        @Nullable String endedReason,
        Set<String> territory,
        Set<String> items) {

    /** The reason of one that only rests, and may go on (§15). */
    public static final String SUSPENDED = "suspended";

    public Grant {
        fields = Set.copyOf(fields);
        territory = Set.copyOf(territory);
        items = Set.copyOf(items);
    }

    /** 全國, about everybody, and not given for items of the catalogue. */
    public Grant(
            String purposeId,
            AgencyCode agency,
            String name,
            String nameEn,
            String legalBasis,
            Set<String> fields,
            int mostIds,
            int perMinute,
            LocalDate from,
            LocalDate until,
            @Nullable String endedReason) {
        this(
                purposeId,
                agency,
                name,
                nameEn,
                legalBasis,
                fields,
                mostIds,
                perMinute,
                from,
                until,
                endedReason,
                Set.of(),
                Set.of());
    }

    /** The same about the residents of these areas. */
    public Grant within(Set<String> areas) {
        return new Grant(
                purposeId,
                agency,
                name,
                nameEn,
                legalBasis,
                fields,
                mostIds,
                perMinute,
                from,
                until,
                endedReason,
                areas,
                items);
    }

    /**
     * Whether it is about who is registered there.
     *
     * @param place code of a county, township or village; {@code ""}, which is not told, lies in no territory
     */
    public boolean reaches(String place) {
        return territory.isEmpty() || AreaGrantDesk.covers(territory, place);
    }

    public boolean holdsOn(LocalDate day) {
        return endedReason == null && !day.isBefore(from) && !day.isAfter(until);
    }
}
