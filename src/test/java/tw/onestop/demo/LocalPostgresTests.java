package tw.onestop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalPostgresTests {

    @TempDir
    static Path temporary;

    Path home;
    LocalPostgres server;

    @BeforeAll
    void aServerInADirectoryWithABlankInItsName() throws IOException {
        home = temporary.resolve("a demo's 資料");
        server = LocalPostgres.start(home);
    }

    @AfterEach
    void stillRunning() throws IOException {
        if (!server.process().isAlive()) {
            server = LocalPostgres.start(home);
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void itsCommitsAreDurable() throws SQLException {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"}) {
            assertThat(value("show " + setting)).as(setting).isEqualTo("on");
        }
    }

    @Test
    void itsLogHoldsNoValues() throws SQLException {
        assertThat(value("show log_parameter_max_length")).isEqualTo("0");
        assertThat(value("show log_parameter_max_length_on_error")).isEqualTo("0");
    }

    @Test
    void onlyThisMachineReachesItAndOnlyWithThePassword() throws SQLException {
        assertThat(value("show listen_addresses")).isEqualTo("127.0.0.1");
        for (String role : new String[] {"postgres", "onestop_owner", "onestop_app"}) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url() + "?user=" + role + "&password=wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void theProductsRoleMayNotMakeTablesOrDatabases() throws SQLException {
        try (Connection app = server.connect("onestop_app");
                Statement statement = app.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table t (id int)"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute("create database d")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theTrainingCopysRolesDoNotGetIntoTheRegister() throws SQLException {
        for (String role : new String[] {"onestop_training_owner", "onestop_training_app"}) {
            assertThatThrownBy(() -> server.connect(role))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void aDirectoryOfAnEarlierVersionGetsTheRolesThatAreNew() throws IOException {
        Path earlier = Files.createDirectories(temporary.resolve("earlier")).resolve("database.properties");
        Files.writeString(earlier, "postgres=p\nonestop_owner=o\nonestop_app=a\n");
        Passwords first = Passwords.in(earlier);
        assertThat(first.of("onestop_owner")).isEqualTo("o");
        assertThat(first.of("onestop_training_app")).hasSize(32);
        assertThat(Passwords.in(earlier).of("onestop_training_app")).isEqualTo(first.of("onestop_training_app"));
    }

    @Test
    void onlyItsOwnerReadsThePasswords() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("database.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void itContinuesWithItsDataAndItsPasswords() throws IOException, SQLException {
        owner("create table kept (id int)");
        String password = server.password("onestop_owner");
        server.close();
        assertThat(server.process().isAlive()).isFalse();
        assertThat(home.resolve("db/postmaster.pid")).doesNotExist();
        server = LocalPostgres.start(home);
        assertThat(server.password("onestop_owner")).isEqualTo(password);
        owner("drop table kept");
    }

    @Test
    void anOrphanOfThisDirectoryIsStoppedAndNothingCommittedIsLost() throws IOException, SQLException {
        owner("create table survived (id int)");
        LocalPostgres orphan = server;
        server = LocalPostgres.start(home);
        assertThat(orphan.process().isAlive()).isFalse();
        owner("drop table survived");
    }

    @Test
    void afterAKillMinusNineItRecovers() throws Exception {
        owner("create table recovered as select 1 as id");
        server.process().destroyForcibly();
        server.process().onExit().get(10, TimeUnit.SECONDS);
        assertThat(home.resolve("db/postmaster.pid")).exists();
        server = LocalPostgres.start(home);
        owner("drop table recovered");
    }

    @Test
    void aPidFileThatNamesAStrangerIsRemovedAndTheStrangerIsLeftAlone() throws IOException {
        server.close();
        Process stranger = new ProcessBuilder("sleep", "300").start();
        try {
            Files.writeString(
                    home.resolve("db/postmaster.pid"),
                    "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n".formatted(stranger.pid(), home.resolve("db")));
            server = LocalPostgres.start(home);
            assertThat(server.process().isAlive()).isTrue();
            server.close();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void anotherDirectorysPostgresIsAStrangerToo() throws IOException {
        Path second = temporary.resolve("second");
        LocalPostgres other = LocalPostgres.start(second);
        try {
            server.close();
            Files.copy(second.resolve("db/postmaster.pid"), home.resolve("db/postmaster.pid"));
            server = LocalPostgres.start(home);
            assertThat(other.process().isAlive()).isTrue();
        } finally {
            other.close();
        }
    }

    @Test
    void initialisationThatWasCutShortIsDoneAgain() throws IOException {
        Path third = temporary.resolve("third");
        Files.createDirectories(third.resolve("db"));
        Files.writeString(third.resolve("db/PG_VERSION"), "18\n");
        Files.writeString(third.resolve("db.unfinished"), "");
        try (LocalPostgres fresh = LocalPostgres.start(third)) {
            assertThat(fresh.process().isAlive()).isTrue();
        }
    }

    private String value(String query) throws SQLException {
        try (Connection owner = server.connect("onestop_owner");
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void owner(String sql) throws SQLException {
        try (Connection owner = server.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            statement.execute("create schema if not exists probe");
            statement.execute("set search_path = probe");
            statement.execute(sql);
        }
    }
}
