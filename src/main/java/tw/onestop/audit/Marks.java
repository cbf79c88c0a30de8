package tw.onestop.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 高水位紀錄: how far the log reached, in a file outside the database, so that a database that comes back from a backup is known as one.
 * Each node has its own.
 */
@Component
class Marks {

    private static final Logger LOG = LoggerFactory.getLogger(Marks.class);
    private static final String FORMAT = "onestop-marks/1";

    private final String file;
    private boolean failed;

    Marks(@Value("${onestop.audit.marks-file:}") String file) {
        this.file = file;
    }

    /**
     * What was seen last.
     *
     * @param seq of the last row with a place
     * @param note the checkpoint
     */
    record Mark(long seq, String note) {

        Optional<Checkpoint> checkpoint() {
            return Checkpoint.parse(note);
        }
    }

    /** Empty when none is kept, or none was written yet. */
    Optional<Mark> read() {
        if (file.isEmpty() || !Files.exists(Path.of(file))) {
            return Optional.empty();
        }
        try {
            String[] parts = Files.readString(Path.of(file)).split("\n", 3);
            if (parts.length == 3 && parts[0].equals(FORMAT) && parts[1].matches("seq \\d{1,18}")) {
                return Optional.of(new Mark(Long.parseLong(parts[1].substring(4)), parts[2]));
            }
            throw new IllegalStateException("what stands in %s is no mark of the log".formatted(file));
        } catch (IOException e) {
            throw new IllegalStateException("the mark of the log in %s cannot be read".formatted(file), e);
        }
    }

    /** Acts do not wait for it, nor end with it: what cannot be kept is said once. */
    void keep(Mark mark) {
        if (file.isEmpty()) {
            return;
        }
        try {
            write(Path.of(file), "%s\nseq %d\n%s".formatted(FORMAT, mark.seq(), mark.note()));
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("how far the log reaches cannot be kept in {}: {}", file, e.toString());
            }
            failed = true;
        }
    }

    /** After a power cut it holds what was there before, or this. */
    private static void write(Path target, String text) throws IOException {
        Path beside = target.resolveSibling(target.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
