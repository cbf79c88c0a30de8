package tw.onestop.notice;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Fixture: what the product does by itself every day about what was not taken, done now. */
@Component
public class ReminderRound {

    private final ReminderRounds rounds;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ReminderRound(ReminderRounds rounds, JdbcClient jdbc, TransactionTemplate transaction) {
        this.rounds = rounds;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** The product goes round by itself as well, and a round that finds another at work does nothing: this one waits until it is alone. */
    public void walk() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select pg_advisory_xact_lock(20500)").query(row -> {});
            while (rounds.round()) {
                // the rest of it
            }
        });
    }
}
