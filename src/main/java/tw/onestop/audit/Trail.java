package tw.onestop.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tw.onestop.kernel.NationalId;
import tw.onestop.trust.TrustDesk;

/** 稽核軌跡, the append-only trail: what a transaction does is one statement of that transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Trail implements AuditDesk {

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final Clock clock;

    Trail(JdbcClient jdbc, TrustDesk trust, Clock clock) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.clock = clock;
    }

    /** Written out, since a default method of the interface would slip past the demand for a transaction. */
    @Override
    public void record(Act act) {
        record(List.of(act));
    }

    @Override
    public void record(List<Act> acts) {
        if (!acts.isEmpty()) {
            Instant now = clock.instant();
            pending().add(acts.stream().map(act -> new Entry(now, act)).toList());
        }
    }

    @Override
    public void alongside(String statement, Object... parameters) {
        pending().add(new Statement(statement, List.of(parameters)));
    }

    /** What the present transaction has done so far. */
    private Pending pending() {
        for (TransactionSynchronization begun : TransactionSynchronizationManager.getSynchronizations()) {
            if (begun instanceof Pending pending) {
                return pending;
            }
        }
        Pending pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    /** An act and when it was done. */
    private record Entry(Instant at, Act act) {}

    private record Statement(String sql, List<Object> parameters) {}

    /**
     * 待寫紀錄: the acts of one transaction, written as its last statement. What cannot be recorded is not done. The commit goes
     * with them: it is one way to the database less, and Spring's own finds nothing left to commit.
     */
    private final class Pending implements TransactionSynchronization {

        private static final Statement COMMIT = new Statement("commit", List.of());

        private final List<Entry> entries = new ArrayList<>();
        private final List<Statement> alongside = new ArrayList<>();
        private boolean written;

        /** What is done while the transaction ends is written at once, since nothing comes after it. */
        void add(List<Entry> more) {
            if (written) {
                send(List.of(inserting(more), COMMIT));
            } else {
                entries.addAll(more);
            }
        }

        void add(Statement more) {
            if (written) {
                send(List.of(more, COMMIT));
            } else {
                alongside.add(more);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            written = true;
            List<Statement> last = new ArrayList<>(alongside);
            if (!entries.isEmpty()) {
                last.add(inserting(entries));
            }
            last.add(COMMIT);
            send(last);
        }
    }

    /** In one way. */
    private void send(List<Statement> statements) {
        jdbc.sql(statements.stream().map(Statement::sql).collect(Collectors.joining(";\n")))
                .params(statements.stream()
                        .flatMap(statement -> statement.parameters().stream())
                        .toList())
                .update();
    }

    private Statement inserting(List<Entry> entries) {
        List<Act> acts = entries.stream().map(Entry::act).toList();
        return new Statement(
                """
                insert into audit.trail (at, actor_kind, actor_id, office, agency, action, object, subject_index, outcome, detail)
                select *
                  from unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[],
                              ?::text[], ?::text[])""",
                List.of(
                        entries.stream().map(entry -> entry.at().toString()).toArray(String[]::new),
                        texts(acts, act -> act.actor().kind().name()),
                        texts(acts, act -> act.actor().id()),
                        texts(acts, act -> string(act.actor().office())),
                        texts(acts, act -> string(act.actor().agency())),
                        texts(acts, Act::action),
                        texts(acts, Act::object),
                        acts.stream().map(act -> indexed(act.subject())).toArray(byte[][]::new),
                        texts(acts, act -> act.outcome().name()),
                        texts(acts, Act::detail)));
    }

    private byte @Nullable [] indexed(@Nullable NationalId subject) {
        return subject == null ? null : trust.index(subject.value());
    }

    private static @Nullable String string(@Nullable Object code) {
        return code == null ? null : code.toString();
    }

    private static @Nullable String[] texts(List<Act> acts, Function<Act, @Nullable String> column) {
        return acts.stream().map(column).toArray(String[]::new);
    }
}
