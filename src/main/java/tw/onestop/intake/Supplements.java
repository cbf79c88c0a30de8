package tw.onestop.intake;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;
import tw.onestop.trust.TrustDesk;

/** 一次告知補正: what was asked for of sittings that wait, and the way back into them. */
@Component
class Supplements {

    private static final int LONGEST_LINE = 200;

    private static final String SELECT = """
            select u.sitting, u.number, u.missing, u.due, u.asked_at, u.asked_by, s.office, s.draft
            from intake.supplement u join intake.sitting s on s.id = u.sitting
            where s.office = :office and\s""";

    private final JdbcClient jdbc;
    private final Sittings sittings;
    private final TrustDesk trust;
    private final Clock clock;

    Supplements(JdbcClient jdbc, Sittings sittings, TrustDesk trust, Clock clock) {
        this.jdbc = jdbc;
        this.sittings = sittings;
        this.trust = trust;
        this.clock = clock;
    }

    Supplement.Span span() {
        LocalDate today = LocalDate.now(clock);
        return jdbc.sql("select suggested, most from intake.supplement_rule where effective @> ?::date")
                .param(today)
                .query((row, n) -> new Supplement.Span(
                        today.plusDays(row.getInt("suggested")), today.plusDays(row.getInt("most"))))
                .single();
    }

    Optional<Supplement> of(UUID sitting, Actor clerk) {
        return jdbc.sql(SELECT + "u.sitting = :sitting")
                .param("office", office(clerk))
                .param("sitting", sitting)
                .query(this::supplement)
                .optional();
    }

    /** Of sittings of the office that are still open, the most urgent first. */
    List<Supplement> waiting(Actor clerk) {
        return jdbc.sql(SELECT + "s.state = 'OPEN' order by u.due, u.number limit 100")
                .param("office", office(clerk))
                .query(this::supplement)
                .list();
    }

    /** What is wrong with a request; nothing, when it was written down. */
    List<Refusal> ask(UUID sitting, Supplement.Request request, Actor clerk) {
        if (sittings.lock(sitting, clerk).flatMap(Sittings.Row::open).isEmpty()) {
            return List.of(Refusal.of("", "intake.sitting.ended"));
        }
        Optional<Supplement> before = of(sitting, clerk);
        if (before.isPresent()) {
            LocalDate asked = LocalDate.ofInstant(before.get().askedAt(), clock.getZone());
            return List.of(Refusal.of("", "intake.supplement.once", asked.toString()));
        }
        List<String> missing = request.missing().stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        List<Refusal> refusals = new ArrayList<>();
        if (missing.isEmpty()) {
            refusals.add(Refusal.of("missing", "intake.supplement.missing"));
        } else if (missing.stream().anyMatch(line -> Text.length(line) > LONGEST_LINE)) {
            refusals.add(Refusal.of("missing", "intake.supplement.tooLong", String.valueOf(LONGEST_LINE)));
        }
        Optional<LocalDate> due = RocDate.parse(request.due());
        LocalDate latest = span().latest();
        if (request.due().isBlank()) {
            refusals.add(Refusal.of("due", "intake.supplement.due.missing"));
        } else if (due.isEmpty()) {
            refusals.add(Refusal.of("due", "intake.supplement.due.unreadable"));
        } else if (!due.get().isAfter(LocalDate.now(clock))) {
            refusals.add(Refusal.of("due", "intake.supplement.due.past"));
        } else if (due.get().isAfter(latest)) {
            refusals.add(Refusal.of("due", "intake.supplement.due.tooLate", latest.toString()));
        }
        if (refusals.isEmpty()) {
            write(sitting, missing, due.orElseThrow(), clerk);
        }
        return List.copyOf(refusals);
    }

    /** Hands an open sitting that waits to the clerk to whom the applicant came back. */
    Optional<UUID> resume(String number, Actor clerk) {
        return jdbc.sql("""
                        update intake.sitting set clerk = :clerk, version = version + 1
                        where state = 'OPEN' and office = :office
                            and id = (select sitting from intake.supplement where number = :number)
                        returning id
                        """)
                .param("clerk", clerk.id())
                .param("office", office(clerk))
                .param("number", Text.halfWidth(number).replace(" ", ""))
                .query(UUID.class)
                .optional();
    }

    private void write(UUID sitting, List<String> missing, LocalDate due, Actor clerk) {
        jdbc.sql("""
                insert into intake.supplement (sitting, number, missing, due, asked_at, asked_by)
                values (:sitting, :day || '-' || lpad(nextval('intake.supplement_number')::text, 5, '0'),
                    :missing, :due, :at, :clerk)
                """)
                .param("sitting", sitting)
                .param("day", RocDate.compact(LocalDate.now(clock)))
                .param("missing", trust.seal(String.join("\n", missing).getBytes(StandardCharsets.UTF_8)))
                .param("due", due)
                .param("at", Timestamp.from(Instant.now(clock)))
                .param("clerk", clerk.id())
                .update();
    }

    private Supplement supplement(ResultSet row, int n) throws SQLException {
        byte[] draft = row.getBytes("draft");
        return new Supplement(
                row.getObject("sitting", UUID.class),
                row.getString("number"),
                // Gone when the sitting has ended.
                draft == null ? "" : sittings.opened(draft).title(),
                row.getString("office"),
                new String(trust.open(row.getBytes("missing")), StandardCharsets.UTF_8)
                        .lines()
                        .toList(),
                row.getObject("due", LocalDate.class),
                row.getTimestamp("asked_at").toInstant(),
                row.getString("asked_by"));
    }

    private static String office(Actor clerk) {
        return clerk.office() == null ? "" : clerk.office().value();
    }
}
