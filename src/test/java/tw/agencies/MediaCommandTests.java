package tw.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 媒體指令: keys once, then what is brought; what is faulty is said in one sentence. */
class MediaCommandTests {

    @TempDir
    Path directory;

    private int run(String... arguments) {
        return MediaCommand.run(Clock.systemUTC(), arguments);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void keysAreMadeForTheOwnerAloneAndARequestIsCutIntoVolumes() throws IOException {
        assertThat(run("keys", "--name", "測試機關", "--data", path("keys"))).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("keys/signing.key"))))
                .isEqualTo("rw-------");
        // Whoever reads the register's part is the agency itself here: what it seals for its own certificate it opens.
        Files.writeString(directory.resolve("numbers"), "A123456789\nA123456790\nA123456791\n");
        assertThat(request("keys/opening.pem", "2")).isZero();
        try (Stream<Path> volumes = Files.list(directory.resolve("out"))) {
            assertThat(volumes).hasSize(2).allMatch(file -> file.toString().endsWith(".p7m"));
        }
        // A request has no heading: read as an answer it lacks a line, and says so.
        assertThat(run("read", "--data", path("keys"), "--seals", path("keys/signing.pem"), "--in", path("out")))
                .isEqualTo(1);
        assertThat(run("read", "--data", path("keys"), "--seals", path("keys/opening.pem"), "--in", path("out")))
                .isEqualTo(1);
    }

    private int request(String register, String lines) {
        return run(
                "request",
                "--data",
                path("keys"),
                "--register",
                path(register),
                "--agency",
                "VAC",
                "--purpose",
                "VAC-01",
                "--officer",
                "officer-vac",
                "--case",
                "115-1",
                "--fields",
                "name",
                "--numbers",
                path("numbers"),
                "--lines",
                lines,
                "--out",
                path("out"));
    }

    @Test
    void aWrongCommandIsToldFromAFaultyMedium() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("keys")).isEqualTo(2);
        assertThat(run("keys", "--nonsense", "x")).isEqualTo(2);
        assertThat(run("keys", "--name", "測試機關", "--data", path("keys"))).isZero();
        assertThat(request("keys/opening.pem", "none")).isEqualTo(2);
        Files.createDirectories(directory.resolve("empty"));
        assertThat(run("read", "--data", path("keys"), "--seals", path("keys/signing.pem"), "--in", path("empty")))
                .isEqualTo(1);
        assertThat(run("read", "--data", path("none"), "--seals", path("keys/signing.pem"), "--in", path("empty")))
                .isEqualTo(1);
    }
}
