package tw.onestop.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;

/** 機關目錄: an agency's {@code out}, a copy of what the database has for it, and its {@code in}, until what lies there is taken. */
@Component
class BundleFolder {

    static final String OUT = "out";
    static final String IN = "in";
    private static final String UNFINISHED = ".part";

    private final Path root;
    private final long mostBytes;
    private final Set<Path> beingWritten = ConcurrentHashMap.newKeySet();

    BundleFolder(SftpSettings settings) {
        this.root = settings.directory().toAbsolutePath().normalize();
        this.mostBytes = settings.mostBytes();
    }

    /** The agency's own; made when it is not there. */
    Path of(AgencyCode agency) {
        try {
            Path home = root.resolve(agency.value());
            Files.createDirectories(home.resolve(OUT));
            Files.createDirectories(home.resolve(IN));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> outgoing(AgencyCode agency) {
        return names(of(agency).resolve(OUT)).collect(Collectors.toSet());
    }

    /** Whole under its name, or not there. */
    void put(AgencyCode agency, String name, byte[] content) {
        Path out = of(agency).resolve(OUT);
        try {
            Path beginning = Files.write(of(agency).resolve("." + name), content);
            Files.move(
                    beginning, out.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(AgencyCode agency, String name, String text) {
        put(agency, name, text.getBytes(StandardCharsets.UTF_8));
    }

    void remove(AgencyCode agency, String folder, String name) {
        try {
            Files.deleteIfExists(of(agency).resolve(folder).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was brought and is whole, in the order of its names. */
    List<String> incoming(AgencyCode agency) {
        Path in = of(agency).resolve(IN);
        return names(in)
                .filter(name -> !name.endsWith(UNFINISHED) && !beingWritten.contains(in.resolve(name)))
                .sorted()
                .toList();
    }

    /** Empty when it is larger than a file may be. */
    Optional<byte[]> incoming(AgencyCode agency, String name) {
        Path file = of(agency).resolve(IN).resolve(name);
        try {
            return Files.size(file) > mostBytes ? Optional.empty() : Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException gone) {
            return Optional.of(new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writing(Path file) {
        beingWritten.add(file.toAbsolutePath().normalize());
    }

    void written(Path file) {
        beingWritten.remove(file.toAbsolutePath().normalize());
    }

    private static Stream<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
