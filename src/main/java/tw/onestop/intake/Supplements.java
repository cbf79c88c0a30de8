package tw.onestop.intake;

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
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RulesDesk;

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
    private final Discretion discretion;
    private final RulesDesk rules;
    private final Clock clock;

    Supplements(JdbcClient jdbc, Sittings sittings, Discretion discretion, RulesDesk rules, Clock clock) {
        this.jdbc = jdbc;
        this.sittings = sittings;
        this.discretion = discretion;
        this.rules = rules;
        this.clock = clock;
    }

    Supplement.Span span() {
        LocalDate today = LocalDate.now(clock);
        int most = rules.value("supplement.mostDays", today);
        return new Supplement.Span(
                today.plusDays(Math.min(rules.value("supplement.days", today), most)), today.plusDays(most));
    }

    /** 待補正案件 with those it is about; nobody is known any more when the sitting has ended. */
    private record Kept(Supplement supplement, List<PersonId> parties) {}

    Optional<Supplement> of(UUID sitting, Actor clerk) {
        return shown(
                        jdbc.sql(SELECT + "u.sitting = :sitting")
                                .param("office", office(clerk))
                                .param("sitting", sitting)
                                .query(this::kept)
                                .list(),
                        clerk)
                .stream()
                .findFirst();
    }

    private List<Supplement> shown(List<Kept> kept, Actor clerk) {
        return discretion.shown(kept, one -> one.parties().stream(), clerk).stream()
                .map(Kept::supplement)
                .toList();
    }

    /** Of sittings of the office that are still open, the most urgent first. */
    List<Supplement> waiting(Actor clerk) {
        return shown(
                jdbc.sql(SELECT + "s.state = 'OPEN' order by u.due, u.number limit 100")
                        .param("office", office(clerk))
                        .query(this::kept)
                        .list(),
                clerk);
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
        List<Kept> waiting = jdbc.sql(SELECT + "s.state = 'OPEN' and u.number = :number for update of s")
                .param("office", office(clerk))
                .param("number", Text.halfWidth(number).replace(" ", ""))
                .query(this::kept)
                .list();
        Optional<UUID> sitting =
                shown(waiting, clerk).stream().map(Supplement::sitting).findFirst();
        sitting.ifPresent(id -> jdbc.sql("update intake.sitting set clerk = ?, version = version + 1 where id = ?")
                .params(clerk.id(), id)
                .update());
        return sitting;
    }

    private void write(UUID sitting, List<String> missing, LocalDate due, Actor clerk) {
        jdbc.sql("""
                insert into intake.supplement (sitting, number, missing, due, asked_at, asked_by)
                values (:sitting, :day || '-' || lpad(nextval('intake.supplement_number')::text, 5, '0'),
                    :missing, :due, :at, :clerk)
                """)
                .param("sitting", sitting)
                .param("day", RocDate.compact(LocalDate.now(clock)))
                .param("missing", sittings.seal(String.join("\n", missing)))
                .param("due", due)
                .param("at", Timestamp.from(Instant.now(clock)))
                .param("clerk", clerk.id())
                .update();
    }

    private Kept kept(ResultSet row, int n) throws SQLException {
        byte[] sealed = row.getBytes("draft");
        Optional<Sitting.Draft> draft = Optional.ofNullable(sealed).map(sittings::opened);
        return new Kept(
                supplement(row, draft.map(Sitting.Draft::title).orElse("")),
                draft.stream().flatMap(Discretion::parties).toList());
    }

    private Supplement supplement(ResultSet row, String title) throws SQLException {
        return new Supplement(
                row.getObject("sitting", UUID.class),
                row.getString("number"),
                title,
                row.getString("office"),
                sittings.open(row.getBytes("missing")).lines().toList(),
                row.getObject("due", LocalDate.class),
                row.getTimestamp("asked_at").toInstant(),
                row.getString("asked_by"));
    }

    private static String office(Actor clerk) {
        return clerk.office() == null ? "" : clerk.office().value();
    }
}
