package tw.onestop.counter;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

/** 申辦事項: which errands fit a sitting, and for whom: by what it registers, and by what it was begun for. */
@Component
class ErrandRows {

    private static final Pattern CHOICE = Pattern.compile("([a-z][a-z-]+/[a-z][a-z-]*)/(-?\\d{1,18})");

    /** What a page sends along for each errand it showed, so that one that was unticked is offered again. */
    private static final String OFFERED = "/offered";

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
     */
    record Row(Errand errand, Agency agency, String value, String person, boolean ticked) {

        /** How refusals name its fields. */
        public String prefix() {
            return "keys." + value.replace('/', '.') + ".";
        }
    }

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
        begun(draft, clerk).forEach(row -> add(rows, row));
        return List.copyOf(rows.values());
    }

    /** Those that are ticked. */
    @Transactional
    List<Row> chosen(Sitting.Draft draft, Actor clerk) {
        return begun(draft, clerk).filter(Row::ticked).toList();
    }

    private static void add(Map<String, Row> rows, Row row) {
        rows.putIfAbsent(row.value(), row);
    }

    private Stream<Row> begun(Sitting.Draft draft, Actor clerk) {
        List<Errand> errands = notices.errands(LocalDate.now(clock));
        return Stream.concat(
                        draft.choices().stream(),
                        draft.keys().keySet().stream()
                                .filter(key -> key.endsWith(OFFERED))
                                .map(key -> key.substring(0, key.length() - OFFERED.length()))
                                .sorted())
                .distinct()
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
                draft.choices().contains(value));
    }
}
