package tw.onestop.kernel;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 有效期間: a half-open range of civil dates; null where it has no end. */
public record During(@Nullable LocalDate from, @Nullable LocalDate until) {

    /** Whether it has yet to begin, or holds and its end is known. */
    public boolean changesAfter(LocalDate today) {
        return (from != null && from.isAfter(today)) || (contains(today) && until != null);
    }

    public boolean contains(LocalDate on) {
        return (from == null || !on.isBefore(from)) && (until == null || on.isBefore(until));
    }
}
