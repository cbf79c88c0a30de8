package tw.onestop.statistics;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Tally;
import tw.onestop.kernel.Tally.Counts;
import tw.onestop.statistics.RollUps.Cell;
import tw.onestop.statistics.RollUps.Dimension;
import tw.onestop.statistics.RollUps.Row;

/** 計數: takes the next batch of a source into the roll-up; position and counts move together or not at all. */
@Component
class Counting {

    static final int BATCH = 20_000;

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
     * Whether there was something; in a transaction.
     *
     * @param waiting whether somebody else who counts this source is waited for, rather than left to it
     */
    boolean next(Tally.Source source, boolean waiting) {
        return next(source, Kept.NOTHING, waiting);
    }

    /** The same of what was taken away to be counted again. */
    boolean again(Tally.Source source, Kept kept) {
        return next(source, kept, true);
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

    private boolean next(Tally.Source source, Kept kept, boolean waiting) {
        OptionalLong position = progress.hold(source.name(), waiting);
        if (position.isEmpty()) {
            return false;
        }
        Instant begun = clock.instant();
        Services.Sorting sorting = services.sorting();
        Set<String> wanted = sorting.byWhat().keySet();
        Tally.Counted counted = source.after(position.getAsLong(), BATCH, wanted);
        rollUps.add(rows(counted.tallies(), sorting, kept));
        if (!counted.held()) {
            progress.reached(source.name(), counted.upTo(), begun);
        }
        return counted.upTo() > position.getAsLong();
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

    private List<Row> rows(List<Tally> tallies, Services.Sorting sorting, Kept kept) {
        Tariffs.Periods periods = tariffs.periods();
        Map<Cell, Counts> cells = new LinkedHashMap<>();
        for (Tally tally : tallies) {
            sorting.of(tally.of()).ifPresent(service -> {
                LocalDate since = periods.of(tally.day());
                if (kept.keeps(service, since)) {
                    return;
                }
                OfficeCode office = tally.office();
                AgencyCode agency = tally.agency();
                String county = office == null ? "" : office.value().substring(0, 5);
                add(cells, new Cell(Dimension.COUNTY, county, service.code(), since), tally.counts());
                if (office != null) {
                    add(cells, new Cell(Dimension.OFFICE, office.value(), service.code(), since), tally.counts());
                }
                if (agency != null) {
                    add(cells, new Cell(Dimension.AGENCY, agency.value(), service.code(), since), tally.counts());
                }
            });
        }
        return cells.entrySet().stream()
                .map(cell -> new Row(cell.getKey(), cell.getValue()))
                .toList();
    }

    private static void add(Map<Cell, Counts> cells, Cell cell, Counts counts) {
        cells.merge(cell, counts, Counts::plus);
    }
}
