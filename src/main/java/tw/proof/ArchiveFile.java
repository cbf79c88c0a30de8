package tw.proof;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tw.witness.HashTree;
import tw.witness.Note;

/**
 * 封存檔: a part of the trail with everything that proves it: its rows and their salts, of rows between them that belong to another part
 * the hash, the hashes of the log before and behind, and the checkpoint to which all of that comes. Compressed lines of JSON, encrypted
 * (decision 174); those that were made before are not.
 */
final class ArchiveFile {

    private static final String FORMAT = "onestop-trail-archive/1";
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NAMES = List.of(LoggedRow.COLUMNS.split(", "));

    private ArchiveFile() {}

    /**
     * What stands above the rows.
     *
     * @param part name of the part of the trail
     * @param from index of the first leaf
     * @param to index behind the last leaf
     * @param before hashes of the complete subtrees of the leaves before
     * @param after those of the leaves from {@code to} up to the size of the checkpoint
     */
    record Head(String part, long from, long to, List<byte[]> before, List<byte[]> after, String checkpoint) {

        Note note() {
            return Note.parse(checkpoint);
        }
    }

    /**
     * What was read.
     *
     * @param sealed whether it was encrypted
     * @param root to which the rows come, at the size of the checkpoint
     */
    record Read(Head head, boolean sealed, long rows, long firstSeq, long lastSeq, byte[] root) {

        /** Whether the rows are those of the checkpoint. */
        boolean holds() {
            return MessageDigest.isEqual(root, head.note().root());
        }
    }

    /** Writes one; readable by its owner only. */
    static final class Writer implements Closeable {

        private final BufferedWriter out;

        Writer(Path file, Head head, ArchiveSeal seal) throws IOException {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            OutputStream sealed =
                    seal.over(new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE), 1 << 16));
            out = new BufferedWriter(
                    new OutputStreamWriter(new GZIPOutputStream(sealed, 1 << 16), StandardCharsets.UTF_8));
            ObjectNode json = JSON.createObjectNode();
            json.put("format", FORMAT)
                    .put("part", head.part())
                    .put("from", head.from())
                    .put("to", head.to());
            head.before().forEach(json.putArray("before")::add);
            head.after().forEach(json.putArray("after")::add);
            json.put("checkpoint", head.checkpoint());
            line(json);
        }

        void row(LoggedRow row, byte[] salt) throws IOException {
            ObjectNode json = JSON.createObjectNode();
            json.put("seq", row.seq()).put("micros", row.micros());
            for (int column = LoggedRow.ACTOR_KIND; column < LoggedRow.WIDTH; column++) {
                byte[] value = row.value(column);
                if (value == null) {
                    continue;
                }
                if (column == LoggedRow.SUBJECT_INDEX) {
                    json.put(NAMES.get(column), value);
                } else {
                    json.put(NAMES.get(column), new String(value, StandardCharsets.UTF_8));
                }
            }
            line(json.put("salt", salt));
        }

        /** Of a row that stands between them and belongs to another part. */
        void hash(byte[] hash) throws IOException {
            line(JSON.createObjectNode().put("hash", hash));
        }

        private void line(ObjectNode json) throws IOException {
            out.write(JSON.writeValueAsString(json));
            out.write('\n');
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Computes everything anew from the rows. */
    static Read read(Path file, ArchiveKey key) throws IOException {
        try (ArchiveStream in = ArchiveStream.open(file, key)) {
            try {
                Read read = read(file, in, in.sealed());
                in.finish();
                return read;
            } catch (IOException | RuntimeException broken) {
                throw new IOException(
                        in.sealed()
                                ? "%s was changed or damaged after it was written".formatted(file)
                                : "%s is no archive of the trail, or is damaged".formatted(file),
                        broken);
            }
        }
    }

    private static Read read(Path file, InputStream content, boolean sealed) throws IOException {
        // What is around it is not closed: an envelope is read to its end.
        BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(content, 1 << 16), StandardCharsets.UTF_8));
        Head head = head(JSON.readTree(String.valueOf(in.readLine())));
        RunningTree tree = new RunningTree();
        grown(tree, head.from(), head.before());
        LeafWriter writer = new LeafWriter();
        long rows = 0;
        long first = 0;
        long last = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode json = JSON.readTree(line);
            if (json.has("hash")) {
                tree.add(Base64.getDecoder().decode(json.path("hash").asString()));
                continue;
            }
            LoggedRow row = row(json);
            byte[] salt = Base64.getDecoder().decode(json.path("salt").asString());
            tree.add(HashTree.leaf(writer.leaf(row, salt)));
            first = rows++ == 0 ? row.seq() : first;
            last = row.seq();
        }
        if (tree.size() != head.to()) {
            throw new IOException("%s has not as many rows as it says".formatted(file));
        }
        grown(tree, head.note().size(), head.after());
        return new Read(head, sealed, rows, first, last, tree.root());
    }

    /** Adds complete subtrees up to a size. */
    private static void grown(RunningTree tree, long to, List<byte[]> hashes) throws IOException {
        List<Integer> levels = RunningTree.levels(tree.size(), to);
        if (levels.size() != hashes.size()) {
            throw new IOException("the archive lacks hashes of the log around it");
        }
        for (int i = 0; i < levels.size(); i++) {
            tree.add(levels.get(i), hashes.get(i));
        }
    }

    static byte[] sha256(Path file) throws IOException {
        return sha256(Files.newInputStream(file));
    }

    /** Of what is inside, which stays the same when it is encrypted to somebody else. */
    static byte[] sha256(Path file, ArchiveKey key) throws IOException {
        return sha256(ArchiveStream.open(file, key));
    }

    private static byte[] sha256(InputStream content) throws IOException {
        try (DigestInputStream in = new DigestInputStream(content, HashTree.sha256())) {
            in.transferTo(OutputStream.nullOutputStream()); // what is skipped is not digested
            return in.getMessageDigest().digest();
        }
    }

    private static Head head(JsonNode json) throws IOException {
        if (!json.path("format").asString("").equals(FORMAT)) {
            throw new IOException("this is no archive of the trail");
        }
        return new Head(
                json.path("part").asString(),
                json.path("from").asLong(),
                json.path("to").asLong(),
                hashes(json.path("before")),
                hashes(json.path("after")),
                json.path("checkpoint").asString());
    }

    private static List<byte[]> hashes(JsonNode array) {
        List<byte[]> hashes = new ArrayList<>();
        array.forEach(hash -> hashes.add(Base64.getDecoder().decode(hash.asString())));
        return hashes;
    }

    private static LoggedRow row(JsonNode json) {
        List<byte @Nullable []> values = new ArrayList<>();
        for (int column = LoggedRow.ACTOR_KIND; column < LoggedRow.WIDTH; column++) {
            JsonNode value = json.path(NAMES.get(column));
            if (value.isMissingNode()) {
                values.add(null);
            } else {
                values.add(
                        column == LoggedRow.SUBJECT_INDEX
                                ? Base64.getDecoder().decode(value.asString())
                                : value.asString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return LoggedRow.of(json.path("seq").asLong(), json.path("micros").asLong(), values);
    }
}
