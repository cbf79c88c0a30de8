package tw.onestop.counter;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.registry.AsOf;

/**
 * 時點輸入: the day a page is asked about and the day up to which registrations count, as typed into its boxes {@code on} and
 * {@code known}; what cannot be read is refused and left out.
 *
 * @param day today where none was typed
 * @param knownOn null for what is known now
 * @param present whether it is about today as it is known now
 */
record AsTyped(LocalDate day, @Nullable LocalDate knownOn, AsOf asOf, boolean present, List<Refusal> refusals) {

    static AsTyped of(String on, String known, Clock clock) {
        List<Refusal> refusals = new ArrayList<>();
        LocalDate today = LocalDate.now(clock);
        LocalDate day = read(on, "on", refusals).orElse(today);
        Optional<LocalDate> knownOn = read(known, "known", refusals);
        return new AsTyped(
                day,
                knownOn.orElse(null),
                new AsOf(day, knownOn.map(d -> endOf(d, clock)).orElse(null)),
                day.equals(today) && knownOn.isEmpty(),
                refusals);
    }

    private static Optional<LocalDate> read(String typed, String field, List<Refusal> refusals) {
        if (typed.isBlank()) {
            return Optional.empty();
        }
        Optional<LocalDate> day = RocDate.parse(typed);
        if (day.isEmpty()) {
            refusals.add(Refusal.of(field, "counter.date.unreadable"));
        }
        return day;
    }

    private static Instant endOf(LocalDate day, Clock clock) {
        Instant end = day.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
        Instant now = Instant.now(clock);
        return end.isAfter(now) ? now : end;
    }
}
