package tw.onestop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTests {

    @Test
    void withoutOptionsItIsLienchiangOnPort8080() {
        Options options = Options.parse();
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.county()).isEqualTo("連江縣");
        assertThat(options.data()).endsWithRaw(Path.of("var", "demo"));
        assertThat(options.fresh()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "--port 70000,port from 1 to 65535",
        "--port x,port from 1 to 65535",
        "--port,needs a value",
        "--county 火星縣,連江縣",
        "--agencies-fail NOPE=down,AGENCY=how",
        "--wrong,unknown option"
    })
    void whatIsWrongIsSaidInOneSentence(String typed, String sentence) {
        assertThatThrownBy(() -> Options.parse(typed.split(" ", -1)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(2))
                .hasMessageContaining(sentence);
    }

    @Test
    void twoDemosOnOneDirectoryRefuse(@TempDir Path directory) throws Exception {
        try (DataDirectory first = DataDirectory.take(directory)) {
            assertThat(first.path()).isEqualTo(directory);
            assertThatThrownBy(() -> DataDirectory.take(directory))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("Another demo");
        }
        DataDirectory.take(directory).close();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsRefusedInOneSentence(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("letter.txt"), "");
        assertThatThrownBy(() -> DataDirectory.take(file))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not a directory")
                .hasMessageContaining("--data");
        assertThatThrownBy(() -> DataDirectory.take(file.resolve("below")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("--data");
    }

    @Test
    void aFreshStartForgetsItsOwnFilesAndNobodyElses(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("demo.json"), "{}");
        Files.writeString(directory.resolve("holiday.jpg"), "");
        try (DataDirectory data = DataDirectory.take(directory)) {
            data.empty();
        }
        assertThat(directory.resolve("demo.json")).doesNotExist();
        assertThat(directory.resolve("holiday.jpg")).exists();
    }

    @Test
    void everythingIsStoppedInTheOppositeOrderAndLateComersAtOnce() {
        List<String> stopped = new java.util.ArrayList<>();
        Closing closing = new Closing();
        closing.on(() -> stopped.add("database"));
        closing.on(() -> stopped.add("product"));
        closing.close();
        closing.on(() -> stopped.add("simulators"));
        assertThat(stopped).containsExactly("product", "database", "simulators");
    }

    @Test
    void citizensForEveryPurposeAreCast() {
        Casting casting = new Casting("連江縣");
        new Population("連江縣", Population.SEED).households().forEach(casting::look);
        List<State.Citizen> cast = casting.cast();
        assertThat(cast).hasSizeGreaterThanOrEqualTo(30);
        assertThat(cast.stream().map(State.Citizen::nationalId)).doesNotHaveDuplicates();
        State.Citizen clerk = casting.clerk();
        assertThat(clerk).isNotNull().isNotIn(cast);
        assertThat(clerk.about()).startsWith("南竿鄉");
        assertThat(cast.stream().map(c -> c.about().substring(0, 3))).contains("罕用字", "役齡男", "未成年", "外縣市", "單獨生");
        assertThat(cast.stream().map(State.Citizen::about))
                .as("whom an alliance of their county serves")
                .anyMatch(about -> about.contains("lives in 屏東縣"))
                .anyMatch(about -> about.contains("lives in 金門縣"));
        assertThat(cast).filteredOn(c -> c.about().startsWith(Earlier.MOVED)).hasSize(3);
        assertThat(cast).filteredOn(c -> c.about().startsWith(Earlier.BEREAVED)).hasSize(3);
    }

    @Test
    void theClockIsSetBackForWhoeverAsksAndForNobodyElse() throws InterruptedException {
        Instant now = Instant.parse("2026-11-28T02:00:00Z");
        Clock clock = new SetBackClock(Clock.fixed(now, ZoneId.of("Asia/Taipei")));
        AtomicReference<Instant> elsewhere = new AtomicReference<>(Instant.EPOCH);
        Instant there = SetBackClock.ago(Duration.ofDays(30), () -> {
            Thread other = Thread.ofVirtual().start(() -> elsewhere.set(clock.instant()));
            other.join();
            return clock.instant();
        });
        assertThat(there).isEqualTo(now.minus(Duration.ofDays(30)));
        assertThat(elsewhere.get()).isEqualTo(now);
        assertThat(clock.instant()).isEqualTo(now);
    }

    @Test
    void columnsAreCountedAsATerminalShowsThem() {
        assertThat(Screen.width("戶政 ok")).isEqualTo(7);
        assertThat(Screen.width("𠮷")).isEqualTo(2);
        assertThat(Screen.pad("戶", 4)).isEqualTo("戶  ");
    }
}
