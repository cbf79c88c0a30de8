package tw.onestop.link;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Together;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistryDesk;

/**
 * 線上查詢: queries that come at the same time are one transaction, which reads, writes the trail and commits before any of
 * them is answered; those that are refused are recorded in it, too.
 */
@Component
class Queries implements QueryDesk {

    private static final int BATCH = 256;
    private static final int AT_ONCE = 2;

    private static final Answer.Refused REUSED =
            new Answer.Refused("transactionIdReused", "this RIS-Transaction-Id was answered before", List.of(), null);

    private final Gate gate;
    private final QueryLog log;
    private final RegistryDesk registry;
    private final Predicates predicates;
    private final Records records;
    private final Together<Asked, Answer> together;

    /** 逐件: what goes through families takes many times as long as all the rest of a batch; nobody else is to wait for it. */
    private final Together<Asked, Answer> oneByOne;

    Queries(Gate gate, QueryLog log, RegistryDesk registry, Predicates predicates, Records records) {
        this.gate = gate;
        this.log = log;
        this.registry = registry;
        this.predicates = predicates;
        this.records = records;
        this.together = lane(BATCH);
        this.oneByOne = lane(1);
    }

    private static Together<Asked, Answer> lane(int most) {
        return new Together<>(new Together.Work<>(
                most,
                AT_ONCE,
                Duration.ofMillis(1),
                asked -> asked.refused() == null ? List.of(asked.transactionId()) : List.of(),
                AuditDesk::isAway));
    }

    /** 紀錄, what every answer and refusal is written with, and who lives in the households that are asked about. */
    @Component
    record Records(
            AuditDesk audit, GrantDesk grants, TransactionTemplate transaction, Clock clock, Households households) {}

    @Override
    public Answer query(Query query, Actor machine) {
        Gate.Judged judged = gate.judge(query, machine);
        if (judged.passed() != null && !query.households().isEmpty()) {
            judged = records.households().of(judged.passed());
        }
        Asked asked = new Asked(query, machine, judged.passed(), judged.refused());
        try {
            return answered(asked);
        } catch (DuplicateKeyException repeated) {
            return answered(asked.butRefused(REUSED));
        }
    }

    private Answer answered(Asked asked) {
        return (asked.goesThroughFamilies() ? oneByOne : together)
                .ask(
                        asked,
                        batch -> Objects.requireNonNull(records.transaction().execute(_ -> recorded(batch))));
    }

    /** 待答查詢: to be answered, or to be recorded as refused, in one transaction with others. */
    private record Asked(Query query, Actor machine, Gate.@Nullable Passed passed, Answer.@Nullable Refused refused) {

        UUID transactionId() {
            return query.occasion().transactionId();
        }

        Asked butRefused(Answer.Refused why) {
            return new Asked(query, machine, null, why);
        }

        boolean goesThroughFamilies() {
            return passed != null && Predicates.goesThroughFamilies(passed.query());
        }

        /** Beside the acts of the readings: a refusal, or a query about nobody, since in its households nobody is to be seen. */
        Stream<Act> acts() {
            if (refused != null) {
                return Stream.of(refusal(refused));
            }
            return passed == null || !passed.numbers().isEmpty()
                    ? Stream.empty()
                    : Stream.of(new Act(
                            machine,
                            "link.query",
                            transactionId().toString(),
                            null,
                            Act.Outcome.DONE,
                            passed.reading().detail() + " found=0"));
        }

        private Act refusal(Answer.Refused refused) {
            String why = refused.names().stream()
                    .map(InvalidParam::name)
                    .filter(name -> Field.named(name).isPresent())
                    .collect(Collectors.joining(",", refused.code() + " ", ""))
                    .strip();
            return Act.refused(machine, "link.query", transactionId().toString(), why);
        }
    }

    @Override
    public List<Grant> grants(AgencyCode agency) {
        LocalDate today = LocalDate.now(records.clock());
        return records.grants().grants(agency).stream()
                .filter(grant -> grant.holdsOn(today))
                .toList();
    }

    @Override
    public List<String> questions(Grant grant) {
        return Gate.questions(grant);
    }

    private List<Answer> recorded(List<Asked> batch) {
        records.audit().record(batch.stream().flatMap(Asked::acts).toList());
        Iterator<Answer> read = read(batch.stream()
                        .flatMap(asked -> Stream.ofNullable(asked.passed()))
                        .toList())
                .iterator();
        List<Answer> answers = new ArrayList<>(batch.size());
        for (Asked asked : batch) {
            answers.add(asked.refused() == null ? read.next() : asked.refused());
        }
        return answers;
    }

    private List<Answer> read(List<Gate.Passed> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        List<List<Person>> read =
                registry.read(batch.stream().map(Gate.Passed::reading).toList());
        List<Answer> answers = new ArrayList<>(batch.size());
        List<QueryLog.Line> lines = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Gate.Passed passed = batch.get(i);
            Map<String, Person> found = read.get(i).stream()
                    .collect(Collectors.toMap(p -> p.nationalId().value(), Function.identity()));
            lines.add(QueryLog.Line.of(passed, passed.numbers().size(), (int)
                    passed.numbers().stream().filter(found::containsKey).count()));
            answers.add(new Answer.Answered(
                    passed.numbers().stream()
                            .flatMap(number -> Stream.ofNullable(found.get(number)))
                            .map(person -> shown(person, passed.fields()))
                            .toList(),
                    predicates.of(passed, found),
                    passed.quota()));
        }
        log.add(lines, records.clock().instant());
        return answers;
    }

    /** Every value by its path; what nothing is registered of is null, so that its absence is not a riddle. */
    static Map<String, @Nullable Object> shown(Person person, List<Field> fields) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("nationalId", person.nationalId().value());
        Field.show(person, fields, shown);
        return shown;
    }
}
