package tw.onestop.link;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.QuotaDesk.Quota;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.NationalId;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Person;
import tw.onestop.registry.Reading;
import tw.onestop.registry.RegistryDesk;

/**
 * 全量: one snapshot of the database in which everything registered has its number, so that the last number and the data say the
 * same. Of each batch the acts are committed before its lines are given away; the snapshot itself ends long afterwards.
 */
@Component
class Extracts {

    private static final int AT_ONCE = 4;
    private static final int TRIES = 50;
    private static final int BATCH = 200;

    private final Follows follows;
    private final Feed feed;
    private final Ticking ticking;
    private final RegistryDesk registry;
    private final Writing writing;

    /** Each holds two connections to the database for as long as its client reads. */
    private final Semaphore open = new Semaphore(AT_ONCE);

    Extracts(Follows follows, Feed feed, Ticking ticking, RegistryDesk registry, Writing writing) {
        this.follows = follows;
        this.feed = feed;
        this.ticking = ticking;
        this.registry = registry;
        this.writing = writing;
    }

    /** 交易: the snapshot, and what is committed while it stands. */
    @Component("extractWriting")
    static class Writing {

        private final AuditDesk audit;
        private final Subjects subjects;
        private final QueryLog queries;
        private final Clock clock;
        private final TransactionTemplate snapshot;
        private final TransactionTemplate alone;

        Writing(
                AuditDesk audit,
                Subjects subjects,
                QueryLog queries,
                Clock clock,
                PlatformTransactionManager transactions) {
            this.audit = audit;
            this.subjects = subjects;
            this.queries = queries;
            this.clock = clock;
            this.snapshot = new TransactionTemplate(transactions);
            snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            this.alone = new TransactionTemplate(transactions);
            alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        }
    }

    /**
     * How many it was; empty when too many read already, or no moment without something unnumbered was found.
     *
     * @param weighed books what so many people count
     */
    Optional<Integer> read(Gate.Passed passed, IntFunction<Quota> weighed, FeedDesk.Reader reader) {
        if (!open.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return tried(passed, weighed, reader);
        } finally {
            open.release();
        }
    }

    private Optional<Integer> tried(Gate.Passed passed, IntFunction<Quota> weighed, FeedDesk.Reader reader) {
        for (int i = 0; i < TRIES; i++) {
            ticking.drain();
            Optional<Integer> persons = Objects.requireNonNull(writing.snapshot.execute(_ -> {
                if (feed.waits()) {
                    return Optional.<Integer>empty();
                }
                int followed = begun(passed);
                reader.begins(feed.last(passed.agency()), weighed.apply(followed));
                return Optional.of(lines(passed, reader));
            }));
            if (persons.isPresent()) {
                return persons;
            }
        }
        return Optional.empty();
    }

    /** The query is on record before its first line, whatever becomes of the last. Answers how many are followed. */
    private int begun(Gate.Passed passed) {
        int persons = follows.count(passed.agency(), passed.query().occasion().purposeId());
        writing.alone.executeWithoutResult(
                _ -> writing.queries.add(List.of(QueryLog.Line.of(passed, persons, persons)), writing.clock.instant()));
        return persons;
    }

    private int lines(Gate.Passed passed, FeedDesk.Reader reader) {
        String purpose = passed.query().occasion().purposeId();
        int count = 0;
        String last = "";
        List<Follows.Row> rows = follows.after(passed.agency(), purpose, last, BATCH);
        while (!rows.isEmpty()) {
            count += batch(rows, passed, reader);
            last = rows.getLast().id();
            rows = follows.after(passed.agency(), purpose, last, BATCH);
        }
        return count;
    }

    private int batch(List<Follows.Row> rows, Gate.Passed passed, FeedDesk.Reader reader) {
        List<NationalId> numbers =
                rows.stream().map(Follows.Row::number).distinct().toList();
        Reading asked = passed.reading();
        writing.alone.executeWithoutResult(_ -> writing.audit.record(numbers.stream()
                .map(number -> new Act(
                        asked.reader(), "link.extract", asked.object(), number, Act.Outcome.DONE, asked.detail()))
                .toList()));
        Reading reading = new Reading(
                numbers,
                new AsOf(asked.asOf().on(), null),
                asked.reader(),
                asked.annotations(),
                "link.extract.read",
                asked.object(),
                asked.detail(),
                asked.areas());
        Map<NationalId, Person> found = registry.read(List.of(reading)).getFirst().stream()
                .collect(Collectors.toMap(Person::nationalId, Function.identity()));
        int count = 0;
        for (NationalId number : numbers) {
            Person person = found.get(number);
            if (person != null) {
                reader.line(writing.subjects.of(passed.agency(), person.id()), Queries.shown(person, passed.fields()));
                count++;
            }
        }
        return count;
    }
}
