package tw.onestop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.TestDatabase;
import tw.onestop.access.TrainingRoom.State;

/** The training copy as a program of its own: opened when it is wanted, killed, opened again, and ended with its lifeline. */
class TrainingProgramTests {

    private static final int NOBODY = 9;

    private final TrainingHouse house = TrainingHouse.prepared();

    @TempDir
    Path data;

    @Test
    void itOpensWhenItIsWantedGoesOnAfterAKillAndLeavesNoProcess() throws Exception {
        TrainingProgram program = new TrainingProgram(data, house.port(), house.environment(NOBODY));
        try (program) {
            assertThat(program.state()).isEqualTo(State.CLOSED);
            assertThat(program.process()).isNull();
            program.open();
            program.open();
            await(program, State.OPEN);
            practised(1);
            ProcessHandle killed = Objects.requireNonNull(program.process());
            killed.destroyForcibly();
            await(program, State.FAILED);
            assertThat(killed.isAlive()).isFalse();
            program.open();
            await(program, State.OPEN);
            assertThat(practised(0)).isEqualTo(1);
        }
        ProcessHandle last = Objects.requireNonNull(program.process());
        last.onExit().get(10, TimeUnit.SECONDS);
        assertThat(Ports.isFree(house.port())).isTrue();
        program.open();
        assertThat(program.process()).isEqualTo(last);
    }

    @Test
    void aBeginningThatWasCutShortIsMadeAgainAndNobodyEntersTheOneThatIsKept() throws IOException {
        Map<String, String> environment = new HashMap<>(house.environment(NOBODY));
        environment.put("ONESTOP_TRAINING_DB_URL", TestDatabase.address("onestop_training_cut"));
        TrainingDatabases databases = new TrainingDatabases(TrainingOptions.of(environment));
        databases.unfinished();
        assertThat(databases.hasBeginning()).isFalse();
        assertThat(databases.unfinished()).endsWith("/onestop_training_cut_unfinished");
        databases.keep();
        assertThat(databases.hasBeginning()).isTrue();
        assertThat(databases.hasCopy()).isFalse();
        databases.begin();
        databases.begin();
        assertThat(databases.hasCopy()).isTrue();
        assertThatThrownBy(() -> select("onestop_training_owner", "onestop_training_cut_beginning"))
                .hasStackTraceContaining("not currently accepting connections");
        assertThatThrownBy(() -> select("onestop_app", "onestop_training_cut"))
                .hasStackTraceContaining("permission denied for database");
    }

    @Test
    void aRegistersDatabaseIsNoneOfTheCopys() {
        Map<String, String> environment = new HashMap<>(house.environment(NOBODY));
        environment.put("ONESTOP_TRAINING_DB_URL", TestDatabase.address("onestop"));
        assertThatThrownBy(() -> TrainingOptions.of(environment))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("ONESTOP_TRAINING_DB_URL");
        for (String setting :
                List.of("--spring.datasource.url", "--onestop.trust.keyfile", "--onestop.training.copy")) {
            assertThatThrownBy(() -> TrainingOptions.of(house.environment(NOBODY), setting + "=other"))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining(setting);
        }
        assertThat(TrainingOptions.of(house.environment(NOBODY), "--server.http2.enabled=true")
                        .more())
                .containsExactly("--server.http2.enabled=true");
    }

    /** Something that somebody left in the copy, and how much of it is there. */
    private static long practised(int more) {
        JdbcClient copy = TestDatabase.as("onestop_training_owner", TrainingHouse.DATABASE);
        if (more > 0) {
            copy.sql("create table public.practised as select 1 as one").update();
        }
        return copy.sql("select count(*) from public.practised")
                .query(Long.class)
                .single();
    }

    private static void select(String role, String database) {
        TestDatabase.as(role, database).sql("select 1").query(Integer.class).single();
    }

    private static void await(TrainingProgram program, State wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (program.state() != wanted) {
            assertThat(System.nanoTime())
                    .as("it is %s and not %s".formatted(program.state(), wanted))
                    .isLessThan(deadline);
            assertThat(wanted != State.OPEN || program.state() != State.FAILED)
                    .as("it opens")
                    .isTrue();
            Thread.sleep(100);
        }
    }
}
