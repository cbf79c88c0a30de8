package tw.onestop.link;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.audit.LogDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.UseFigures.Span;
import tw.onestop.registry.RulesDesk;

/** 連結稽核 from the records of queries and files; only that one person was asked about again and again is the trail's to say. */
@Component
class Oversight implements OversightDesk {

    /** What asks about one person after the other; each with its officer in the detail. */
    private static final Set<String> ASKING = Set.of("link.query", "notice.passport.query");

    private final UseFigures figures;
    private final LogDesk log;
    private final GrantDesk grants;
    private final Measures measures;
    private final Granted granted;

    Oversight(UseFigures figures, LogDesk log, GrantDesk grants, Measures measures, Granted granted) {
        this.figures = figures;
        this.log = log;
        this.grants = grants;
        this.measures = measures;
        this.granted = granted;
    }

    /** 授權機關, and under which of their grants something goes on without being asked. */
    @Component("oversightGranted")
    record Granted(AgencyDesk agencies, Ongoing ongoing) {}

    /** 尺度, by which use is unusual, and the trail. */
    @Component("oversightMeasures")
    record Measures(RulesDesk rules, AuditDesk audit, Clock clock) {

        int of(String name) {
            return of(name, LocalDate.now(clock));
        }

        int of(String name, LocalDate on) {
            return rules.value("link." + name, on);
        }

        /** As the rules of that day want. */
        UseFigures.Lots lots(LocalDate on) {
            return new UseFigures.Lots(of("check.perWeek", on), of("check.filesPerWeek", on));
        }

        /** 放假日 among these days, both included. */
        List<LocalDate> off(LocalDate from, LocalDate until) {
            return from.datesUntil(until.plusDays(1)).filter(rules::isDayOff).toList();
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
                drifts(span, from, until),
                whole ? unusual(span, measures.off(from, until)) : List.of(),
                whole ? figures.checks(span, measures.lots(LocalDate.now(measures.clock()))) : List.of(),
                whole);
    }

    /** Of what was used, and of what stands today and was not: that nobody needs it is what the report is for. */
    private List<Drift> drifts(Span span, LocalDate from, LocalDate until) {
        Map<String, Grant> shown = new TreeMap<>();
        Map<String, UseFigures.Use> uses = new HashMap<>();
        for (UseFigures.Use use : figures.uses(span)) {
            grants.grant(use.agency(), use.purpose()).ifPresent(grant -> {
                uses.put(grant.purposeId(), use);
                shown.put(key(grant), grant);
            });
        }
        standing(span.only(), until).forEach(grant -> shown.put(key(grant), grant));
        Map<String, Set<String>> ongoing = granted.ongoing().fields(shown.values(), from, until);
        return shown.values().stream()
                .map(grant -> drift(
                        grant,
                        uses.getOrDefault(grant.purposeId(), UseFigures.Use.none(grant)),
                        ongoing.getOrDefault(grant.purposeId(), Set.of())))
                .toList();
    }

    private static String key(Grant grant) {
        return grant.agency() + " " + grant.purposeId();
    }

    /** Those that hold today and held before the last day was over, of one agency or of all. */
    private List<Grant> standing(@Nullable AgencyCode only, LocalDate until) {
        LocalDate today = LocalDate.now(measures.clock());
        Stream<AgencyCode> agencies = only != null
                ? Stream.of(only)
                : granted.agencies().all().stream().map(Agency::code);
        return agencies.flatMap(agency -> grants.grants(agency).stream())
                .filter(grant -> grant.holdsOn(today) && !grant.from().isAfter(until))
                .toList();
    }

    private static Drift drift(Grant grant, UseFigures.Use use, Set<String> ongoing) {
        List<String> used = Stream.concat(
                        use.fields().stream().map(asked -> Gate.needed(grant, asked)), ongoing.stream())
                .distinct()
                .sorted()
                .toList();
        return new Drift(
                grant.agency(),
                grant.purposeId(),
                grant.name(),
                grant.fields().stream().sorted().toList(),
                used,
                use.queries(),
                use.asked(),
                use.found(),
                grant.perMinute(),
                use.busiest());
    }

    private List<Unusual> unusual(Span span, List<LocalDate> off) {
        List<Unusual> unusual = new ArrayList<>();
        unusual.addAll(figures.bulk(span, measures.of("unusual.personsADay")));
        unusual.addAll(figures.bulkOfFiles(span, measures.of("unusual.linesADay")));
        unusual.addAll(figures.outOfHours(span, measures.of("unusual.fromHour"), measures.of("unusual.toHour"), off));
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
