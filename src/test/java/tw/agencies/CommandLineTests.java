package tw.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags, and the program as a process. */
class CommandLineTests {

    @TempDir
    Path data;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void nothingIsLeftRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void whatIsSaidOfAnAgencyComesOnTopOfWhatIsSaidOfAll() {
        CommandLine command = CommandLine.parse(
                "--config",
                "x.json",
                "--agencies-fail",
                "TAIPOWER=slow:10000,TAIWATER=down,ALL=fail:0.33,MVO=reject:0.5,LAND=twice+late:20");
        assertThat(command.dials("TAIPOWER")).hasToString("slow:10000+fail:0.33");
        assertThat(command.dials("TAIWATER")).hasToString("down+fail:0.33");
        assertThat(command.dials("LAND")).hasToString("fail:0.33+twice+late:20");
        assertThat(command.dials("TAX")).hasToString("fail:0.33");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TAIPOWER",
                "TAIPOWER=",
                "=down",
                "TAX=slow:x",
                "TAX=fail:1.5",
                "TAX=late:-1",
                "TAX=lazy",
                "TAX=down,"
            })
    void wrongSyntaxIsOneSentence(String specification) {
        assertThatThrownBy(() -> CommandLine.parse("--config", "x.json", "--agencies-fail", specification))
                .isInstanceOf(WrongUsage.class)
                .hasMessageStartingWith("--agencies-fail")
                .hasMessageNotContaining("\n");
    }

    @Test
    void helpNamesEveryDial() {
        for (Dial dial : Dial.values()) {
            assertThat(CommandLine.helpText()).contains(dial.flag).contains(dial.chinese);
        }
    }

    @Test
    void anUnknownAgencyIsAWrongCommand() throws Exception {
        try (Stage stage = new Stage(data)) {
            stage.agency("TAX");
            Process process = program(stage, "--agencies-fail", "TAXX=down");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(process.errorReader().lines())
                    .containsExactly("--agencies-fail: there is no agency 'TAXX'; there are TAX and ALL");
        }
    }

    @Test
    void theProgramEndsWithItsParent() throws Exception {
        try (Stage stage = new Stage(data)) {
            stage.agency("TAX");
            Process process = program(stage, "--lifeline");
            Stage.eventually(() -> stage.product.isRegistered("TAX"));
            assertThat(process.isAlive()).isTrue();
            process.outputWriter().close();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }

    @Test
    void afterAKillNothingThatWasAcknowledgedIsForgotten() throws Exception {
        try (Stage stage = new Stage(data)) {
            stage.agency("TAX");
            Process process = program(stage, "--agencies-fail", "TAX=lose-replies:1");
            Stage.eventually(() -> stage.product.isRegistered("TAX"));
            String url = Json.text(stage.product.endpoint("TAX"), "url").replace("/notices", "");
            for (int i = 1; i <= 50; i++) {
                assertThat(stage.product
                                .deliver(url, FakeProduct.envelope("TAX", "n" + i, i))
                                .statusCode())
                        .isEqualTo(204);
            }
            process.destroyForcibly().waitFor();
            assertThat(stage.ledger("TAX", "REPLIED")).isEmpty();
            stage.play();
            Stage.eventually(() -> stage.ledger("TAX", "REPLIED").size() == 50);
            assertThat(stage.product.replies)
                    .as("a reply whose answer was lost is sent again under its key, in the same words")
                    .allMatch(reply -> reply.answered() == 200)
                    .extracting(FakeProduct.Arrived::key)
                    .allMatch(key -> key.matches("n\\d+-completed"));
        }
    }

    private Process program(Stage stage, String... flags) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(
                "tw.agencies.Simulators", "--config", stage.writeConfiguration().toString()));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command)
                .redirectOutput(stage.data.resolve("simulators.log").toFile())
                .start();
        started.add(process);
        return process;
    }
}
