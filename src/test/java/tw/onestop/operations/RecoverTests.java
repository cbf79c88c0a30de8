package tw.onestop.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.OneStopApplication;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.kernel.Actor;
import tw.proof.TrailCheck;
import tw.witness.Note;
import tw.witness.Witness;

/** A register that comes back from a backup, with everything that looks at it from outside. */
class RecoverTests {

    @TempDir
    Path home;

    @Test
    void aRegisterFromABackupIsRefusedSaysWhatItLostAndGoesOnOpenly() throws Exception {
        Path data = home.resolve("data");
        Path backup = home.resolve("backup");
        try (LocalPostgres postgres = LocalPostgres.start(data);
                ConfigurableApplicationContext product = product(postgres)) {
            acted(product, 3);
            witness(product).look();
            number(postgres, "insert into exchange.sequence_counter (agency, last) values ('TAIPOWER', 7)");
            number(postgres, "insert into link.feed (agency, last) values ('TAIPOWER', 9)");
        }
        copy(data, backup);
        Note held;
        try (LocalPostgres postgres = LocalPostgres.start(data);
                ConfigurableApplicationContext product = product(postgres)) {
            acted(product, 5);
            held = witness(product).look();
        }
        delete(data);
        copy(backup, data);

        try (LocalPostgres postgres = LocalPostgres.start(data)) {
            long common = number(postgres, "select max(size) from audit.checkpoint");
            assertThatThrownBy(() -> product(postgres).close())
                    .rootCause()
                    .hasMessageContaining("%d rows were signed, up to row %d everything is there", held.size(), common);
            String lost = "Rows %d to %d of the trail, %d of them, were signed and are lost"
                    .formatted(common + 1, held.size(), held.size() - common);
            long last = number(postgres, "select max(seq) from audit.trail");
            assertThat(recover(postgres, "look")).contains(lost, "recover declare");
            assertThat(number(postgres, "select max(seq) from audit.trail"))
                    .as("no lost number is given to who looks")
                    .isEqualTo(last);
            Path unsigned = home.resolve("unsigned");
            Files.writeString(unsigned, held.body() + "\n");
            assertThatThrownBy(() -> recover(postgres, "look", "--held", unsigned.toString()))
                    .hasMessageContaining("does not bear the signature of the log's key");
            String declared = recover(postgres, "declare");
            assertThat(declared)
                    .contains(lost, "goes on as localhost:8080/audit/2", "1 feeds of notices and 1 of changes");
            assertThat(number(postgres, "select min(seq) from audit.trail where seq > " + last))
                    .as("every act of it is behind the gap")
                    .isGreaterThan(100_000_000);
            assertThat(recover(postgres, "declare")).contains("nothing was done");
            assertThat(number(postgres, "select last from exchange.sequence_counter"))
                    .isEqualTo(10_000_007);
            assertThat(number(postgres, "select last from link.feed")).isEqualTo(10_000_009);

            try (ConfigurableApplicationContext product = product(postgres)) {
                acted(product, 2);
                assertThat(product.getBean(JdbcClient.class)
                                .sql("select detail from audit.trail where action = 'audit.log.forked'")
                                .query(String.class)
                                .single())
                        .isEqualTo("common=%d lost=%d".formatted(common, held.size() - common));
                assertThat(number(postgres, "select max(seq) from audit.trail")).isGreaterThan(100_000_000);

                Witness witness = witness(product);
                assertThatThrownBy(witness::look)
                        .isInstanceOf(Witness.Refusal.class)
                        .hasMessageContaining(
                                "the last %d, %d to %d, are lost", held.size() - common, common + 1, held.size());
                assertThat(witness.held())
                        .hasValueSatisfying(kept -> assertThat(kept.text()).isEqualTo(held.text()));
                witness.accept("localhost:8080/audit/2");
                Note now = witness.look();
                assertThat(now.origin()).isEqualTo("localhost:8080/audit/2");
                assertThat(home.resolve("witness/checkpoint-before-fork-" + held.size()))
                        .hasContent(held.text());
                assertThat(witness(product).look().size()).isGreaterThanOrEqualTo(now.size());

                assertThat(verified(postgres, held).findings())
                        .singleElement()
                        .satisfies(found -> assertThat(found.kind()).isEqualTo(TrailCheck.Kind.LOST))
                        .satisfies(found -> assertThat(found.says())
                                .contains("rows %d to %d of the %d".formatted(common + 1, held.size(), held.size())));
                assertThat(verified(postgres, now).findings()).isEmpty();
                assertThat(verified(postgres, now).forks())
                        .singleElement()
                        .asString()
                        .contains("goes on as localhost:8080/audit/2: both have the first " + common);
                forgedFork(postgres, held);
                assertThat(recover(
                                postgres,
                                "look",
                                "--held",
                                home.resolve("witness/checkpoint").toString()))
                        .contains("It holds everything that is known of it outside.");
            }
        }
    }

