package tw.onestop.registry;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;

/** 待核定之撤銷 as stored: at most one of an act waits at a time. */
@Component
class Takebacks {

    private final JdbcClient jdbc;
    private final Clock clock;

    Takebacks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param by username of who asks */
    record Waiting(UUID id, String reason, String by) {}

    void add(RegistrationId act, String reason, Actor by) {
        jdbc.sql("""
                        insert into registry.renumbering_takeback (id, renumbering, reason, proposed_at, proposed_by)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(UUID.randomUUID(), act.value(), reason, Moment.at(clock.instant()), by.id())
                .update();
    }

    /** The one that waits; nobody else decides about it until the transaction ends. */
    Optional<Waiting> lock(RegistrationId act) {
        return jdbc.sql("""
                        select id, reason, proposed_by from registry.renumbering_takeback
                        where renumbering = ? and decided_at is null for update
                        """)
                .param(act.value())
                .query((row, n) -> new Waiting(
                        row.getObject("id", UUID.class), row.getString("reason"), row.getString("proposed_by")))
                .optional();
    }

    /** @param sentBack why it was sent back, {@code ""} where the act was taken back */
    void decide(UUID id, String sentBack, Actor by) {
        jdbc.sql("update registry.renumbering_takeback set decided_at = ?, decided_by = ?, sent_back = ? where id = ?")
                .params(Moment.at(clock.instant()), by.id(), sentBack, id)
                .update();
    }
}
