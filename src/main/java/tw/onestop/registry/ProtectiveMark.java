package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;

/**
 * 保護註記, as placed.
 *
 * @param reference number of the order or the document it was placed by
 * @param barred who is not shown the person
 * @param from first day
 * @param until last day, null while only a lifting ends it
 * @param lifted null while it was not lifted
 */
public record ProtectiveMark(
        Id id,
        Scope scope,
        Ground ground,
        String reference,
        List<NationalId> barred,
        LocalDate from,
        @Nullable LocalDate until,
        Step placed,
        @Nullable Step lifted) {

    /** Its id. */
    public record Id(long value) {}

    /** 註記範圍. */
    public enum Scope {
        /** 本人: of a head of household its members too, since the head's address is theirs. */
        PERSON,
        /** 本人及同戶之人: whoever lives with the person, since their address is the one protected. */
        HOUSEHOLD
    }

    /** 註記事由. */
    public enum Ground {
        /** 民事保護令, 家庭暴力防治法 §14 I ⑫. */
        PROTECTION_ORDER,
        /** 家庭暴力防治法 §58-2. */
        DOMESTIC_VIOLENCE,
        /** 跟蹤騷擾防制法. */
        STALKING
    }

    /** Who did it, when and at which office; {@code reason} of a lifting. */
    public record Step(Instant at, String by, OfficeCode office, String reason) {}

    public boolean inForce(LocalDate on) {
        return lifted == null && !on.isBefore(from) && (until == null || !on.isAfter(until));
    }
}
