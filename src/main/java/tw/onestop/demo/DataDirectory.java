package tw.onestop.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 資料目錄 of a demonstration: one demonstration at a time, everything it knows inside. */
public final class DataDirectory implements AutoCloseable {

    /** What a fresh start removes; nothing else of the directory is touched, whoever put it there. */
    private static final List<String> OURS = List.of(
            "demo.json",
            "state.json",
            "onestop.key",
            "onestop.marks",
            "agencies",
            "training",
            "db",
            "db.unfinished",
            "database.properties",
            "logs",
            "postgresql.log");

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * @throws Refused when another program of ours runs on it, or when nothing can be written there
     */
    public static DataDirectory take(Path path) throws IOException {
        FileChannel channel = open(path);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new Refused(
                    1,
                    "Another demo, load or benchmark is running on %s; stop it, or name another directory with --data"
                            .formatted(path));
        }
        return new DataDirectory(path, channel, lock);
    }

    public Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Forgets everything of earlier demonstrations; a PostgreSQL that one left behind is stopped first. */
    void empty() throws IOException {
        PidFile.of(file("db")).settle(Duration.ofSeconds(20));
        for (String name : OURS) {
            Trees.delete(file(name));
        }
    }

    /** The key file of the product's secrets, made when there is none. */
    public Path keyFile() throws IOException {
        return secret("onestop.key");
    }

    /** A file with 32 random bytes, made when there is none. */
    Path secret(String name) throws IOException {
        Path file = file(name);
        if (!Files.exists(file)) {
            Secrets.write(file, Secrets.key());
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static FileChannel open(Path path) throws IOException {
        try {
            Files.createDirectories(path);
            return FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException no) {
            throw new Refused(
                    1,
                    "Nothing can be written in %s (%s); name another directory with --data"
                            .formatted(path, Trees.reason(no)));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException here) {
            return null;
        }
    }
}
