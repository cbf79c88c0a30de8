package tw.onestop.kernel;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 有效期間: a half-open range of civil dates; null where it has no end. */
public record During(@Nullable LocalDate from, @Nullable LocalDate until) {

    public boolean contains(LocalDate on) {
        return (from == null || !on.isBefore(from)) && (until == null || on.isBefore(until));
    }
}
