package tw.onestop.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.kernel.NationalId;
import tw.onestop.trust.TrustDesk;

/** 稽核軌跡, the append-only trail: a batch of acts is one statement, in the transaction of what it records. */
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
        if (acts.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into audit.trail (at, actor_kind, actor_id, office, agency, action, object, subject_index, outcome, detail)
                select ?, *
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[])
                """)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(texts(acts, act -> act.actor().kind().name()))
                .param(texts(acts, act -> act.actor().id()))
                .param(texts(acts, act -> string(act.actor().office())))
                .param(texts(acts, act -> string(act.actor().agency())))
                .param(texts(acts, Act::action))
                .param(texts(acts, Act::object))
                .param(acts.stream().map(act -> indexed(act.subject())).toArray(byte[][]::new))
                .param(texts(acts, act -> act.outcome().name()))
                .param(texts(acts, Act::detail))
                .update();
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
