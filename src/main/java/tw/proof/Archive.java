package tw.proof;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import tw.witness.Note;
import tw.witness.VerifierKey;

/** 軌跡封存, the command: {@code ./onestop archive}. */
public final class Archive {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

    private Archive() {}

    /** Exit status 0 when it is archived, 1 when it is refused, 2 for a wrong command or no database. */
    public static void main(String[] arguments) {
        Options options = Options.parse(arguments, """
                ./onestop archive [--part 2021-11] [--to FILE] [--recipient CERT]… [--checkpoint FILE] [--key VERIFIERKEY] [--data var/demo]
                Takes a part of the audit trail, whose years of retention are over, out of the database into a file, as its owner: proves its
                rows against a checkpoint kept elsewhere, writes the file, reads it again, and only then detaches the part and
                records that. Leaves and nodes stay: proofs of all other rows go on. Personal data are in the file: it is encrypted
                (CMS, AES-256-GCM) to the certificates that are given, and to nobody else.
                Of the demo that runs on --data, or of ONESTOP_DB_URL with ONESTOP_DB_OWNER and ONESTOP_DB_OWNER_PASSWORD.

                [--part MONTH]       2021-11, or 'before': what was there before the trail had months
                [--to FILE]          the new file; afterwards ./onestop verify audit --archive FILE --opening KEYS reads it without a database
                [--recipient CERT]   certificate (PEM or DER) whose key opens the file; may be given again: a second one, whose key lies
                                     elsewhere, is what is left when a key is lost
                [--checkpoint FILE]  kept by a witness
                [--key VERIFIERKEY]  of the log, as it was kept: the checkpoint must bear its signature""");
        String part = options.text("part", "");
        String to = options.text("to", "");
        String checkpoint = options.text("checkpoint", "");
        List<String> recipients = options.texts("recipient");
        if (!part.matches("before|\\d{4}-\\d{2}") || to.isEmpty() || checkpoint.isEmpty() || recipients.isEmpty()) {
            System.err.println(
                    "archive: --part, --to, --recipient and --checkpoint are needed; see ./onestop archive --help");
            System.exit(2);
        }
        try (Connection database = OwnersDatabase.open("audit", Path.of(options.text("data", "var/demo")))) {
            Note held = Note.parse(Files.readString(Path.of(checkpoint)));
            for (String key : options.texts("key")) {
                if (key.lines().map(VerifierKey::parse).noneMatch(held::signedBy)) {
                    throw new NotArchived("the checkpoint does not bear the signature of the log's key");
                }
            }
            List<X509Certificate> certificates = ArchiveCertificates.read(recipients, Instant.now());
            System.out.println(archived(database, part, Path.of(to), certificates, held, LocalDate.now(TAIPEI)));
        } catch (NotArchived refused) {
            System.err.println("archive: " + refused.getMessage());
            System.exit(1);
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            System.err.println("archive: %s: %s"
                    .formatted(
                            e instanceof NoSuchFileException ? "there is no file" : "there is a file already",
                            e.getMessage()));
            System.exit(2);
        } catch (SQLException | IllegalArgumentException | IOException e) {
            System.err.println("archive: " + e.getMessage());
            System.exit(2);
        }
    }

    /** One sentence about what was done. */
    public static String archived(
            Connection database, String name, Path to, List<X509Certificate> recipients, Note held, LocalDate today)
            throws SQLException, IOException, NotArchived {
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        database.setAutoCommit(false);
        TrailPart part = TrailPart.of(database, name);
        part.mayGo(today);
        Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        ArchiveSeal seal = ArchiveSeal.to(recipients);
        part.write(unfinished, held, seal);
        ArchiveFile.Read read = ArchiveFile.read(unfinished, ArchiveKey.passing(seal.passing()));
        if (!read.holds()) {
            Files.delete(unfinished);
            throw new NotArchived(
                    "the rows of %s do not come to the checkpoint of %,d rows; ./onestop verify audit says which were changed"
                            .formatted(part.table(), held.size()));
        }
        try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(to.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true); // the new name, too
        }
        byte[] digest = ArchiveFile.sha256(to);
        try {
            part.detach(read, digest);
        } catch (SQLException | NotArchived e) {
            // The rows are in the trail still: a file under its name would say that they are out.
            Files.move(to, unfinished, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        return """
                %s: %,d rows are in %s, and out of the trail.
                SHA-256 %s, as the trail says, too.
                The table stands by itself now; when the file lies where it shall lie for good: drop table %s;""".formatted(part.table(), read.rows(), to, HexFormat.of().formatHex(digest), part.table());
    }
}
