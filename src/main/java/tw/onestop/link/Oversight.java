package tw.onestop.link;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.audit.LogDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.UseFigures.Span;
import tw.onestop.registry.RulesDesk;

/** 連結稽核 from the records of the queries; only that one person was asked about again and again is the trail's to say. */
@Component
class Oversight implements OversightDesk {

    /** What asks about one person after the other; each with its officer in the detail. */
    private static final Set<String> ASKING = Set.of("link.query", "notice.passport.query");

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
            return of(name, LocalDate.now(clock));
        }

        int of(String name, LocalDate on) {
            return rules.value("link." + name, on);
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
        AgencyCode own = by.agency();
        Span span = new Span(measures.begin(from), measures.begin(until.plusDays(1)), own);
        boolean whole = own == null || grants.onRoster(own, by.id()).isEmpty();
        return new Report(
                drifts(span),
                whole ? unusual(span) : List.of(),
                whole ? figures.checks(span, measures.of("check.perWeek")) : List.of(),
                whole);
    }

    private List<Drift> drifts(Span span) {
        List<Drift> drifts = new ArrayList<>();
        for (UseFigures.Use use : figures.uses(span)) {
            grants.grant(use.agency(), use.purpose())
                    .ifPresent(grant -> drifts.add(new Drift(
                            use.agency(),
                            use.purpose(),
                            grant.name(),
                            grant.fields().stream().sorted().toList(),
                            use.fields(),
                            use.queries(),
                            use.asked(),
                            use.found(),
                            grant.perMinute(),
                            use.busiest())));
        }
        return drifts;
    }

    private List<Unusual> unusual(Span span) {
        List<Unusual> unusual = new ArrayList<>();
        unusual.addAll(figures.bulk(span, measures.of("unusual.personsADay")));
        unusual.addAll(figures.outOfHours(span, measures.of("unusual.fromHour"), measures.of("unusual.toHour")));
        unusual.addAll(figures.crowdedCases(span, measures.of("unusual.personsACase")));
        unusual.addAll(of(
                Kind.SAME_PERSON,
                log.repeated(ASKING, span.begin(), span.end(), measures.of("unusual.samePerson")),
                span));
        unusual.addAll(figures.ownKin(span));
        unusual.addAll(of(Kind.OWN_FAMILY, log.ofOwnKin(ASKING, span.begin(), span.end()), span));
        return unusual;
    }

    private List<Unusual> of(Kind kind, List<LogDesk.Repeated> repeated, Span span) {
        return repeated.stream()
                .filter(one -> span.only() == null || span.only().equals(one.agency()))
                .map(one -> new Unusual(
                        kind,
                        one.agency(),
                        one.by(),
                        LocalDate.ofInstant(one.last(), measures.clock().getZone()),
                        one.times()))
                .toList();
    }
}
