package tw.onestop.intake;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.intake.Approval.State;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RulesDesk;

/** 兩人覆核: which sittings a second person looks at, and what they said. */
@Component
class Approvals {

    private static final int LONGEST_REASON = 200;
    private static final Refusal CHANGED = Refusal.of("", "intake.approval.changed");

    private final JdbcClient jdbc;
    private final Sittings sittings;
    private final RulesDesk rules;
    private final Clock clock;

    Approvals(JdbcClient jdbc, Sittings sittings, RulesDesk rules, Clock clock) {
        this.jdbc = jdbc;
        this.sittings = sittings;
        this.rules = rules;
        this.clock = clock;
    }

    /** The last request, about whichever state of the forms. */
    private record Row(String askedBy, byte[] digest, Optional<Boolean> approved, String decidedBy, String reason) {}

    Approval of(Sitting sitting, Actor clerk) {
        if (!needed(sitting.draft(), clerk)) {
            return Approval.NOT_NEEDED;
        }
        return last(sitting.id())
                .filter(row -> Arrays.equals(row.digest(), sittings.digest(sitting.draft())))
                .map(row -> row.approved()
                        .map(yes -> new Approval(yes ? State.APPROVED : State.SENT_BACK, row.decidedBy(), row.reason()))
                        .orElseGet(() -> new Approval(State.ASKED, row.askedBy(), "")))
                .orElse(Approval.NEEDED);
    }

    /** Asks for a second look at the forms as they stand; asking again for the same changes nothing. */
    List<Refusal> ask(UUID id, Actor clerk) {
        Optional<Sitting> sitting = sittings.lock(id, clerk).flatMap(Sittings.Row::open);
        if (sitting.isEmpty()) {
            return List.of(Refusal.of("", "intake.sitting.ended"));
        }
        State state = of(sitting.get(), clerk).state();
        if (state == State.NEEDED || state == State.SENT_BACK) {
            jdbc.sql("insert into intake.approval (sitting, asked_at, asked_by, digest) values (?, ?, ?, ?)")
                    .params(
                            id,
                            Timestamp.from(Instant.now(clock)),
                            clerk.id(),
                            sittings.digest(sitting.get().draft()))
                    .update();
        }
        return List.of();
    }

    /** What waits at the office for somebody else than who asked, the oldest first. */
    List<Approval.Asked> asked(Actor supervisor) {
        return asked(supervisor, "");
    }

    private List<Approval.Asked> asked(Actor supervisor, String which) {
        return jdbc
                .sql("""
                        select s.id, s.draft, a.asked_by, a.asked_at, a.digest
                        from intake.approval a join intake.sitting s on s.id = a.sitting
                        where a.decided_at is null and s.state = 'OPEN' and s.office = :office and a.asked_by <> :me
                          and :which in ('', s.id::text)
                        order by a.asked_at limit 100
                        """)
                .param("which", which)
                .param(
                        "office",
                        supervisor.office() == null ? "" : supervisor.office().value())
                .param("me", supervisor.id())
                .query((row, n) -> {
                    Sitting.Draft draft = sittings.opened(row.getBytes("draft"));
                    return Arrays.equals(row.getBytes("digest"), sittings.digest(draft))
                            ? Optional.of(new Approval.Asked(
                                    row.getObject("id", UUID.class),
                                    draft,
                                    row.getString("asked_by"),
                                    row.getTimestamp("asked_at").toInstant(),
                                    HexFormat.of().formatHex(row.getBytes("digest"))))
                            : Optional.<Approval.Asked>empty();
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    Optional<Approval.Asked> asked(UUID sitting, Actor supervisor) {
        return asked(supervisor, sitting.toString()).stream().findFirst();
    }

    /** Whether it is about other forms than the supervisor looked at: nothing of it counts. */
    static Optional<Refusal> unseen(Approval.Asked asked, Approval.Decision decision) {
        return asked.mark().equals(decision.seen()) ? Optional.empty() : Optional.of(CHANGED);
    }

    /** Of what was asked of the supervisor. */
    List<Refusal> decide(UUID sitting, Approval.Decision decision, Actor supervisor) {
        boolean approved = decision.verdict().equals("APPROVED");
        List<Refusal> refusals = new ArrayList<>();
        if (!approved && !decision.verdict().equals("SENT_BACK")) {
            refusals.add(Refusal.of("verdict", "intake.approval.verdict"));
        }
        if (!approved && decision.reason().isBlank()) {
            refusals.add(Refusal.of("reason", "intake.approval.reason"));
        } else if (Text.length(decision.reason().strip()) > LONGEST_REASON) {
            refusals.add(Refusal.of("reason", "intake.approval.tooLong", String.valueOf(LONGEST_REASON)));
        }
        if (refusals.isEmpty()) {
            int decided = jdbc.sql("""
                    update intake.approval
                    set decided_at = :at, decided_by = :by, approved = :approved, reason = :reason
                    where sitting = :sitting and decided_at is null and encode(digest, 'hex') = :seen
                        and asked_at = (select max(asked_at) from intake.approval where sitting = :sitting)
                    """)
                    .param("at", Timestamp.from(Instant.now(clock)))
                    .param("by", supervisor.id())
                    .param("approved", approved)
                    .param("reason", sittings.seal(decision.reason().strip()))
                    .param("sitting", sitting)
                    .param("seen", decision.seen())
                    .update();
            if (decided == 0) {
                refusals.add(CHANGED);
            }
        }
        return List.copyOf(refusals);
    }

    private boolean needed(Sitting.Draft draft, Actor clerk) {
        Set<RegistrationKind> kinds =
                draft.forms().stream().map(RegistrationForm::kind).collect(Collectors.toSet());
        return rules.secondPerson(kinds, clerk.office(), LocalDate.now(clock));
    }

    private Optional<Row> last(UUID sitting) {
        return jdbc.sql("""
                        select asked_by, digest, approved, decided_by, reason from intake.approval
                        where sitting = ? order by asked_at desc limit 1
                        """)
                .param(sitting)
                .query((row, n) -> {
                    byte[] reason = row.getBytes("reason");
                    return new Row(
                            row.getString("asked_by"),
                            row.getBytes("digest"),
                            Optional.ofNullable(row.getObject("approved", Boolean.class)),
                            Optional.ofNullable(row.getString("decided_by")).orElse(""),
                            reason == null ? "" : sittings.open(reason));
                })
                .optional();
    }
}
