package tw.onestop.link;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Background;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Together;
import tw.onestop.link.FileLines.Numbered;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Person;
import tw.onestop.registry.Reading;
import tw.onestop.registry.RegistryDesk;

/**
 * 檔案查詢作業: answers waiting files block by block, each in a transaction with the rows of the trail it makes; what was answered stays
 * answered whatever happens to the program. Every node may work; no two of them on one block.
 */
@Component
class FileAnswering implements Background.Owner {

    /** {@code select pg_advisory_lock(20486)} by an operator pauses it. */
    static final long LOCK = 20486;

    private static final Logger LOG = LoggerFactory.getLogger(FileAnswering.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** While one waits for the database the other writes what it read. */
    private static final int AT_ONCE = 2;

    /** So many blocks make a transaction; while others wait each is one of its own. */
    private static final int MOST_BLOCKS = 40;

    private static final Actor RULE = Actor.rule("link.file");

    private final FileBook book;
    private final FileSeal seal;
    private final Gate gate;
    private final RegistryDesk registry;
    private final Records records;
    private final Background rounds = new Background(
                    "file-answering",
                    AT_ONCE,
                    PAUSE,
                    this::step,
                    e -> LOG.warn(
                            "files of numbers wait for their answers: {}",
                            e.getClass().getSimpleName()))
            .yielding(() -> Together.isCrowded() ? 6 : 0);

    FileAnswering(FileBook book, FileSeal seal, Gate gate, RegistryDesk registry, Records records) {
        this.book = book;
        this.seal = seal;
        this.gate = gate;
        this.registry = registry;
        this.records = records;
    }

    /** 紀錄. */
    @Component("fileRecords")
    record Records(AuditDesk audit, TransactionTemplate transaction, Clock clock) {}

    @Override
    public Background background() {
        return rounds;
    }

    /** A file has come. */
    void wake() {
        rounds.wake();
    }

    /** Whether there was something to do. */
    private boolean step() {
        return Boolean.TRUE.equals(records.transaction().execute(_ -> answer())) || erase();
    }

    private boolean answer() {
        Optional<FileBook.Row> waiting = book.waiting();
        if (waiting.isEmpty() || !book.goesOn(LOCK)) {
            return false;
        }
        FileBook.Row file = waiting.get();
        Actor machine = Actor.system(file.client(), file.agency());
        Gate.Standing standing = gate.standing(file.agency(), file.purpose(), file.user(), file.fields());
        QueryDesk.Answer.Refused refused = standing.refused();
        if (refused != null) {
            book.stop(file.id(), refused.code());
            records.audit().record(Act.refused(machine, "link.file", file.id().toString(), refused.code()));
            return true;
        }
        List<FileBook.Open> open = book.open(file.id(), Together.isCrowded() ? 1 : MOST_BLOCKS);
        if (open.isEmpty()) {
            return book.finish(file.id(), records.clock().instant());
        }
        answer(
                file,
                open,
                machine.serving(Set.of(standing.officer())),
                Objects.requireNonNull(standing.grant()).territory());
        return true;
    }

    private void answer(FileBook.Row file, List<FileBook.Open> blocks, Actor reader, Set<String> areas) {
        List<Field> fields = file.fields().stream()
                .flatMap(name -> Field.named(name).stream())
                .toList();
        Map<Integer, List<Numbered>> lines = new TreeMap<>();
        blocks.forEach(block -> lines.put(block.no(), seal.numbers(block.numbers())));
        Reading reading = new Reading(
                lines.values().stream()
                        .flatMap(List::stream)
                        .map(Numbered::number)
                        .distinct()
                        .map(NationalId::new)
                        .toList(),
                AsOf.on(file.asOf()),
                reader,
                fields.contains(Field.ANNOTATIONS),
                "link.file",
                file.id().toString(),
                "purpose=%s user=%s".formatted(file.purpose(), file.user()),
                areas);
        Map<String, Person> found = registry.read(List.of(reading)).getFirst().stream()
                .collect(Collectors.toMap(p -> p.nationalId().value(), Function.identity()));
        lines.forEach(
                (no, those) -> book.answered(file.id(), no, seal.text(text(those, found, fields)), (int) those.stream()
                        .map(Numbered::number)
                        .distinct()
                        .filter(found::containsKey)
                        .count()));
        book.finish(file.id(), records.clock().instant());
    }

    private static String text(List<Numbered> lines, Map<String, Person> found, List<Field> fields) {
        StringBuilder text = new StringBuilder(lines.size() * 120);
        for (Numbered line : lines) {
            text.append(JSON.writeValueAsString(shown(line, found.get(line.number()), fields)))
                    .append('\n');
        }
        return text.toString();
    }

    /** A line of which nobody is to be read has its number and nothing else. */
    private static Map<String, @Nullable Object> shown(Numbered line, @Nullable Person person, List<Field> fields) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("line", line.line());
        shown.put("nationalId", line.number());
        if (person != null) {
            Field.show(person, fields, shown);
        }
        return shown;
    }

    private boolean erase() {
        List<UUID> overdue = book.overdue(records.clock().instant());
        for (UUID file : overdue) {
            records.transaction().executeWithoutResult(_ -> erase(file));
        }
        return !overdue.isEmpty();
    }

    private void erase(UUID file) {
        if (book.erase(file)) {
            records.audit().record(Act.done(RULE, "link.file.erase", file.toString(), null));
        }
    }
}
