package tw.onestop.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;

/** 規則公告 over the tables of rules; the next case is judged by what was announced for its day. */
@Component
class Announcements implements AnnouncementDesk {

    private static final String ACTION = "registry.rule.announce";
    private static final int LONGEST = 300;
    private static final Set<String> MANNERS = Set.of("AFTER_DEMAND", "WITHOUT_DEMAND", "NOT");
    private static final Set<String> PERSONS = Set.of("TWO", "ONE");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}");
    private static final Pattern PLACE = Pattern.compile("\\{[^{}]*}?|}");

    private final RuleTables tables;
    private final Rulebook rulebook;
    private final Villages villages;
    private final AuditDesk audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Announcements(
            RuleTables tables,
            Rulebook rulebook,
            Villages villages,
            AuditDesk audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.tables = tables;
        this.rulebook = rulebook;
        this.villages = villages;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Rule> rules(Actor reader) {
        List<Rule> rules = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            Arrays.stream(Table.values()).forEach(table -> rules.addAll(tables.holdingFrom(table, today())));
            audit.record(Act.done(reader, "registry.rule.read", null, null));
        });
        rules.sort(Comparator.comparing(Rule::table)
                .thenComparing(rule -> rule.table() == Table.HOLIDAY ? "" : rule.name())
                .thenComparing(Rule::from, Comparator.nullsFirst(Comparator.naturalOrder())));
        return rules;
    }

    @Override
    public List<Refusal> announce(Announcement typed, Actor announcer) {
        return carryOut(typed.table() + ":" + typed.rule(), announcer, () -> {
            if (typed.table() == Table.APPROVAL && !typed.office().isBlank()) {
                return announceOfOffice(typed);
            }
            Optional<LocalDate> from = RocDate.parse(typed.from());
            Optional<Rule> present = from.flatMap(day -> tables.lock(typed.table(), typed.name(), day));
            List<Refusal> wrong = new ArrayList<>(dayAndSource("from", from, typed.source()));
            String value = typed.value().strip();
            present.ifPresent(rule -> wrong.addAll(value(rule, value)));
            if (from.isPresent() && present.isEmpty()) {
                wrong.add(Refusal.of("", "registry.rule.unknown"));
            }
            // Somebody may have been served under it since this morning.
            if (present.map(Rule::from).filter(today()::equals).isPresent() && from.equals(Optional.of(today()))) {
                wrong.add(Refusal.of("from", "registry.rule.from.sameDay"));
            }
            if (wrong.isEmpty() && from.isPresent() && present.isPresent()) {
                tables.replace(present.get(), value, from.get(), typed.source().strip());
            }
            return wrong;
        });
    }

    /** Of one office: it may be the first rule it has. */
    private List<Refusal> announceOfOffice(Announcement typed) {
        Optional<LocalDate> from = RocDate.parse(typed.from());
        String value = typed.value().strip();
        List<Refusal> wrong = new ArrayList<>(dayAndSource("from", from, typed.source()));
        String office = typed.office().strip();
        if (!office.matches("\\d{8}") || villages.of(new OfficeCode(office)).isEmpty()) {
            wrong.add(Refusal.of("office", "registry.rule.office.unknown"));
        }
        if (!PERSONS.contains(value)) {
            wrong.add(Refusal.of("value", "registry.rule.value.missing"));
        }
        if (!wrong.isEmpty() || from.isEmpty()) {
            return wrong;
        }
        Optional<Rule> known = tables.holdingFrom(Table.APPROVAL, today()).stream()
                .filter(rule -> rule.name().equals(typed.rule()))
                .findFirst();
        if (known.isPresent()) {
            return List.of(Refusal.of("office", "registry.rule.office.known"));
        }
        tables.beginApproval(typed.rule(), value, from.get(), typed.source().strip());
        return wrong;
    }

    @Override
    public List<Refusal> announce(Holiday typed, Actor announcer) {
        return carryOut(Table.HOLIDAY + ":" + typed.day(), announcer, () -> {
            Optional<LocalDate> day = RocDate.parse(typed.day());
            String name = typed.name().strip();
            List<Refusal> wrong = new ArrayList<>(dayAndSource("day", day, typed.off() ? typed.source() : "-"));
            if (typed.off() && (name.isEmpty() || name.length() > 30)) {
                wrong.add(Refusal.of("name", "registry.rule.holidayName.invalid"));
            }
            if (wrong.isEmpty()
                    && day.isPresent()
                    && !(typed.off()
                            ? tables.addHoliday(day.get(), name, typed.source().strip())
                            : tables.removeHoliday(day.get()))) {
                wrong.add(Refusal.of("day", typed.off() ? "registry.rule.holiday.known" : "registry.rule.unknown"));
            }
            return wrong;
        });
    }

    /** What is refused is recorded as well. The rules in memory are read again after the commit. */
    private List<Refusal> carryOut(String object, Actor announcer, Supplier<List<Refusal>> work) {
        List<Refusal> wrong = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            wrong.addAll(work.get());
            String bounded = object.substring(0, Math.min(64, object.length()));
            String why = wrong.stream().map(Refusal::code).distinct().collect(Collectors.joining(" "));
            audit.record(
                    wrong.isEmpty()
                            ? Act.done(announcer, ACTION, bounded, null)
                            : Act.refused(announcer, ACTION, bounded, why));
        });
        rulebook.forget();
        return wrong;
    }

    private List<Refusal> dayAndSource(String field, Optional<LocalDate> day, String source) {
        List<Refusal> wrong = new ArrayList<>();
        if (day.isEmpty()) {
            wrong.add(Refusal.of(field, "registry.rule.from.invalid"));
        } else if (day.get().isBefore(today())) {
            wrong.add(Refusal.of(field, "registry.rule.from.past"));
        }
        if (source.isBlank() || source.strip().length() > LONGEST) {
            wrong.add(Refusal.of("source", "registry.rule.source.missing"));
        }
        return wrong;
    }

    private static List<Refusal> value(Rule present, String value) {
        @Nullable
        Refusal wrong = switch (present.table()) {
            case JURISDICTION ->
                scopes(present).contains(value) ? null : Refusal.of("value", "registry.rule.value.scope");
            case VALUE -> NUMBER.matcher(value).matches() ? null : Refusal.of("value", "registry.rule.value.number");
            case TEMPLATE -> text(present.value(), value);
            case EX_OFFICIO -> MANNERS.contains(value) ? null : Refusal.of("value", "registry.rule.value.missing");
            case APPROVAL -> PERSONS.contains(value) ? null : Refusal.of("value", "registry.rule.value.missing");
            case HOLIDAY -> null;
        };
        if (wrong == null && value.equals(present.value())) {
            wrong = Refusal.of("value", "registry.rule.value.same");
        }
        return wrong == null ? List.of() : List.of(wrong);
    }

    /** Only what is filed where somebody comes to live can be filed there. */
    private static Set<String> scopes(Rule present) {
        Set<String> scopes = Stream.of(Rulebook.Scope.ANY, Rulebook.Scope.DOMICILE, Rulebook.Scope.DOMICILE_COUNTY)
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
        scopes.add(present.value());
        return scopes;
    }

    /** A text may leave places out, but the product fills in no others than the present one has. */
    private static @Nullable Refusal text(String present, String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Refusal.of("value", "registry.rule.value.text");
        }
        Set<String> known = places(present);
        return places(text).stream()
                .filter(place -> !known.contains(place))
                .findFirst()
                .map(place -> Refusal.of("value", "registry.rule.value.place", place, String.join(" ", known)))
                .orElse(null);
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
