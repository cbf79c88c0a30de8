package tw.onestop.counter;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.notice.Errand;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationKind;

/** 申辦事項: which errands fit a sitting, and for whom: by what it registers, and by what it was begun for. */
@Component
class ErrandRows {

    private static final Pattern CHOICE = Pattern.compile("([a-z][a-z-]+/[a-z][a-z-]*)/(-?\\d{1,18})");

    /** What a page sends along for each errand it showed, so that one that was unticked is offered again. */
    private static final String OFFERED = "/offered";

    private static final Set<RegistrationKind> MOVES = EnumSet.of(
            RegistrationKind.ADDR,
            RegistrationKind.MOVE_IN,
            RegistrationKind.MOVE_OUT,
            RegistrationKind.SPLIT,
            RegistrationKind.MERGE,
            RegistrationKind.INIT);

    private final NoticeDesk notices;
    private final AgencyDesk agencies;
    private final Sheets sheets;
    private final Clock clock;

    ErrandRows(NoticeDesk notices, AgencyDesk agencies, Sheets sheets, Clock clock) {
        this.notices = notices;
        this.agencies = agencies;
        this.sheets = sheets;
        this.clock = clock;
    }

    /**
     * One errand for one person; {@code value} as drafts keep it.
     *
     * @param person name
     * @param filled what is known before anything is asked
     */
    record Row(Errand errand, Agency agency, String value, String person, boolean ticked, Filled filled) {

        /** What stands in a field: what was typed, and on the first look what the sitting knows. */
        public @Nullable String typed(Errand.Field field) {
            String typed = filled.keys().get(value + "/" + field.name());
            boolean fresh = !filled.keys().containsKey(value + OFFERED);
            boolean known = field.kind() == Errand.Kind.ADDRESS && field.onlyWhen() == null;
            return typed == null && fresh && known && !filled.home().isEmpty() ? filled.home() : typed;
        }

        private Row at(String home) {
            return new Row(errand, agency, value, person, ticked, new Filled(filled.keys(), home));
        }

        /** How refusals name its fields. */
        public String prefix() {
            return "keys." + value.replace('/', '.') + ".";
        }
    }

    /**
     * 已知資料.
     *
     * @param home where the first person of the sitting is registered, {@code ""} while somebody moves
     */
    record Filled(Map<String, String> keys, String home) {}

    static boolean isErrand(String choice) {
        return CHOICE.matcher(choice).matches();
    }

    static String value(Errand errand, PersonId person) {
        return errand.key() + "/" + person.value();
    }

    @Transactional
    List<Row> of(Sitting.Draft draft, Concerned.Scope scope, Actor clerk) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Errand errand : notices.errands(LocalDate.now(clock))) {
            for (Concerned.Event event : scope.events()) {
                if (errand.occasion().follows(event.kind(), event.changes(), event.newcomer())) {
                    add(rows, row(errand, event.person(), event.name(), draft));
                }
            }
        }
        begun(draft, rows.keySet(), clerk).forEach(row -> add(rows, row));
        String home = home(draft, clerk);
        return rows.values().stream().map(row -> row.at(home)).toList();
    }

    /** 同一件事只問一次: where what comes by post is most likely to go. */
    private String home(Sitting.Draft draft, Actor clerk) {
        if (draft.forms().stream().map(RegistrationForm::kind).anyMatch(MOVES::contains)) {
            return "";
        }
        return Stream.concat(
                        draft.forms().stream().map(RegistrationForm::party),
                        draft.choices().stream()
                                .map(CHOICE::matcher)
                                .filter(Matcher::matches)
                                .map(parts -> new PersonId(Long.parseLong(parts.group(2)))))
                .filter(person -> person.value() > 0)
                .findFirst()
                .flatMap(person -> sheets.person(person, draft.reader(clerk)))
                .map(person -> person.address().full())
                .orElse("");
    }

    /** Those that are ticked. */
    @Transactional
    List<Row> chosen(Sitting.Draft draft, Actor clerk) {
        return begun(draft, Set.of(), clerk).filter(Row::ticked).toList();
    }

    private static void add(Map<String, Row> rows, Row row) {
        rows.putIfAbsent(row.value(), row);
    }

    /** What was ticked or typed, except for these: each person is looked up, and every look is recorded. */
    private Stream<Row> begun(Sitting.Draft draft, Set<String> except, Actor clerk) {
        List<Errand> errands = notices.errands(LocalDate.now(clock));
        return Stream.concat(
                        draft.choices().stream(),
                        draft.keys().keySet().stream()
                                .filter(key -> key.endsWith(OFFERED))
                                .map(key -> key.substring(0, key.length() - OFFERED.length()))
                                .sorted())
                .distinct()
                .filter(choice -> !except.contains(choice))
                .map(CHOICE::matcher)
                .filter(Matcher::matches)
                .flatMap(parts -> errands.stream()
                        .filter(errand -> errand.key().equals(parts.group(1)))
                        .flatMap(errand -> row(errand, new PersonId(Long.parseLong(parts.group(2))), draft, clerk)));
    }

    private Stream<Row> row(Errand errand, PersonId person, Sitting.Draft draft, Actor clerk) {
        if (person.value() < 0) {
            return newcomer(person, draft).stream().map(name -> row(errand, person, name, draft));
        }
        return sheets.person(person, draft.reader(clerk)).map(Person::name).stream()
                .map(name -> row(errand, person, name, draft));
    }

    /** What a child will be called, as far as its form is still there. */
    private static Optional<String> newcomer(PersonId person, Sitting.Draft draft) {
        long form = -1 - person.value();
        return form < draft.forms().size()
                ? Optional.of(draft.forms().get((int) form))
                        .map(RegistrationForm::values)
                        .map(values -> values.getOrDefault("childName", ""))
                : Optional.empty();
    }

    private Row row(Errand errand, PersonId person, String name, Sitting.Draft draft) {
        String value = value(errand, person);
        return new Row(
                errand,
                agencies.find(errand.agency())
                        .orElseThrow(() -> new IllegalStateException("no agency " + errand.agency())),
                value,
                name,
                draft.choices().contains(value),
                new Filled(draft.keys(), ""));
    }
}
