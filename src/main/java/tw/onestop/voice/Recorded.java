package tw.onestop.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 錄音檔: prompts that people spoke, a directory for each language, a file under the name of its piece. */
final class Recorded {

    static final String ENDING = ".ulaw";

    private static final Logger LOG = LoggerFactory.getLogger(Recorded.class);

    private final @Nullable Path directory;

    /**
     * @param directory {@code ""} for none. One that is not there is said and taken all the same, since it may be mounted later
     */
    Recorded(String directory) {
        this.directory = directory.isEmpty() ? null : Path.of(directory).toAbsolutePath();
        if (this.directory != null && !Files.isDirectory(this.directory)) {
            LOG.warn(
                    "onestop.voice.prompts.recordings (ONESTOP_VOICE_RECORDINGS) names {}, which is no directory",
                    this.directory);
        }
    }

    /** The file of a piece, without its ending. */
    Optional<Path> of(Prompts.Piece piece) {
        if (directory == null || !isPlain(piece.name())) {
            return Optional.empty();
        }
        Path folder = directory.resolve(piece.tongue().folder());
        return Files.isReadable(folder.resolve(piece.name() + ENDING))
                ? Optional.of(folder.resolve(piece.name()))
                : Optional.empty();
    }

    /**
     * What an office wants to know before somebody calls: how many are there, and which files are played for nothing that the line
     * says by itself. Those are names of agencies, or slips of the pen.
     */
    String account(Tongue tongue, Collection<Prompts.Piece> wanted) {
        Set<String> names = wanted.stream()
                .filter(piece -> piece.tongue() == tongue)
                .map(Prompts.Piece::name)
                .collect(Collectors.toSet());
        Set<String> others = files(tongue);
        long there = names.stream().filter(name -> others.remove(name + ENDING)).count();
        return "%s: %d of %d recorded%s"
                .formatted(
                        tongue.folder(),
                        there,
                        names.size(),
                        others.isEmpty() ? "" : "; besides, by name: " + String.join(" ", others));
    }

    private Set<String> files(Tongue tongue) {
        Path folder = directory == null ? null : directory.resolve(tongue.folder());
        if (folder == null || !Files.isDirectory(folder)) {
            return new TreeSet<>();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            return new TreeSet<>();
        }
    }

    boolean any() {
        return directory != null;
    }

    /** A name of the directory is not a way through the file system. */
    private static boolean isPlain(String name) {
        return !name.contains("/") && !name.contains("\\") && !name.startsWith(".");
    }
}