    /** It is shorter than what is known, and does not end where it forked. */
    @Test
    void aLogThatWentAnotherWayIsNoticedWhileItRunsAndSaysNoMoreThanIsKnown() throws Exception {
        Path data = home.resolve("data");
        Path backup = home.resolve("backup");
        try (LocalPostgres postgres = LocalPostgres.start(data);
                ConfigurableApplicationContext product = product(postgres)) {
            acted(product, 3);
        }
        copy(data, backup);
        try (LocalPostgres postgres = LocalPostgres.start(data);
                ConfigurableApplicationContext product = product(postgres)) {
            acted(product, 6);
        }
        delete(data);
        copy(backup, data);
        String mark = Files.readString(home.resolve("marks"));
        Files.delete(home.resolve("marks"));
        try (LocalPostgres postgres = LocalPostgres.start(data)) {
            long common = number(postgres, "select max(size) from audit.checkpoint");
            try (ConfigurableApplicationContext product = product(postgres)) {
                acted(product, 1);
                Files.writeString(home.resolve("marks"), mark); // as if the database had gone back beneath it
                act(product);
                MeterRegistry meters = product.getBean(MeterRegistry.class);
                until(() -> meters.get("onestop.audit.lacking").gauge().value() > 0);
                assertThat(home.resolve("marks")).hasContent(mark);
            }
            assertThat(number(postgres, "select max(size) from audit.checkpoint"))
                    .isGreaterThan(common);
            assertThat(recover(postgres, "declare"))
                    .contains("Up to row %d the trail is as it was signed".formatted(common), "nobody can say");
            assertThat(number(postgres, "select common from audit.fork")).isEqualTo(common);
        }
    }

    /** Who owns the database writes what he likes into it, and signs nothing. */
    private static void forgedFork(LocalPostgres postgres, Note held) throws SQLException, IOException {
        try (Connection database = postgres.connect("onestop_owner")) {
            database.setAutoCommit(false);
            database.createStatement()
                    .executeUpdate("update audit.fork set statement = replace(statement, 'lost ', 'lost 1')");
            assertThat(TrailCheck.check(database, List.of(held), leaf -> {}).findings())
                    .extracting(TrailCheck.Finding::kind)
                    .contains(TrailCheck.Kind.REWRITTEN)
                    .doesNotContain(TrailCheck.Kind.LOST);
            database.rollback();
        }
    }

