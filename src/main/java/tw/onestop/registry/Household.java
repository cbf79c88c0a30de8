package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;

/**
 * 戶, a household as it stood at a moment: with {@code closedOn} a removed record 除戶, without it the current one 現戶.
 *
 * @param no 戶號
 * @param recordNo counts the household's records: a change of head closes one and opens the next
 * @param kind 戶別
 * @param head the head's id
 * @param members in the order of 戶籍法施行細則 §4; members no longer living there (非現住人口) last
 * @param closedOn the day the record was closed, null while it stands
 * @param version counts what was recorded about this household; a form names the version it was typed over
 */
public record Household(
        HouseholdNo no,
        int recordNo,
        Kind kind,
        PersonId head,
        Address address,
        List<Person> members,
        LocalDate openedOn,
        @Nullable LocalDate closedOn,
        long version) {

    /** 戶別, 戶籍法施行細則 §3. */
    public enum Kind {
        SHARED_LIVING,
        SHARED_BUSINESS,
        SINGLE_LIVING
    }
}
