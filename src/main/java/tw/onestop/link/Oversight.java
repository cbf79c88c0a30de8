package tw.onestop.link;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.audit.LogDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.RulesDesk;

/** 連結稽核 from the records of the queries; only that one person was asked about again and again is the trail's to say. */
@Component
class Oversight implements OversightDesk {

    private final UseFigures figures;
    private final LogDesk log;
    private final GrantDesk grants;
    private final Measures measures;

    Oversight(UseFigures figures, LogDesk log, GrantDesk grants, Measures measures) {
        this.figures = figures;
        this.log = log;
        this.grants = grants;
        this.measures = measures;
    }

    /** 尺度, by which use is unusual, and the trail. */
    @Component("oversightMeasures")
    record Measures(RulesDesk rules, AuditDesk audit, Clock clock) {

        int of(String name) {
            return rules.value("link." + name, LocalDate.now(clock));
        }

        Instant begin(LocalDate day) {
            return day.atStartOfDay(clock.getZone()).toInstant();
        }
    }

    @Override
    @Transactional
    public Report report(LocalDate from, LocalDate until, Actor by) {
        measures.audit()
                .record(new Act(
                        by,
                        "link.oversight.read",
                        null,
                        null,
                        Act.Outcome.DONE,
                        "from=%s until=%s".formatted(from, until)));
        Instant begin = measures.begin(from);
        Instant end = measures.begin(until.plusDays(1));
        return new Report(
                drifts(begin, end), unusual(begin, end), figures.checks(begin, end, measures.of("check.perWeek")));
    }

    private List<Drift> drifts(Instant begin, Instant end) {
        List<Drift> drifts = new ArrayList<>();
        for (UseFigures.Use use : figures.uses(begin, end)) {
            grants.grant(use.agency(), use.purpose())
                    .ifPresent(grant -> drifts.add(new Drift(
                            use.agency(),
                            use.purpose(),
                            grant.name(),
                            grant.fields().stream().sorted().toList(),
                            use.fields(),
                            use.queries(),
                            use.asked(),
                            use.found())));
        }
        return drifts;
    }

    private List<Unusual> unusual(Instant begin, Instant end) {
        List<Unusual> unusual = new ArrayList<>();
        unusual.addAll(figures.bulk(begin, end, measures.of("unusual.personsADay")));
        unusual.addAll(figures.outOfHours(begin, end, measures.of("unusual.fromHour"), measures.of("unusual.toHour")));
        unusual.addAll(figures.crowdedCases(begin, end, measures.of("unusual.personsACase")));
        log.repeated("link.query", begin, end, measures.of("unusual.samePerson")).stream()
                .map(one -> new Unusual(
                        Kind.SAME_PERSON,
                        one.agency(),
                        one.by(),
                        LocalDate.ofInstant(one.last(), measures.clock().getZone()),
                        one.times()))
                .forEach(unusual::add);
        return unusual;
    }
}
