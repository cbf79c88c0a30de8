package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 時點: what was true on a day, as the register knew it at an instant.
 *
 * @param on civil date, Asia/Taipei
 * @param knownAt null for what is known now
 */
public record AsOf(LocalDate on, @Nullable Instant knownAt) {

    public static AsOf on(LocalDate date) {
        return new AsOf(date, null);
    }
}
