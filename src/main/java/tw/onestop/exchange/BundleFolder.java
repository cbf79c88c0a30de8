package tw.onestop.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;

/**
 * 機關目錄: an agency's {@code out}, a copy of what the database has for it, and its {@code in}, until what lies there is taken. What is being
 * taken lies outside of the agency's reach.
 */
@Component
class BundleFolder {

    static final String OUT = "out";
    static final String IN = "in";
    private static final String TAKING = ".taking";
    private static final String UNFINISHED = ".part";
    private static final int MOST_FILES = 50;

    private final Path root;
    private final SftpSettings settings;
    /** How many write each file. */
    private final Map<Path, Integer> beingWritten = new HashMap<>();
    /** Of which more was to be written than a file may have: what lies there is a beginning, and no file that was cut off. */
    private final Set<Path> outgrown = new HashSet<>();

    BundleFolder(SftpSettings settings) {
        this.root = settings.directory().toAbsolutePath().normalize();
        this.settings = settings;
    }

    /** The agency's own; made when it is not there. */
    Path of(AgencyCode agency) {
        Path home = root.resolve(agency.value());
        made(home.resolve(OUT));
        made(home.resolve(IN));
        return home;
    }

    /** Who has a folder here. */
    List<AgencyCode> agencies() {
        return listed(made(root)).stream()
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .flatMap(path -> SftpDoor.agency(name(path)).stream())
                .toList();
    }

    Set<String> outgoing(AgencyCode agency) {
        return files(of(agency).resolve(OUT)).map(BundleFolder::name).collect(Collectors.toSet());
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

    /** From {@code out}. */
    void remove(AgencyCode agency, String name) {
        removed(of(agency).resolve(OUT).resolve(name));
    }

    /** 開始寫入: {@code ""}, or why the agency may not write this file now. Each that was begun must end. */
    synchronized String begin(AgencyCode agency, String name) {
        Path in = of(agency).resolve(IN);
        List<Path> there = files(in).toList();
        if (there.size() >= MOST_FILES && !there.contains(in.resolve(name))) {
            return "tooManyFiles";
        }
        // Whatever is being written may become as large as a file may be.
        long writing = 1;
        for (Map.Entry<Path, Integer> one : beingWritten.entrySet()) {
            writing += one.getKey().startsWith(in) ? one.getValue() : 0;
        }
        long taken = there.stream().mapToLong(BundleFolder::size).sum();
        if (taken + writing * settings.mostBytes() > settings.mostInAll()) {
            return "folderFull";
        }
        if (beingWritten.merge(in.resolve(name), 1, Integer::sum) == 1) {
            outgrown.remove(in.resolve(name));
        }
        return "";
    }

    synchronized void outgrown(AgencyCode agency, String name) {
        outgrown.add(of(agency).resolve(IN).resolve(name));
    }

    synchronized void end(AgencyCode agency, String name) {
        beingWritten.computeIfPresent(
                of(agency).resolve(IN).resolve(name), (_, writing) -> writing > 1 ? writing - 1 : null);
    }

    synchronized boolean isBeingWritten(AgencyCode agency, String name) {
        return beingWritten.containsKey(of(agency).resolve(IN).resolve(name));
    }

    /**
     * 取檔: the next that was brought and is whole, in the order of names, moved away so that another of its name can come meanwhile. What a
     * crash left half taken is first.
     */
    synchronized Optional<String> claim(AgencyCode agency) {
        Path taking = taking(agency);
        Optional<String> left = files(taking).map(BundleFolder::name).sorted().findFirst();
        if (left.isPresent()) {
            return left;
        }
        Optional<Path> next = files(of(agency).resolve(IN))
                .filter(file -> !isUnfinished(file) && !beingWritten.containsKey(file))
                .sorted()
                .findFirst();
        next.ifPresent(file -> {
            try {
                Files.move(file, taking.resolve(name(file)), StandardCopyOption.ATOMIC_MOVE);
                if (outgrown.remove(file)) {
                    outgrown.add(taking.resolve(name(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return next.map(BundleFolder::name);
    }

    /** Empty when it is larger than a file may be, or was to be. */
    Optional<byte[]> claimed(AgencyCode agency, String name) {
        Path file = taking(agency).resolve(name);
        try {
            return isOutgrown(file) || Files.size(file) > settings.mostBytes()
                    ? Optional.empty()
                    : Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized boolean isOutgrown(Path file) {
        return outgrown.contains(file);
    }

    synchronized void done(AgencyCode agency, String name) {
        removed(taking(agency).resolve(name));
        outgrown.remove(taking(agency).resolve(name));
    }

    /** What was begun long ago and never finished. */
    synchronized void sweep(AgencyCode agency, Instant before) {
        files(of(agency).resolve(IN))
                .filter(file -> isUnfinished(file)
                        && !beingWritten.containsKey(file)
                        && writtenAt(file).isBefore(before))
                .forEach(BundleFolder::removed);
    }

    private Path taking(AgencyCode agency) {
        return made(root.resolve(TAKING).resolve(agency.value()));
    }

    private static boolean isUnfinished(Path file) {
        return name(file).endsWith(UNFINISHED);
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removed(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was taken away meanwhile takes no room. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException gone) {
            return Instant.MAX;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Stream<Path> files(Path folder) {
        return listed(folder).stream().filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    }

    private static List<Path> listed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
