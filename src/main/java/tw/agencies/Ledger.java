package tw.agencies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * 收件帳: an agency's own append-only JSON Lines file, on the disk before anybody is told.
 *
 * <p>One thread writes. Whatever waits in its queue goes out in one write and one {@code force}, so a thousand notices that
 * arrive together cost one turn of the disk. A last line torn by a crash was never acknowledged, and is cut off on opening.
 */
final class Ledger implements AutoCloseable {

    private static final int LARGEST_BATCH = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Entry(String line, CompletableFuture<Void> durable) {}

    private final Entry end = new Entry("", new CompletableFuture<>());
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final FileChannel file;
    private final Thread writer;

    private Ledger(FileChannel file, String name) {
        this.file = file;
        this.writer = Thread.ofPlatform().daemon().name("ledger " + name).start(this::write);
    }

    /** Opens or makes the file, shows every line in it to {@code replay}, and is then ready for more. */
    static Ledger open(Path path, Consumer<JsonNode> replay) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, path);
            file.truncate(replay(path, replay));
            file.position(file.size());
            return new Ledger(file, String.valueOf(path.getFileName()));
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** The program that wrote here before may be on its way out still. */
    private static void lock(FileChannel file, Path path) throws IOException {
        try {
            FileLock lock = file.tryLock();
            for (long waited = 0; lock == null && waited < PATIENCE.toMillis(); waited += 100) {
                Thread.sleep(100);
                lock = file.tryLock();
            }
            if (lock == null) {
                throw new IOException(path + " is being written by another program");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for " + path);
        }
    }

    /** Returns the length of what is whole. */
    private static long replay(Path path, Consumer<JsonNode> replay) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                replay.accept(parse(path, bytes, start, i));
                start = i + 1;
            }
        }
        return start;
    }

    private static JsonNode parse(Path path, byte[] bytes, int start, int end) throws IOException {
        try {
            return Json.MAPPER.readTree(bytes, start, end - start);
        } catch (JacksonException damaged) {
            throw new IOException("%s is damaged at byte %d".formatted(path, start), damaged);
        }
    }

    /** Completes when the line is on the disk, and with it every line given before. */
    CompletableFuture<Void> append(JsonNode line) {
        Entry entry = new Entry(Json.MAPPER.writeValueAsString(line) + "\n", new CompletableFuture<>());
        queue.add(entry);
        return entry.durable;
    }

    /** Writes a line which nobody waits for. */
    void note(JsonNode line) {
        queue.add(new Entry(Json.MAPPER.writeValueAsString(line) + "\n", new CompletableFuture<>()));
    }

    private void write() {
        IOException broken = null;
        List<Entry> batch = new ArrayList<>();
        while (!batch.contains(end)) {
            batch.clear();
            try {
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST_BATCH);
                if (broken == null) {
                    writeDurably(batch);
                }
            } catch (IOException failed) {
                broken = failed;
            } catch (InterruptedException stopped) {
                broken = new InterruptedIOException("stopped");
            }
            // After a failed write nobody knows what the disk holds: refuse everything until the next start has read
            // it.
            for (Entry entry : batch) {
                if (broken == null) {
                    entry.durable.complete(null);
                } else {
                    entry.durable.completeExceptionally(broken);
                }
            }
        }
    }

    private void writeDurably(List<Entry> batch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        batch.forEach(entry -> bytes.writeBytes(entry.line.getBytes(UTF_8)));
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        file.force(false);
    }

    /** Writes out what waits, then closes. */
    @Override
    public void close() throws IOException {
        queue.add(end);
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
