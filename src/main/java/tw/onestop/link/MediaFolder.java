package tw.onestop.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 媒體目錄: where sealed volumes lie until they are handed over; from there an officer copies them to a medium. */
@Component
class MediaFolder {

    private final Path root;

    MediaFolder(@Value("${onestop.link.media-directory:var/media}") Path root) {
        this.root = root;
    }

    Path of(UUID set) {
        return root.resolve(set.toString());
    }

    /** Whether volumes of it were written here, and not by another node. */
    boolean holds(UUID set) {
        return Files.isDirectory(of(set));
    }

    static String name(int no, int volumes) {
        return "volume-%03d-of-%03d.p7m".formatted(no, volumes);
    }

    /** Whole under its name, or not there. */
    void write(UUID set, String name, byte[] content) {
        try {
            Path folder = Files.createDirectories(of(set));
            Path beginning = folder.resolve(name + ".part");
            Files.write(beginning, content);
            Files.move(
                    beginning,
                    folder.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty when it is not there. */
    Optional<byte[]> read(UUID set, String name) {
        Path file = of(set).resolve(name);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear(UUID set) {
        Path folder = of(set);
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
