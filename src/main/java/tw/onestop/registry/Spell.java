package tw.onestop.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 期間: a fact that holds from a day until (but without) another; {@code to} null while no end is known. */
record Spell<F>(LocalDate from, @Nullable LocalDate to, F fact) {

    Spell {
        if (to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("a spell of no day");
        }
    }

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }
}
