package tw.onestop.joining;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.AgencyCode;

/**
 * 連結: what an approval made, by which days it ends, and what became of it (辦法 §8, §13–16).
 *
 * @param until last day
 * @param lastUsed day of the latest use of any kind, null when there was none
 * @param days by which it goes on or ends
 * @param application null where no application made it but a grant that was there already
 * @param why it is suspended, and why it was announced to end
 * @param officers accounts that may ask under it
 * @param territory codes of the areas it is about, as granted; none for the nation
 */
public record Linkage(
        String purposeId,
        AgencyCode agency,
        @Nullable UUID application,
        LocalDate from,
        LocalDate until,
        boolean kinship,
        @Nullable LocalDate lastUsed,
        Days days,
        Why why,
        Set<String> officers,
        Set<String> territory,
        List<Event> events) {

    /**
     * 各期日; each null while it has not come.
     *
     * @param idleNoticed the agency was told that it does not use it
     * @param renewalNoticed the agency was told that it ends
     * @param auditNoticed the agency was told that an own audit is due
     * @param lastAudit the latest own audit was filed
     * @param suspendedOn it stands still
     * @param improveUntil by when the agency was ordered to improve
     * @param endsOn announced end
     * @param endedOn it has ended
     */
    public record Days(
            @Nullable LocalDate idleNoticed,
            @Nullable LocalDate renewalNoticed,
            @Nullable LocalDate auditNoticed,
            @Nullable LocalDate lastAudit,
            @Nullable LocalDate suspendedOn,
            @Nullable LocalDate improveUntil,
            @Nullable LocalDate endsOn,
            @Nullable LocalDate endedOn) {}

    /** 事由; each {@code ""} where there is none. */
    public record Why(String suspended, String ends) {}

    /** 紀錄: notices to the agency, and acts. */
    public record Event(LocalDate on, Kind kind, String by, String note) {}

    /** 紀錄種類. */
    public enum Kind {
        GRANTED,
        RENEWAL_DUE,
        IDLE,
        AUDIT_DUE,
        AUDITED,
        OFFICER_IN,
        OFFICER_OUT,
        KINSHIP,
        AREAS,
        CONTROLLER_IN,
        CONTROLLER_OUT,
        IMPROVE,
        SUSPENDED,
        RESUMED,
        END_ANNOUNCED,
        CUT,
        EXPIRED,
        ENDED;

        /** Whether the agency may ask something else by it, or will: its machine is told. */
        boolean isOfRights() {
            return switch (this) {
                case GRANTED, RENEWAL_DUE, IDLE, SUSPENDED, RESUMED, END_ANNOUNCED, CUT, EXPIRED, ENDED -> true;
                case AUDIT_DUE,
                        AUDITED,
                        OFFICER_IN,
                        OFFICER_OUT,
                        KINSHIP,
                        AREAS,
                        CONTROLLER_IN,
                        CONTROLLER_OUT,
                        IMPROVE -> false;
            };
        }
    }

    public Linkage {
        officers = Set.copyOf(officers);
        territory = Set.copyOf(territory);
        events = List.copyOf(events);
    }

    /** The same with its events. */
    Linkage with(List<Event> more) {
        return new Linkage(
                purposeId, agency, application, from, until, kinship, lastUsed, days, why, officers, territory, more);
    }

    /** 狀態, as pages show it: {@code ENDED}, {@code SUSPENDED}, {@code ENDING}, {@code ACTIVE}. */
    public String state() {
        return days.endedOn() != null
                ? "ENDED"
                : days.suspendedOn() != null ? "SUSPENDED" : days.endsOn() != null ? "ENDING" : "ACTIVE";
    }

    /** From when its not being used is counted: the last use, or the day it began. */
    LocalDate unusedSince() {
        return lastUsed == null || lastUsed.isBefore(from) ? from : lastUsed;
    }

    LocalDate auditedOn() {
        LocalDate last = days.lastAudit();
        return last == null ? from : last;
    }
}
