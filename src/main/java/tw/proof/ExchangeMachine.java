package tw.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * 交換機主機: a Debian with Asterisk in a directory, into which programs are locked (chroot). The machine around it keeps its own
 * packages, users and services, and nothing stays mounted. It is made once and kept for the next time.
 */
final class ExchangeMachine {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final String EVERYBODYS_MIRROR = "http://deb.debian.org/debian";
    private static final Path SHARED = Path.of("srv", "onestop");

    private final Path root;
    private final Path log;

    private ExchangeMachine(Path root, Path log) {
        this.root = root;
        this.log = log;
    }

    /**
     * The one in this directory; made there if there is none.
     *
     * @param mirror of Debian, {@code ""}: the one that this machine's own packages come from
     */
    static ExchangeMachine in(Path directory, String suite, String mirror) throws IOException {
        Path data = Files.createDirectories(directory).toRealPath();
        ExchangeMachine machine = new ExchangeMachine(data.resolve("debian"), data.resolve("machine.log"));
        if (!Files.isExecutable(machine.root.resolve("usr/sbin/asterisk"))) {
            machine.make(suite, mirror.isEmpty() ? mirrorOfThisMachine() : mirror);
        }
        FileSystemUtils.deleteRecursively(machine.root.resolve(SHARED));
        return machine;
    }

    /** What is missing here, as a sentence; {@code ""} when nothing is. */
    static String missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "an exchange is locked into a directory of its own, which only root may do: run this as root";
        }
        for (String program : List.of("chroot", "debootstrap", "sipp")) {
            if (!Programs.have(program)) {
                return "the program %s is missing (Debian: apt-get install debootstrap sip-tester)".formatted(program);
            }
        }
        return "";
    }

    Path root() {
        return root;
    }

    /** The words that run a program in it, as its own user of that name. */
    List<String> as(String user) {
        return List.of("chroot", "--userspec=" + user + ":" + user, root.toString());
    }

    /** Runs a command in it. */
    void run(String... words) throws IOException {
        if (Programs.run(log, SHORT, within(words)) != 0) {
            throw new IOException("%s failed in %s; see %s".formatted(words[0], root, log));
        }
    }

    /** What a command in it says; {@code ""} when it fails. */
    String said(String... words) throws IOException {
        return Programs.said(SHORT, within(words));
    }

    /**
     * A directory that both see under one path, without a mount: it lies in here, and at that path stands a link to it on either side.
     *
     * @param path where nothing is yet
     */
    void shares(Path path) throws IOException {
        Path inside = Path.of("/").resolve(SHARED).resolve(path.getFileName());
        Path real = Files.createDirectories(root.resolve(Path.of("/").relativize(inside)));
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, real);
        Path twin = root.resolve(Path.of("/").relativize(path));
        Files.createDirectories(twin.getParent());
        Files.deleteIfExists(twin);
        Files.createSymbolicLink(twin, inside);
    }

    /** Takes away the links beneath this path, when nobody shares anything there any more. */
    void forgets(Path path) throws IOException {
        FileSystemUtils.deleteRecursively(root.resolve(Path.of("/").relativize(path)));
    }

    private String[] within(String... words) {
        return Stream.concat(Stream.of("chroot", root.toString()), Stream.of(words))
                .toArray(String[]::new);
    }

    /** Whole or not at all: one that was interrupted begins anew. */
    private void make(String suite, String mirror) throws IOException {
        System.out.println(
                "fetching a Debian (%s) with Asterisk from %s; some 500 MB, once …".formatted(suite, mirror));
        Path fresh = root.resolveSibling("debian.new");
        unmount(fresh);
        FileSystemUtils.deleteRecursively(fresh);
        int status;
        try {
            status = Programs.run(
                    log,
                    LONGEST,
                    "debootstrap",
                    "--variant=minbase",
                    "--include=asterisk",
                    suite,
                    fresh.toString(),
                    mirror);
        } finally {
            unmount(fresh);
        }
        if (status != 0) {
            throw new IOException("no Debian with Asterisk could be fetched from %s; see %s".formatted(mirror, log));
        }
        Files.move(fresh, root);
    }

    /** Debootstrap mounts what it needs and takes it away again, unless it is interrupted. */
    private void unmount(Path below) throws IOException {
        Path mounts = Path.of("/proc/mounts");
        if (!Files.exists(mounts)) {
            return;
        }
        List<String> left = Files.readAllLines(mounts, StandardCharsets.UTF_8).stream()
                .map(line -> line.split(" ", -1)[1])
                .filter(place -> place.startsWith(below + "/"))
                .toList()
                .reversed();
        for (String place : left) {
            if (Programs.run(log, SHORT, "umount", place) != 0) {
                throw new IOException(place + " is still mounted: unmount it by hand");
            }
        }
    }

    private static String mirrorOfThisMachine() throws IOException {
        if (!Programs.have("apt-get")) {
            return EVERYBODYS_MIRROR;
        }
        return Programs.said(
                        SHORT,
                        "apt-get",
                        "indextargets",
                        "--format",
                        "$(ORIGIN)/$(LABEL) $(SITE)",
                        "Created-By: Packages")
                .lines()
                .filter(line -> line.startsWith("Debian/Debian "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .findFirst()
                .orElse(EVERYBODYS_MIRROR);
    }
}
