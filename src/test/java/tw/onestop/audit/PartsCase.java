package tw.onestop.audit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.proof.TrailCheck;
import tw.witness.Note;

/** A trail with rows of other years, which would be found backdated where others look for nothing to be found. */
@ContextConfiguration(initializers = PartsCase.Parted.class, inheritInitializers = false)
abstract class PartsCase extends LogCase {

    static class Parted extends TestDatabase {

        /** What looks through one day after the other would date its acts by the clock of these tests. */
        private static final long REMINDERS = 20500;

        private static @Nullable Connection paused;

        @Override
        protected String name() {
            return "parts";
        }

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            super.initialize(context);
            try {
                paused = TestDatabase.connectionOfOwner(name());
                paused.createStatement().execute("select pg_advisory_lock(" + REMINDERS + ")");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Autowired
    TestClock clock;

    PartsCase() {
        super("parts");
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    static Connection connection() throws SQLException {
        Connection database = TestDatabase.connectionOfOwner("parts");
        database.setAutoCommit(false);
        return database;
    }

    static TrailCheck.Report verified(Note... held) throws SQLException, IOException {
        try (Connection database = connection()) {
            return TrailCheck.check(database, List.of(held), leaf -> {});
        }
    }

    static List<TrailCheck.Kind> kinds(TrailCheck.Report report) {
        return report.findings().stream().map(TrailCheck.Finding::kind).toList();
    }
}
