package tw.onestop.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Tally;
import tw.onestop.kernel.Tally.Counts;
import tw.onestop.statistics.Counting.Kept;
import tw.onestop.statistics.RollUps.Cell;
import tw.onestop.statistics.RollUps.Dimension;
import tw.onestop.statistics.RollUps.Row;

/** 分格: sorts what was counted into the cells of the roll-up, and keeps it until it is taken. */
final class Cells {

    private final Services.Sorting sorting;
    private final Tariffs.Periods periods;
    private final Kept kept;
    private final Map<Cell, Counts> cells = new LinkedHashMap<>();

    Cells(Services.Sorting sorting, Tariffs.Periods periods, Kept kept) {
        this.sorting = sorting;
        this.periods = periods;
        this.kept = kept;
    }

    /** What is counted at all. */
    Set<String> wanted() {
        return sorting.byWhat().keySet();
    }

    void add(List<Tally> tallies) {
        tallies.forEach(this::add);
    }

    private void add(Tally tally) {
        sorting.of(tally.of()).ifPresent(service -> {
            Cell of = new Cell(Dimension.COUNTY, "", service.code(), periods.of(tally.day()));
            if (!kept.keeps(service, of.since())) {
                OfficeCode office = tally.office();
                AgencyCode agency = tally.agency();
                add(of.at(Dimension.COUNTY, office == null ? "" : office.value().substring(0, 5)), tally.counts());
                if (office != null) {
                    add(of.at(Dimension.OFFICE, office.value()), tally.counts());
                }
                if (agency != null) {
                    add(of.at(Dimension.AGENCY, agency.value()), tally.counts());
                }
            }
        });
    }

    private void add(Cell cell, Counts counts) {
        cells.merge(cell, counts, Counts::plus);
    }

    int size() {
        return cells.size();
    }

    /** Takes them out. */
    List<Row> taken() {
        List<Row> rows = cells.entrySet().stream()
                .map(cell -> new Row(cell.getKey(), cell.getValue()))
                .toList();
        cells.clear();
        return rows;
    }
}
