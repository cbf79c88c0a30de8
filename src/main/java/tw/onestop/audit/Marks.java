package tw.onestop.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private static final Pattern MARK = Pattern.compile(
            FORMAT + "\\nseq (\\d{1,18})\\n((?:seen \\d{1,18} [A-Za-z0-9+/]{43}=\\n)*+)(.*)", Pattern.DOTALL);

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
     * @param seen earlier ones of the same log: where they are found again both go the same way
     */
    record Mark(long seq, String note, List<Checkpoint> seen) {

        Mark {
            seen = List.copyOf(seen);
        }

        Optional<Checkpoint> checkpoint() {
            return Checkpoint.parse(note);
        }

        /** What goes with the next mark: near the end nearly all, far from it few. */
        List<Checkpoint> before(long size) {
            Map<String, Checkpoint> kept = new LinkedHashMap<>();
            Stream.concat(seen.stream(), checkpoint().stream())
                    .filter(one -> one.size() < size)
                    .forEach(one -> {
                        int coarse = Math.max(0, 59 - Long.numberOfLeadingZeros(size - one.size()));
                        kept.put(coarse + " " + (one.size() >> coarse), one);
                    });
            return List.copyOf(kept.values());
        }
    }

    /** 紀錄不能用: what stands there says nothing of this log. */
    static final class Unusable extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        Unusable(String says, @Nullable Throwable cause) {
            super(says, cause);
        }
    }

    String file() {
        return file;
    }

    /** Empty when none is kept, or none was written yet. */
    Optional<Mark> read() {
        if (file.isEmpty() || !Files.exists(Path.of(file))) {
            return Optional.empty();
        }
        String text;
        try {
            text = Files.readString(Path.of(file));
        } catch (IOException e) {
            throw unusable("cannot be read", e);
        }
        if (text.isBlank()) {
            throw unusable("is empty", null);
        }
        Matcher said = MARK.matcher(text);
        if (!said.matches()) {
            throw unusable("holds no mark of an audit log", null);
        }
        Checkpoint last = Checkpoint.parse(said.group(3)).orElseThrow(() -> unusable("holds no checkpoint", null));
        List<Checkpoint> seen = said.group(2)
                .lines()
                .map(line -> line.split(" ", -1))
                .map(words -> new Checkpoint(
                        last.origin(),
                        Long.parseLong(words[1]),
                        Base64.getDecoder().decode(words[2])))
                .toList();
        return Optional.of(new Mark(Long.parseLong(said.group(1)), said.group(3), seen));
    }

    private Unusable unusable(String how, @Nullable Throwable cause) {
        return new Unusable("""
                The file of marks %s %s, so nobody can say whether the database lacks rows. Put back what stood there; or compare with a \
                witness's checkpoint (./onestop recover look --held) and then take the file away: a new one is made.""".formatted(file, how), cause);
    }

    /** Acts do not wait for it, nor end with it: what cannot be kept is said once. */
    void keep(Mark mark) {
        if (file.isEmpty()) {
            return;
        }
        try {
            StringBuilder text = new StringBuilder("%s\nseq %d\n".formatted(FORMAT, mark.seq()));
            for (Checkpoint one : mark.seen()) {
                text.append(
                        "seen %d %s\n".formatted(one.size(), Base64.getEncoder().encodeToString(one.root())));
            }
            write(Path.of(file).toAbsolutePath(), text.append(mark.note()).toString());
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("how far the log reaches cannot be kept in {}: {}", file, e.toString());
            }
            failed = true;
        }
    }

    /** After a power cut it holds what was there before, or this. Two that write at once have a file each until then. */
    private static void write(Path target, String text) throws IOException {
        Path beside = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".new");
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