    @Test
    void whatKeepsTheLogFromGoingOnIsSaidInPlainWords() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(home.resolve("data"))) {
            try (ConfigurableApplicationContext product = product(postgres)) {
                acted(product, 1);
            }
            Path marks = home.resolve("marks");
            String mark = Files.readString(marks);
            Files.writeString(marks, "");
            assertThatThrownBy(() -> product(postgres).close())
                    .hasStackTraceContaining("The file of marks %s is empty".formatted(marks));
            Files.writeString(marks, mark.replace("localhost:8080/audit", "elsewhere/audit"));
            assertThatThrownBy(() -> product(postgres).close()).hasStackTraceContaining("is of another log");
            Files.writeString(marks, mark);
            long last = number(postgres, "select last_value from audit.trail_seq_seq");
            assertThat(number(postgres, "select audit.skip_rows(9000000000000000000)"))
                    .isEqualTo(last + 1_000_000_000);
            assertThat(number(postgres, "select audit.skip_rows(1)")).isEqualTo(last + 1_000_000_000);
            try (Desks desks = Desks.with(settings(postgres))) {
                assertThat(recover(desks, "look"))
                        .contains("It holds everything that is known of it outside.")
                        .doesNotContain("no checkpoint is signed");
                assertThat(recover(desks, "declare")).contains("nothing was done");
                assertThatThrownBy(() -> recover(desks, "undo")).hasMessageContaining("there is no 'undo'");
                assertThatThrownBy(() -> recover(desks, "look", "--held", "/nowhere"))
                        .hasMessageContaining("the file '/nowhere' cannot be read");

                number(postgres, """
                        insert into audit.trail (at, actor_kind, actor_id, action, outcome, detail)
                        values (now() - interval '90 seconds', 'RULE', 'recover-test', 'test.waits', 'DONE', '')
                        """);
                assertThat(recover(desks, "look")).contains("no checkpoint is signed", "start ./onestop run");
                try (Connection session = postgres.connect("onestop_owner")) {
                    session.createStatement().execute("select pg_advisory_lock(20483)");
                    assertThat(recover(desks, "look"))
                            .containsPattern("process \\d+ of the server .* pauses the integrator")
                            .contains("End that session");
                }
                number(postgres, """
                        create function audit.disk_full() returns trigger language plpgsql as $$
                        begin raise exception 'could not extend file' using errcode = '53100'; end $$
                        """);
                number(postgres, """
                        create trigger full_disk before insert on audit.trail for each row execute function audit.disk_full()
                        """);
                assertThatThrownBy(() -> recover(desks, "look"))
                        .hasMessageContaining("the disk of the database is full");
                number(postgres, "drop function audit.disk_full() cascade");
            }
            Files.delete(home.resolve("onestop.key")); // another is made
            try (Desks desks = Desks.with(settings(postgres))) {
                assertThatThrownBy(() -> recover(desks, "look"))
                        .hasMessageContaining("is not the one this database was sealed with")
                        .hasMessageContaining("Nothing was changed");
            }
        }
    }

    private ConfigurableApplicationContext product(LocalPostgres postgres) throws IOException {
        return new SpringApplication(OneStopApplication.class)
                .run(settings(postgres, "--server.port=0", "--spring.main.banner-mode=off"));
    }

    private String recover(LocalPostgres postgres, String... typed) throws IOException {
        try (Desks desks = Desks.with(settings(postgres))) {
            return recover(desks, typed);
        }
    }

    private static String recover(Desks desks, String... typed) {
        return Upkeep.run(
                desks, Stream.concat(Stream.of("recover"), Stream.of(typed)).toList());
    }

    private String[] settings(LocalPostgres postgres, String... more) throws IOException {
        Path key = home.resolve("onestop.key");
        if (!Files.exists(key)) {
            byte[] bytes = new byte[32];
            new java.security.SecureRandom().nextBytes(bytes);
            Files.writeString(key, Base64.getEncoder().encodeToString(bytes));
        }
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("--onestop.trust.key-file=" + key);
        settings.add("--onestop.audit.marks-file=" + home.resolve("marks"));
        settings.addAll(postgres.clientSettings());
        return settings.toArray(String[]::new);
    }

    private Witness witness(ConfigurableApplicationContext product) throws IOException {
        return new Witness(
                "http://localhost:" + product.getEnvironment().getRequiredProperty("local.server.port"),
                home.resolve("witness"),
                "witness.example",
                Clock.systemUTC());
    }

    /** Acts, which have their places and stand in the file of marks when this returns. */
    private void acted(ConfigurableApplicationContext product, int acts) throws IOException, InterruptedException {
        for (int i = 0; i < acts; i++) {
            act(product);
        }
        JdbcClient jdbc = product.getBean(JdbcClient.class);
        until(() -> settled(jdbc));
    }

    private static void act(ConfigurableApplicationContext product) {
        AuditDesk audit = product.getBean(AuditDesk.class);
        product.getBean(TransactionTemplate.class)
                .executeWithoutResult(tx -> audit.record(Act.done(
                        Actor.rule("recover-test"),
                        "test.act",
                        UUID.randomUUID().toString(),
                        null)));
    }

    /** What may come to hold. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void until(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
            Thread.sleep(50);
        }
    }

    private boolean settled(JdbcClient jdbc) throws IOException {
        Path marks = home.resolve("marks");
        return Files.exists(marks)
                && jdbc.sql("select max(seq) from audit.trail")
                                .query(Long.class)
                                .single()
                        == Long.parseLong(Files.readAllLines(marks).get(1).substring("seq ".length()));
    }

    private static TrailCheck.Report verified(LocalPostgres postgres, Note held) throws SQLException, IOException {
        try (Connection database = postgres.connect("onestop_owner")) {
            database.setAutoCommit(false);
            return TrailCheck.check(database, List.of(held), leaf -> {});
        }
    }

    private static long number(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            statement.getResultSet().next();
            return statement.getResultSet().getLong(1);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(
                        one,
                        to.resolve(from.relativize(one).toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
