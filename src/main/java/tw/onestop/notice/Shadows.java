package tw.onestop.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.CapabilityForm;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Coverage;
import tw.onestop.agency.PromiseChangeDesk;
import tw.onestop.agency.PromiseForm;
import tw.onestop.agency.Proposal;
import tw.onestop.agency.ReceiverChange;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.agency.ReceiverForm;
import tw.onestop.agency.Responsibility;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Text;
import tw.onestop.registry.CaseDesk;
import tw.onestop.registry.CaseDesk.Case;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;

/** 試行 over the cases of the month before this one. */
@Component
class Shadows implements ShadowDesk {

    private static final int EXAMPLES = 5;
    private static final int LOADS = 10;

    private final CaseDesk cases;
    private final ShadowFigures figures;
    private final Rooms rooms;
    private final AuditDesk audit;
    private final Clock clock;

    Shadows(CaseDesk cases, ShadowFigures figures, Rooms rooms, AuditDesk audit, Clock clock) {
        this.cases = cases;
        this.figures = figures;
        this.rooms = rooms;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who reads what was proposed. */
    @Component
    record Rooms(
            AgencyDesk agencies,
            ReceiverDesk receivers,
            RuleDesk rules,
            FeeChangeDesk fees,
            FeeShadows charged,
            ErrandShadows errands,
            PromiseChangeDesk promises) {}

    /** A case and the agencies that would be told of it. */
    private record Told(Case of, List<AgencyCode> agencies) {}

    @Override
    @Transactional
    public Shadow of(Proposal proposal, Actor reader) {
        audit.record(Act.done(reader, "notice.shadow", proposal.id().toString(), null));
        return switch (proposal.subject()) {
            case RECEIVER -> receiver(rooms.receivers().receiverForm(proposal), reader);
            case RECEIVER_CHANGE -> change(rooms.receivers().receiverChange(proposal), reader);
            case CAPABILITY -> row(rooms.receivers().capabilityForm(proposal), reader);
            case STATUTORY_RULE -> rule(rooms.rules().form(proposal), reader);
            case FIELDS -> shadow(List.of(), 0, 0, false, null, 0);
            case ERRAND_FIELD -> rooms.errands().of(proposal, month(), clock.getZone());
            case PROMISE -> promise(rooms.promises().form(proposal));
            case FEE -> rooms.charged().of(rooms.fees().form(proposal), month(), clock.getZone());
        };
    }

    private Shadow receiver(ReceiverForm typed, Actor reader) {
        AgencyCode agency = new AgencyCode(typed.code().strip());
        return byConsent(agency, Set.copyOf(typed.changes()), rooms.receivers().coverage(typed.areas()), false, reader);
    }

    /** What it takes, where it would be offered, and what would have been late by the days it would have promised. */
    private Shadow change(ReceiverChange typed, Actor reader) {
        AgencyCode agency = new AgencyCode(typed.agency());
        Set<String> changes = rooms.agencies().capabilities(LocalDate.now(clock)).stream()
                .filter(row -> row.agency().equals(agency))
                .map(row -> row.change().name())
                .collect(Collectors.toSet());
        Shadow present = byConsent(agency, changes, rooms.receivers().coverage(typed.areas()), false, reader);
        int days = Integer.parseInt(Text.halfWidth(typed.days()).strip());
        return present.late(figures.late(agency, first(), past(), days, now()).orElse(null));
    }

    /** What was told of this matter last month, and what would have been late by the other days. */
    private Shadow promise(PromiseForm typed) {
        AgencyCode agency = new AgencyCode(typed.agency());
        Integer late = figures.late(
                        agency,
                        typed.matter(),
                        first(),
                        past(),
                        rooms.promises().days(typed),
                        now())
                .orElse(null);
        int told = figures.told(agency, typed.matter(), first(), past());
        return new Shadow(
                month().atDay(1),
                month().atEndOfMonth(),
                told,
                told,
                told,
                false,
                List.of(),
                List.of(),
                late,
                null,
                false);
    }

    private Shadow row(CapabilityForm typed, Actor reader) {
        AgencyCode agency = new AgencyCode(typed.agency());
        return byConsent(
                agency,
                Set.of(typed.change()),
                rooms.agencies().coverage(agency, LocalDate.now(clock)),
                !typed.takes(),
                reader);
    }

    private Shadow byConsent(AgencyCode agency, Set<String> changes, Coverage coverage, boolean ends, Actor reader) {
        List<Case> month = month(List.of(), reader);
        List<Told> told = month.stream()
                .filter(one -> one.changes().stream().anyMatch(changes::contains))
                .filter(one -> coverage.covers(List.of(one.townshipBefore(), one.townshipAfter())))
                .map(one -> new Told(one, List.of(agency)))
                .toList();
        int present = 0;
        int likely = 0;
        for (String name : changes) {
            ChangeType change = ChangeType.valueOf(name);
            List<RegistrationId> all =
                    ids(month.stream().filter(one -> one.changes().contains(name)));
            int could = (int) told.stream()
                    .filter(one -> one.of().changes().contains(name))
                    .count();
            present += figures.told(agency, change, all);
            likely += likely(change, all, could, month, name);
        }
        Integer late = figures.late(agency, first(), past(), now()).orElse(null);
        return shadow(told, present, ends ? 0 : likely, ends, late, month.size());
    }

    /** As many as tick the same change at an agency that takes it already, on average. */
    private int likely(ChangeType change, List<RegistrationId> all, int could, List<Case> month, String name) {
        long takers = rooms.agencies().capabilities(LocalDate.now(clock)).stream()
                .filter(row -> row.change() == change)
                .count();
        long chances = takers
                * month.stream().filter(one -> one.changes().contains(name)).count();
        return chances == 0 ? 0 : (int) Math.ceil((double) figures.told(null, change, all) * could / chances);
    }

    private Shadow rule(RuleForm typed, Actor reader) {
        RuleDesk.Extent extent = RuleProposing.extentOf(typed);
        StatutoryRule rule = new StatutoryRule(
                RegistrationKind.valueOf(typed.kind()),
                ChangeType.valueOf(typed.change()),
                Responsibility.valueOf(typed.responsibility()),
                StatutoryRule.Township.valueOf(extent.township()),
                new StatutoryRule.Whom(extent.menOnly(), extent.ageFrom(), extent.ageUntil()),
                new StatutoryRule.Shown("", "", "", ""));
        List<Case> month = month(List.of(RegistrationKind.valueOf(typed.kind())), reader);
        List<Told> told = month.stream()
                .filter(one ->
                        one.changes().contains(typed.change()) && rule.whom().includes(one))
                .map(one -> new Told(one, agencies(rule, one)))
                .toList();
        List<AgencyCode> all =
                told.stream().flatMap(one -> one.agencies().stream()).distinct().toList();
        int present = figures.toldByLaw(all, rule.change(), ids(month.stream()));
        int likely = told.stream().mapToInt(one -> one.agencies().size()).sum();
        return shadow(told, present, typed.told() ? likely : 0, !typed.told(), null, month.size());
    }

    private List<AgencyCode> agencies(StatutoryRule rule, Case one) {
        return rule.townships(one.townshipBefore(), one.townshipAfter()).stream()
                .flatMap(township -> rooms.agencies().responsible(rule.responsibility(), township).stream())
                .map(Agency::code)
                .distinct()
                .toList();
    }

    private Shadow shadow(
            List<Told> told, int present, int likely, boolean ends, @Nullable Integer late, int lookedThrough) {
        List<RegistrationId> registrations = ids(told.stream().map(Told::of));
        return new Shadow(
                month().atDay(1),
                month().atEndOfMonth(),
                told.size(),
                present,
                likely,
                ends,
                loads(told),
                figures.receipts(registrations, EXAMPLES),
                late,
                null,
                lookedThrough == CaseDesk.MOST);
    }

    private List<Load> loads(List<Told> told) {
        Map<AgencyCode, Map<LocalDate, Integer>> byDay = new HashMap<>();
        told.forEach(one -> one.agencies()
                .forEach(agency -> byDay.computeIfAbsent(agency, _ -> new TreeMap<>())
                        .merge(one.of().filedOn(), 1, Integer::sum)));
        List<Load> loads = new ArrayList<>();
        byDay.forEach((code, days) -> rooms.agencies().find(code).ifPresent(agency -> {
            int all = days.values().stream().mapToInt(Integer::intValue).sum();
            Map.Entry<LocalDate, Integer> most =
                    days.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            loads.add(new Load(agency, all, (double) all / month().lengthOfMonth(), most.getValue(), most.getKey()));
        }));
        return loads.stream()
                .sorted(Comparator.comparingInt(Load::all).reversed())
                .limit(LOADS)
                .toList();
    }

    private List<Case> month(List<RegistrationKind> kinds, Actor reader) {
        return cases.cases(kinds, month().atDay(1), month().plusMonths(1).atDay(1), reader);
    }

    private YearMonth month() {
        return YearMonth.now(clock).minusMonths(1);
    }

    private OffsetDateTime first() {
        return month().atDay(1).atStartOfDay(clock.getZone()).toOffsetDateTime();
    }

    private OffsetDateTime past() {
        return month().plusMonths(1).atDay(1).atStartOfDay(clock.getZone()).toOffsetDateTime();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static List<RegistrationId> ids(Stream<Case> cases) {
        return cases.map(Case::registration).distinct().toList();
    }
}
