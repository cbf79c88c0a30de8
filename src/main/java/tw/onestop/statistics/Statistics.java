package tw.onestop.statistics;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Tally;

/** 統計窗口: reads what the rounds rolled up, and has it counted again. */
@Component
class Statistics implements StatisticsDesk {

    private final Yearly yearly;
    private final Places places;
    private final Making making;
    private final AuditDesk audit;
    private final Clock clock;

    Statistics(Yearly yearly, Places places, Making making, AuditDesk audit, Clock clock) {
        this.yearly = yearly;
        this.places = places;
        this.making = making;
        this.audit = audit;
        this.clock = clock;
    }

    /** 計數所需. */
    @Component
    record Making(
            Counting counting,
            Progress progress,
            RollUps rollUps,
            CarriedFigures carried,
            Services services,
            TransactionTemplate transaction) {}

    @Override
    public List<Integer> years() {
        int present = LocalDate.now(clock).getYear();
        return Stream.concat(Stream.of(present), making.rollUps().years().stream())
                .distinct()
                .sorted((a, b) -> b - a)
                .toList();
    }

    @Override
    public Year year(int year) {
        return yearly.of(year);
    }

    @Override
    public Optional<Offices> offices(int year, String county) {
        return places.offices(yearly.of(year), county);
    }

    @Override
    public Agencies agencies(int year) {
        return places.agencies(year);
    }

    /** In one transaction: nobody sees half of it, and what fails leaves everything as it was. */
    @Override
    public void rebuild(Actor by) {
        making.transaction().executeWithoutResult(_ -> {
            List<Tally.Source> sources = making.counting().sources();
            making.progress().begin(sources.stream().map(Tally.Source::name).toList());
            making.progress().holdAll();
            Counting.Kept kept = making.counting().archived();
            making.rollUps().forget(kept);
            making.progress().restart();
            sources.forEach(source -> making.counting().again(source, kept));
            audit.record(Act.done(by, "statistics.rebuild", null, null));
        });
    }

    @Override
    public Taken carry(List<Carried> lines, Actor by) {
        List<Wrong> wrong = wrong(lines);
        return Objects.requireNonNull(making.transaction().execute(_ -> {
            int added = wrong.isEmpty() ? making.carried().add(lines) : 0;
            audit.record(
                    wrong.isEmpty()
                            ? new Act(by, "statistics.carry", null, null, Act.Outcome.DONE, "lines=" + added)
                            : Act.refused(by, "statistics.carry", null, "lines=" + wrong.size()));
            return new Taken(added, wrong);
        }));
    }

    private List<Wrong> wrong(List<Carried> lines) {
        List<String> services =
                making.services().all().stream().map(Served::code).toList();
        LocalDate today = LocalDate.now(clock);
        List<Wrong> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Carried line = lines.get(i);
            int no = i + 1;
            if (!services.contains(line.service())) {
                wrong.add(new Wrong(no, What.SERVICE));
            }
            if (!line.office().matches("(\\d{8})?")) {
                wrong.add(new Wrong(no, What.OFFICE));
            }
            if (!line.agency().matches("([A-Z][A-Z0-9-]{1,39})?")) {
                wrong.add(new Wrong(no, What.AGENCY));
            }
            if (line.day().isAfter(today)) {
                wrong.add(new Wrong(no, What.DAY));
            }
            if (line.cases() <= 0) {
                wrong.add(new Wrong(no, What.CASES));
            }
            if (line.source().isBlank()) {
                wrong.add(new Wrong(no, What.SOURCE));
            }
        }
        return wrong;
    }
}
