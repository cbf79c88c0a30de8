package tw.onestop.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.registry.Likeness.Finding;
import tw.onestop.registry.Likeness.Reason;
import tw.onestop.registry.Likeness.Ruling;
import tw.onestop.registry.Likeness.Verdict;
import tw.onestop.trust.TrustDesk;

/** 疑似重複清查: pairs with one of the people of an office, and what its supervisor found about them. */
@Component
class Likenesses {

    private static final int LONGEST_TEXT = 200;
    private static final String SQL = sql();

    private final JdbcClient jdbc;
    private final ReadDoor door;
    private final TrustDesk trust;
    private final AuditDesk audit;
    private final Clock clock;

    Likenesses(JdbcClient jdbc, ReadDoor door, TrustDesk trust, AuditDesk audit, Clock clock) {
        this.jdbc = jdbc;
        this.door = door;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /** As found, of people not read yet. */
    private record Pair(
            PersonId one,
            PersonId other,
            List<Reason> reasons,
            @Nullable Ruling ruling) {}

    List<Likeness> of(Actor supervisor) {
        List<Likeness> found = read(pairs("true", Map.of(), supervisor), supervisor);
        audit.record(Act.done(supervisor, "registry.likeness.list", null, null));
        return found;
    }

    Optional<Likeness> between(PersonId one, PersonId other, Actor supervisor) {
        Map<String, Long> ids = Map.of("one", one.value(), "other", other.value());
        List<Pair> pairs = pairs("p.id in (:one, :other)", ids, supervisor).stream()
                .filter(p -> p.one().equals(one) && p.other().equals(other))
                .toList();
        return read(pairs, supervisor).stream().findFirst();
    }

    /** Writes down what was found; nothing, where something is refused. */
    List<Refusal> judge(Finding finding, Actor supervisor) {
        List<Refusal> refusals = new ArrayList<>();
        Optional<Likeness> pair = between(finding.one(), finding.other(), supervisor);
        if (pair.isEmpty()) {
            refusals.add(Refusal.of("", "registry.likeness.none"));
        }
        Optional<Verdict> verdict = Arrays.stream(Verdict.values())
                .filter(v -> v.name().equals(finding.verdict()))
                .findFirst();
        if (verdict.isEmpty()) {
            refusals.add(Refusal.of("verdict", "registry.verdict.missing"));
        }
        boolean same = verdict.filter(Verdict.SAME::equals).isPresent();
        if (same && finding.settledBy().isBlank()) {
            refusals.add(Refusal.of("settledBy", "registry.settledBy.missing"));
        }
        if (finding.reason().isBlank()) {
            refusals.add(Refusal.of("reason", "registry.likeness.reason.missing"));
        }
        tooLong("settledBy", finding.settledBy(), refusals);
        tooLong("reason", finding.reason(), refusals);
        if (refusals.isEmpty()) {
            write(finding, verdict.orElseThrow(), same ? finding.settledBy().strip() : "", supervisor);
        }
        String action = "registry.likeness.judge";
        String codes = refusals.stream().map(Refusal::code).collect(Collectors.joining(" "));
        pair.ifPresent(p -> {
            for (Person person : List.of(p.one(), p.other())) {
                audit.record(new Act(
                        supervisor,
                        action,
                        verdict.map(Verdict::name).orElse(null),
                        person.nationalId(),
                        refusals.isEmpty() ? Act.Outcome.DONE : Act.Outcome.REFUSED,
                        codes));
            }
        });
        if (pair.isEmpty()) {
            audit.record(Act.refused(supervisor, action, null, codes));
        }
        return List.copyOf(refusals);
    }

    private static void tooLong(String field, String typed, List<Refusal> refusals) {
        if (Text.length(typed.strip()) > LONGEST_TEXT) {
            refusals.add(Refusal.of(field, "registry.text.tooLong", String.valueOf(LONGEST_TEXT)));
        }
    }

    private void write(Finding finding, Verdict verdict, String settledBy, Actor supervisor) {
        jdbc.sql("""
                insert into registry.likeness_ruling
                    (one, other, ruled_at, verdict, settled_by, reason, ruled_by, office)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        finding.one().value(),
                        finding.other().value(),
                        Timestamp.from(Instant.now(clock)),
                        verdict.name(),
                        sealed(settledBy),
                        sealed(finding.reason().strip()),
                        supervisor.id(),
                        office(supervisor))
                .update();
    }

    private List<Pair> pairs(String who, Map<String, ?> values, Actor supervisor) {
        return jdbc.sql(SQL.formatted(who))
                .params(values)
                .param("township", office(supervisor))
                .param("today", LocalDate.now(clock))
                .param("limit", Likeness.SHOWN)
                .query(this::pair)
                .list();
    }

    private Pair pair(ResultSet row, int n) throws SQLException {
        String verdict = row.getString("verdict");
        return new Pair(
                new PersonId(row.getLong("one")),
                new PersonId(row.getLong("other")),
                Arrays.stream((String[]) row.getArray("reasons").getArray())
                        .map(Reason::valueOf)
                        .toList(),
                verdict == null
                        ? null
                        : new Ruling(
                                Verdict.valueOf(verdict),
                                opened(row.getBytes("settled_by")),
                                opened(row.getBytes("reason")),
                                row.getString("ruled_by"),
                                row.getTimestamp("ruled_at").toInstant()));
    }

    /** Through the door, like everybody; a pair of which one may not be seen is not there. */
    private List<Likeness> read(List<Pair> pairs, Actor supervisor) {
        Set<PersonId> ids = new LinkedHashSet<>();
        pairs.forEach(p -> ids.addAll(List.of(p.one(), p.other())));
        Map<PersonId, Person> persons =
                door.persons(ids, Moment.on(LocalDate.now(clock)), supervisor, "registry.likeness.read").stream()
                        .collect(Collectors.toMap(Person::id, Function.identity()));
        List<Likeness> read = new ArrayList<>();
        for (Pair pair : pairs) {
            Person one = persons.get(pair.one());
            Person other = persons.get(pair.other());
            if (one != null && other != null) {
                read.add(new Likeness(one, other, pair.reasons(), pair.ruling()));
            }
        }
        return read;
    }

    private static String office(Actor supervisor) {
        OfficeCode office = supervisor.office();
        return office == null ? "" : office.value();
    }

    private byte[] sealed(String text) {
        return trust.seal(text.getBytes(StandardCharsets.UTF_8));
    }

    private String opened(byte[] sealed) {
        return new String(trust.open(sealed), StandardCharsets.UTF_8);
    }

    private static String sql() {
        try {
            return new ClassPathResource("registry/likeness.sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
