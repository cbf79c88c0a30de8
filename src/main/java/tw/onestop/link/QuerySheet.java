package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Grant;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Held;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.link.QueryDesk.Query;

/**
 * 連結查詢結果, an answer as it goes into the file: why it was asked, by whom, and what was answered.
 *
 * @param at when it was answered
 * @param purpose what the purpose is called
 * @param legalBasis law and article
 * @param asOf the day asked about, null for the day of the answer; {@code knownAt} null for what was known then
 * @param absent numbers of whom nothing was found; of households, where those are asked about, as far as it can be told
 * @param questions yes/no questions, where such were asked
 * @param kin relatives, where kinship was asked for; null elsewhere, also on every sheet that is older than they are
 */
public record QuerySheet(
        Occasion occasion,
        AgencyCode agency,
        Instant at,
        String purpose,
        String legalBasis,
        @Nullable LocalDate asOf,
        @Nullable Instant knownAt,
        List<Entry> persons,
        List<String> absent,
        List<Question> questions,
        @Nullable Kin kin) {

    public QuerySheet {
        persons = List.copyOf(persons);
        absent = List.copyOf(absent);
        questions = List.copyOf(questions);
    }

    /** 一人. */
    public record Entry(String nationalId, List<Line> lines) {

        public Entry {
            lines = List.copyOf(lines);
        }
    }

    /** 一項; {@code ""} where nothing is registered. */
    public record Line(Field field, String value) {

        /** Null where it is no date. */
        public @Nullable LocalDate date() {
            return field.type().equals("date") && !value.isEmpty() ? LocalDate.parse(value) : null;
        }
    }

    /** 是否題 and its answer; null where it cannot be said. */
    public record Question(
            String nationalId, Predicate asked, @Nullable Boolean holds) {}

    /**
     * 親等關聯查詢之答復: of whom it was asked, and who is related to them.
     *
     * @param parents as the querier named them: without them nothing is told
     * @param on the day for which it is said
     */
    public record Kin(
            NationalId number,
            String name,
            KinshipDesk.Parents parents,
            Ground ground,
            LocalDate on,
            List<KinshipDesk.Relative> relatives) {

        public Kin {
            relatives = List.copyOf(relatives);
        }
    }

    /**
     * 法定事由, as it was on the day of the query.
     *
     * @param degrees farthest degree that was granted
     */
    public record Ground(String name, String nameEn, int degrees, String legalBasis) {}

    static QuerySheet of(KinshipDesk.Answer.Told told, String querier) {
        Grant grant = told.purpose().grant();
        KinGround ground = told.purpose().ground();
        return new QuerySheet(
                new Occasion(told.transactionId(), grant.purposeId(), told.caseNo(), querier),
                grant.agency(),
                told.at(),
                grant.name(),
                grant.legalBasis(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                new Kin(
                        told.number(),
                        told.of(),
                        told.parents(),
                        new Ground(
                                ground.name(), ground.nameEn(), told.purpose().degrees(), ground.legalBasis()),
                        told.on(),
                        told.relatives()));
    }

    static QuerySheet of(Query query, Answer.Answered answer, Grant grant, Instant at) {
        List<Field> fields = query.fields().stream()
                .distinct()
                .flatMap(name -> Field.named(name).stream())
                .toList();
        List<Entry> persons = answer.persons().stream()
                .map(person -> new Entry(
                        String.valueOf(person.get("nationalId")),
                        fields.stream()
                                .map(field -> new Line(field, value(person, field)))
                                .toList()))
                .toList();
        boolean asked = !query.predicates().isEmpty();
        return new QuerySheet(
                query.occasion(),
                grant.agency(),
                at,
                grant.name(),
                grant.legalBasis(),
                query.asOf(),
                query.knownAt(),
                asked ? List.of() : persons,
                asked ? List.of() : absent(query, answer.persons()),
                questions(query.predicates(), answer.holds()),
                null);
    }

    /** Of households only where nobody was found, or each tells the number of theirs, it can be told which was that of nobody. */
    private static List<String> absent(Query query, List<Map<String, @Nullable Object>> persons) {
        boolean byHousehold = !query.households().isEmpty();
        if (byHousehold && !persons.isEmpty() && !query.fields().contains(Field.HOUSEHOLD_NO.wireName())) {
            return List.of();
        }
        Set<String> found = persons.stream()
                .map(person ->
                        byHousehold ? value(person, Field.HOUSEHOLD_NO) : String.valueOf(person.get("nationalId")))
                .collect(Collectors.toSet());
        return (byHousehold ? query.households() : query.numbers())
                .stream().distinct().filter(number -> !found.contains(number)).toList();
    }

    /** As the house recorded it. */
    QuerySheet recorded(Occasion recorded, AgencyCode by, Instant when) {
        return new QuerySheet(recorded, by, when, purpose, legalBasis, asOf, knownAt, persons, absent, questions, kin);
    }

    /** Answers come for each number in the order of the questions. */
    private static List<Question> questions(List<Predicate> predicates, List<Held> holds) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < holds.size(); i++) {
            Held held = holds.get(i);
            questions.add(new Question(held.number(), predicates.get(i % predicates.size()), held.holds()));
        }
        return questions;
    }

    private static String value(Map<String, @Nullable Object> person, Field field) {
        Object value = person;
        for (String step : field.path()) {
            value = value instanceof Map<?, ?> inner ? inner.get(step) : null;
        }
        return switch (value) {
            case null -> "";
            case List<?> notes ->
                notes.stream()
                        .flatMap(note -> note instanceof Map<?, ?> one
                                ? Stream.of(String.valueOf(one.get("text")))
                                : Stream.empty())
                        .collect(Collectors.joining("\n"));
            default -> value.toString();
        };
    }
}
