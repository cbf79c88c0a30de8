package tw.proof;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tw.witness.HashTree;
import tw.witness.Note;
import tw.witness.VerifierKey;

/** 稽核軌跡檢核, the command: {@code ./onestop verify audit}. */
public final class AuditTrail {

    private static final int SHOWN = 20;

    private AuditTrail() {}

    /** Exit status 0 when everything holds, 1 when something was found, 2 for a wrong command or no database. */
    public static void main(String[] arguments) {
        Options options = Options.parse(arguments, """
                ./onestop verify audit [--data var/demo] [--checkpoint FILE]… [--key VERIFIERKEY] [--export FILE] [--trail FILE] [--archive FILE] [--opening FILE]
                Recomputes the audit log from every row of the trail, off line: of the demo that runs on this data, or of the database of
                ONESTOP_DB_URL with ONESTOP_DB_OWNER and ONESTOP_DB_OWNER_PASSWORD. Changes nothing. Names the row that was changed, taken away
                or put in.

                [--checkpoint FILE]  a checkpoint kept elsewhere (curl …/v1/audit/checkpoint, or a witness's file); may be given again.
                                     Without one only the inner agreement of the database is checked: whoever owns it can make that up
                [--key VERIFIERKEY]  what /v1/audit/key said when it was kept: the checkpoints must bear its signature. Otherwise the
                                     database says which key it was
                [--export FILE]      also writes the leaf of every row, a line each: a copy of the log without personal data
                [--trail FILE]       checks such a copy instead of a database
                [--archive FILE]     checks instead what ./onestop archive took out of the trail
                [--opening FILE]     keys that open archives (PKCS#12), their password in ONESTOP_ARCHIVE_PASSWORD; old archives need none""");
        try {
            List<Note> held = new ArrayList<>();
            for (String file : options.texts("checkpoint")) {
                held.add(Note.parse(Files.readString(Path.of(file))));
            }
            List<VerifierKey> keys = new ArrayList<>();
            for (String key : options.texts("key")) {
                key.lines().map(VerifierKey::parse).forEach(keys::add); // two while they rotate
            }
            String copy = options.text("trail", "");
            String archive = options.text("archive", "");
            System.exit(
                    !archive.isEmpty()
                            ? ofArchive(Path.of(archive), opening(options), held, keys)
                            : copy.isEmpty() ? ofDatabase(options, held, keys) : ofCopy(Path.of(copy), held, keys));
        } catch (NoSuchFileException e) {
            System.err.println("verify audit: there is no file " + e.getMessage());
            System.exit(2);
        } catch (SQLException e) {
            System.err.println("verify audit: the log cannot be read from the database: " + e.getMessage());
            System.exit(2);
        } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
            System.err.println("verify audit: " + e.getMessage());
            System.exit(2);
        }
    }

    private static int ofDatabase(Options options, List<Note> held, List<VerifierKey> keys)
            throws SQLException, IOException {
        long began = System.nanoTime();
        String export = options.text("export", "");
        try (Connection database = open(options);
                OutputStream copy = export.isEmpty()
                        ? OutputStream.nullOutputStream()
                        : new BufferedOutputStream(Files.newOutputStream(Path.of(export)))) {
            List<String> unsigned;
            TrailCheck.Report report;
            try (SameMoment moment = SameMoment.of(database, () -> open(options))) {
                List<VerifierKey> known = keys.isEmpty() ? new TrailReader(database).keys() : keys;
                unsigned = unsigned(held, known);
                report = TrailCheck.check(
                        database, moment.beside(), held, known, export.isEmpty() ? null : leaf -> line(copy, leaf));
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%,d rows in the log, %,d of them archived, %,d wait for their place; %.1f s, %,.0f rows/s%n",
                    report.size(), report.archived(), report.waiting(), seconds, report.size() / seconds);
            report.forks().forEach(sentence -> System.out.println("FORK   " + sentence));
            unsigned.forEach(sentence -> System.out.println("FOUND  " + sentence));
            report.findings().stream().limit(SHOWN).forEach(f -> System.out.println("FOUND  " + f.says()));
            long more = Math.max(0, report.findings().size() - SHOWN) + report.unnamed();
            if (more > 0) {
                System.out.printf("       and %,d more%n", more);
            }
            boolean good = report.findings().isEmpty() && unsigned.isEmpty();
            System.out.println(good ? verdict(held, report.agreed()) : "The trail is not as it was.");
            return good ? 0 : 1;
        }
    }

    private static Connection open(Options options) throws SQLException, IOException {
        return OwnersDatabase.open("audit", Path.of(options.text("data", "var/demo")));
    }

    private static String verdict(List<Note> held, long agreed) {
        return held.isEmpty()
                ? "The trail agrees with itself. Only a checkpoint kept elsewhere (--checkpoint) can show that nobody rewrote all of it."
                : "The trail is as it was when the checkpoint of %,d rows was kept.".formatted(agreed);
    }

    private static int ofCopy(Path file, List<Note> held, List<VerifierKey> keys) throws IOException {
        if (held.isEmpty()) {
            throw new IllegalArgumentException("a copy is checked against a --checkpoint");
        }
        List<String> wrong = keys.isEmpty() ? new ArrayList<>() : unsigned(held, keys);
        for (Note note : held) {
            RunningTree tree = new RunningTree();
            try (Stream<String> lines = Files.lines(file)) {
                lines.limit(note.size()).forEach(l -> tree.add(HashTree.leaf(l.getBytes(StandardCharsets.UTF_8))));
            }
            if (tree.size() < note.size()) {
                wrong.add("the copy has %,d rows, the checkpoint covers %,d".formatted(tree.size(), note.size()));
            } else if (!MessageDigest.isEqual(tree.root(), note.root())) {
                wrong.add("the first %,d rows of the copy do not come to the checkpoint".formatted(note.size()));
            } else {
                System.out.printf("ok     the first %,d rows of the copy are those of the checkpoint%n", note.size());
            }
        }
        wrong.forEach(sentence -> System.out.println("FOUND  " + sentence));
        if (keys.isEmpty()) {
            System.out.println("Whether the log's key signed the checkpoint was not checked (--key).");
        }
        return wrong.isEmpty() ? 0 : 1;
    }

    private static ArchiveKey opening(Options options) throws IOException {
        String file = options.text("opening", "");
        if (file.isEmpty()) {
            return ArchiveKey.NONE;
        }
        String password = System.getenv("ONESTOP_ARCHIVE_PASSWORD");
        if (password == null) {
            throw new IOException("the password of %s is expected in ONESTOP_ARCHIVE_PASSWORD".formatted(file));
        }
        return ArchiveKey.read(Path.of(file), password.toCharArray());
    }

    /** An archive brings its own checkpoint; that it is the world's, too, says one of its size that was held elsewhere. */
    public static int ofArchive(Path file, ArchiveKey opening, List<Note> held, List<VerifierKey> keys)
            throws IOException {
        ArchiveFile.Read read = ArchiveFile.read(file, opening);
        Note own = read.head().note();
        List<String> wrong = keys.isEmpty() ? new ArrayList<>() : unsigned(List.of(own), keys);
        if (!read.holds()) {
            wrong.add("the rows of the archive do not come to its checkpoint: they were changed");
        }
        for (Note note : held) {
            if (note.size() != own.size()) {
                wrong.add("the archive is proven at %,d rows; a checkpoint of %,d says nothing about it"
                        .formatted(own.size(), note.size()));
            } else if (!MessageDigest.isEqual(note.root(), own.root())) {
                wrong.add("the checkpoint of the archive is not the one that is held elsewhere");
            }
        }
        System.out.printf(
                "%s: %,d rows, seq %d to %d, SHA-256 %s%n",
                read.head().part(),
                read.rows(),
                read.firstSeq(),
                read.lastSeq(),
                HexFormat.of().formatHex(ArchiveFile.sha256(file)));
        System.out.println(
                read.sealed()
                        ? "encrypted; inside SHA-256 " + HexFormat.of().formatHex(ArchiveFile.sha256(file, opening))
                        : "not encrypted: an archive of before; docs/operations.md says how it is encrypted now");
        wrong.forEach(sentence -> System.out.println("FOUND  " + sentence));
        if (keys.isEmpty() && held.isEmpty()) {
            System.out.println("Whether its checkpoint is the log's was not checked (--key, --checkpoint).");
        }
        return wrong.isEmpty() ? 0 : 1;
    }

    private static List<String> unsigned(List<Note> held, List<VerifierKey> keys) {
        List<String> wrong = new ArrayList<>();
        for (Note note : held) {
            if (keys.stream().noneMatch(note::signedBy)) {
                wrong.add("the checkpoint of %,d rows does not bear the signature of the log's key"
                        .formatted(note.size()));
            }
        }
        return wrong;
    }

    private static void line(OutputStream copy, byte[] leaf) {
        try {
            copy.write(leaf);
            copy.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
