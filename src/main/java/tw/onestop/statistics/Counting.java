package tw.onestop.statistics;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Tally;
import tw.onestop.kernel.Together;

/** 計數: takes the next batch of a source into the roll-up; position and counts move together or not at all. */
@Component
class Counting {

    private static final int BATCH = 20_000;

    /** While others wait: no batch takes a processor for longer than a query takes. */
    private static final int SMALL_BATCH = 2_000;

    /** Nobody waits for these rows; and what is asked once for many costs less. */
    private static final int BATCH_AGAIN = 100_000;

    private static final int MANY_CELLS = 50_000;

    private final List<Tally.Source> sources;
    private final Services services;
    private final RollUps rollUps;
    private final Progress progress;
    private final Tariffs tariffs;
    private final Clock clock;

    Counting(
            List<Tally.Source> sources,
            Services services,
            RollUps rollUps,
            Progress progress,
            Tariffs tariffs,
            Clock clock) {
        this.sources = List.copyOf(sources);
        this.services = services;
        this.rollUps = rollUps;
        this.progress = progress;
        this.tariffs = tariffs;
        this.clock = clock;
    }

    List<Tally.Source> sources() {
        return sources;
    }

    /**
     * 留存: what is not counted again, since it was not taken away.
     *
     * @param services of which archives hold what was recorded before
     */
    record Kept(Set<String> services, LocalDate before) {

        static final Kept NOTHING = new Kept(Set.of(), LocalDate.MIN);

        boolean keeps(Served service, LocalDate since) {
            return services.contains(service.code()) && since.isBefore(before);
        }
    }

    /**
     * Whether there was something; in a transaction.
     *
     * @param waiting whether somebody else who counts this source is waited for, rather than left to it
     */
    boolean next(Tally.Source source, boolean waiting) {
        OptionalLong position = progress.hold(source.name(), waiting);
        if (position.isEmpty()) {
            return false;
        }
        Instant begun = clock.instant();
        Cells cells = cells(Kept.NOTHING);
        Tally.Counted counted =
                source.after(position.getAsLong(), Together.isCrowded() ? SMALL_BATCH : BATCH, cells.wanted());
        cells.add(counted.tallies());
        rollUps.add(cells.taken());
        if (!counted.held()) {
            progress.reached(source.name(), counted.upTo(), begun);
        }
        return counted.upTo() > position.getAsLong();
    }

    /**
     * Everything of a source from its first record, into cells that were taken away before; whoever does it holds the position. Cells are
     * written when there are many of them, since one that is written with every batch would have a hundred versions before the end of the
     * transaction, and each writing would go through them all.
     */
    void again(Tally.Source source, Kept kept) {
        Cells cells = cells(kept);
        long position = 0;
        while (true) {
            Instant begun = clock.instant();
            Tally.Counted counted = source.after(position, BATCH_AGAIN, cells.wanted());
            cells.add(counted.tallies());
            boolean last = counted.upTo() == position;
            if (last || cells.size() > MANY_CELLS) {
                rollUps.add(cells.taken());
            }
            if (!counted.held()) {
                progress.reached(source.name(), counted.upTo(), begun);
            }
            if (last) {
                return;
            }
            position = counted.upTo();
        }
    }

    private Cells cells(Kept kept) {
        return new Cells(services.sorting(), tariffs.periods(), kept);
    }

    /** What of the acts lies in archives, whose figures stay as they are. */
    Kept archived() {
        LocalDate since = sources.stream()
                .map(Tally.Source::keptSince)
                .max(LocalDate::compareTo)
                .orElse(LocalDate.MIN);
        Set<String> acts = services.all().stream()
                .filter(service -> service.counts().getFirst().startsWith("act "))
                .map(Served::code)
                .collect(Collectors.toSet());
        return new Kept(acts, since);
    }
}
