package tw.onestop.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the class path once, and run as somebody who is not root. */
final class PostgresPrograms {

    private final Path home;
    private final List<String> prefix;

    private PostgresPrograms(Path home, List<String> prefix) {
        this.home = home;
        this.prefix = prefix;
    }

    /**
     * @throws IOException in one clear sentence when no PostgreSQL runs on this machine or for this user
     */
    static PostgresPrograms in(Path home) throws IOException {
        List<String> prefix = prefix();
        if (!Files.exists(home.resolve("bin/postgres"))) {
            unpack(home);
        }
        return new PostgresPrograms(home, prefix);
    }

    void initdb(Path cluster, String superuserPassword) throws IOException {
        Path secret = Files.createTempFile(
                home, "initdb", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Path log = home.resolve("initdb.log");
        try {
            Files.writeString(secret, superuserPassword + "\n");
            Process initdb = run(
                    "initdb",
                    List.of(
                            "-D",
                            cluster.toString(),
                            "-U",
                            Passwords.SUPERUSER,
                            "--auth=scram-sha-256",
                            "--pwfile=" + secret,
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--data-checksums"),
                    log);
            if (!initdb.waitFor(120, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
                initdb.destroyForcibly();
                throw new IOException("PostgreSQL cannot make its files in %s; see %s".formatted(cluster, log));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was making its files", stopped);
        } finally {
            Files.deleteIfExists(secret);
        }
    }

    /** Starts a program; what it says goes to a file. */
    Process run(String program, List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>(Detached.PREFIX);
        command.addAll(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder.start();
    }

    /** PostgreSQL refuses root; as root it runs in a user namespace where it is nobody. */
    private static List<String> prefix() throws IOException {
        Path self = Path.of("/proc/self");
        boolean root = Files.exists(self)
                ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
                : "root".equals(System.getProperty("user.name"));
        if (!root) {
            return List.of();
        }
        if (unshareWorks()) {
            return List.of("unshare", "-U");
        }
        throw new IOException("PostgreSQL does not run as root, and this machine does not let root use `unshare -U`;"
                + " start as an ordinary user, or name a PostgreSQL of your own in ONESTOP_DB_URL");
    }

    /** Whether root may enter a user namespace of its own. */
    static boolean unshareWorks() {
        try {
            Process unshare = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return unshare.waitFor(10, TimeUnit.SECONDS) && unshare.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void unpack(Path home) throws IOException {
        String system =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch", "").matches("aarch64|arm64") ? "arm_64" : "x86_64";
        String archive = "/postgres-%s-%s.txz".formatted(system, machine);
        Path draft = home.resolveSibling(home.getFileName() + ".draft");
        Trees.delete(draft);
        try (InputStream packed = PostgresPrograms.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new IOException(
                        "there is no embedded PostgreSQL for %s on %s; name one of your own in ONESTOP_DB_URL"
                                .formatted(system, machine));
            }
            extract(new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed))), draft);
        }
        Trees.delete(home);
        Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void extract(TarArchiveInputStream tar, Path target) throws IOException {
        Files.createDirectories(target);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("an archive that leaves its directory");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                continue;
            }
            Files.createDirectories(path.resolveSibling(""));
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.createLink(path, target.resolve(entry.getLinkName()));
            } else {
                Files.copy(tar, path);
                if ((entry.getMode() & 0b001_000_000) != 0) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }
}
