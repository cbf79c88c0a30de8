package tw.onestop.audit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.proof.TrailCheck;
import tw.witness.Note;

/** A trail with rows of other years, which would be found backdated where others look for nothing to be found. */
@ContextConfiguration(initializers = PartsCase.Parted.class, inheritInitializers = false)
abstract class PartsCase extends LogCase {

    static class Parted extends TestDatabase {

        @Override
        protected String name() {
            return "parts";
        }
    }

    @Autowired
    TestClock clock;

    @Autowired
    Months months;

    PartsCase() {
        super("parts");
    }

    /** Rows stand in another month, or a month is missing, by what a test does alone. */
    @BeforeEach
    void alone() {
        clock.ofThisThread();
        months.background().stop();
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
