package tw.onestop.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.onestop.kernel.Sha256;
import tw.proof.Archive;
import tw.proof.ArchiveKey;
import tw.proof.AuditTrail;
import tw.proof.NotArchived;
import tw.proof.TrailCheck;
import tw.witness.Note;
import tw.witness.VerifierKey;

/** 軌跡封存: what an operator does with months whose time is over, and that it hides nothing. */
class ArchiveTests extends PartsCase {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    /** Two keys, since one can be lost: elliptic, as is usual, and RSA, as many authorities' cards are. */
    private static final ArchiveHolder ARCHIVE = ArchiveHolder.ec("archive");

    private static final ArchiveHolder SECOND = ArchiveHolder.rsa("second");
    private static final List<X509Certificate> RECIPIENTS = List.of(ARCHIVE.certificate(), SECOND.certificate());

    @TempDir
    Path directory;

    @Test
    void aMonthWhoseTimeIsOverGoesIntoAProvenFileAndProofsOfTheOthersGoOn() throws Exception {
        UUID before = acted(2);
        UUID old = month("2019-03", 3);
        UUID after = acted(2);
        Note held = settled();
        Path file = directory.resolve("2019-03.trail");

        String said = archived("2019-03", file, held);
        byte[] digest = Sha256.of(Files.readAllBytes(file));
        assertThat(said).contains("3 rows", "SHA-256 " + HexFormat.of().formatHex(digest));
        assertThat(jdbc.sql("select count(*) from audit.trail where object = ?")
                        .param(old.toString())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(AuditTrail.ofArchive(file, ARCHIVE.opening(), List.of(held), List.of(key())))
                .isZero();
        for (UUID other : List.of(before, after)) {
            assertThat(json("/v1/audit/proof?transactionId=" + other, 200)
                            .path("leaf")
                            .asString())
                    .contains(other.toString());
        }
        json("/v1/audit/proof?transactionId=" + old, 404);
        TrailCheck.Report report = verified(settled(), held);
        assertThat(report.archived()).isGreaterThanOrEqualTo(3);
        assertThat(report.agreed()).isGreaterThan(held.size());
        assertThat(kinds(report)).doesNotContain(TrailCheck.Kind.REMOVED, TrailCheck.Kind.CHANGED);
        assertThat(jdbc.sql("select detail from audit.trail where action = 'audit.part.archived' and object = ?")
                        .param("audit.trail_2019_03")
                        .query(String.class)
                        .single())
                .startsWith("rows=3 sha256=%s seq=".formatted(HexFormat.of().formatHex(digest)));
        assertThat(owner.sql("select sha256 from audit.archived where month = 'audit.trail_2019_03'")
                        .query(byte[].class)
                        .single())
                .isEqualTo(digest);

        // Who takes away more than lies in the file is found.
        owner.sql("update audit.archived set rows = rows - 1 where month = 'audit.trail_2019_03'")
                .update();
        assertThat(kinds(verified(held))).contains(TrailCheck.Kind.REMOVED);
        owner.sql("update audit.archived set rows = rows + 1 where month = 'audit.trail_2019_03'")
                .update();
    }

    @Test
    void whatDoesNotComeToTheCheckpointStays() throws Exception {
        UUID old = month("2019-04", 2);
        Note held = settled();
        String was = owner.sql("select min(detail) from audit.trail where object = ?")
                .param(old.toString())
                .query(String.class)
                .single();
        owner.sql("update audit.trail set detail = 'forged' where object = ? and detail = ?")
                .params(old.toString(), was)
                .update();
        Path file = directory.resolve("2019-04.trail");
        assertThatThrownBy(() -> archived("2019-04", file, held))
                .isInstanceOf(NotArchived.class)
                .hasMessageContaining("do not come to the checkpoint");
        assertThat(directory).isEmptyDirectory();
        assertThat(jdbc.sql("select count(*) from audit.trail where object = ?")
                        .param(old.toString())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        owner.sql("update audit.trail set detail = ? where object = ? and detail = 'forged'")
                .params(was, old.toString())
                .update();
    }

    @Test
    void whatTheLogDoesNotSayIsNotBelievedToBeInAFile() throws Exception {
        UUID old = month("2019-06", 2);
        Note held = settled();
        try (Connection database = connection();
                Statement forging = database.createStatement()) {
            forging.executeUpdate("""
                    insert into audit.archived (month, rows, first_seq, last_seq, sha256)
                    select 'audit.trail_2019_06', 2, min(seq), max(seq), decode(repeat('00', 32), 'hex') from audit.trail_2019_06
                    """);
            forging.executeUpdate("""
                    insert into audit.trail (at, actor_kind, actor_id, action, object, outcome, detail)
                    select now(), 'RULE', 'retention', 'audit.part.archived', month, 'DONE',
                           format('rows=%s sha256=%s seq=%s-%s', rows, encode(sha256, 'hex'), first_seq, last_seq)
                      from audit.archived where month = 'audit.trail_2019_06'
                    """);
            forging.executeUpdate("delete from audit.trail where object = '%s'".formatted(old));
            assertThat(TrailCheck.check(database, List.of(held), leaf -> {}).findings())
                    .filteredOn(found -> found.kind() == TrailCheck.Kind.REMOVED)
                    .hasSize(3)
                    .anyMatch(found -> found.says().contains("no row with a place in the log says so"));
            database.rollback();
        }
    }

    @Test
    void aFileWhoseRowsDidNotGoOutHasNotItsNameAndTheActIsDatedWhenTheyDo() throws Exception {
        month("2019-07", 2);
        Note held = settled();
        Path file = directory.resolve("2019-07.trail");
        try (Connection reader = connection()) {
            reader.createStatement().execute("select from audit.trail_2019_07");
            assertThatThrownBy(() -> archived("2019-07", file, held))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("lock timeout");
        }
        assertThat(file).doesNotExist();
        try (Connection database = connection()) {
            database.createStatement().execute("select now()"); // begins, and goes on for long
            OffsetDateTime begun = owner.sql("select clock_timestamp()")
                    .query(OffsetDateTime.class)
                    .single();
            pause(200);
            Archive.archived(database, "2019-07", file, RECIPIENTS, held, TODAY);
            assertThat(owner.sql("select at from audit.trail where action = 'audit.part.archived' and object = ?")
                            .param("audit.trail_2019_07")
                            .query(OffsetDateTime.class)
                            .single())
                    .isAfter(begun);
        }
        assertThat(directory).isDirectoryContaining(file::equals);
    }

    @Test
    void aMonthIsKeptAsLongAsTheRuleSays() throws Exception {
        month("2021-12", 1);
        Note held = settled();
        assertThatThrownBy(() -> archived("2021-12", directory.resolve("x"), held))
                .isInstanceOf(NotArchived.class)
                .hasMessageContaining("until 2027-01-01");
        assertThatThrownBy(() -> archived("2001-01", directory.resolve("x"), held))
                .isInstanceOf(NotArchived.class)
                .hasMessageContaining("no part");
    }

    @Test
    void whatLiesInAnArchiveIsOpenToTheHoldersOfItsKeysAlone() throws Exception {
        month("2019-05", 2);
        Note held = settled();
        Path file = directory.resolve("2019-05.trail");
        archived("2019-05", file, held);
        byte[] written = Files.readAllBytes(file);
        // By the standard alone, with the one key and with the other.
        byte[] inside = ARCHIVE.opened(written);
        assertThat(inside).isEqualTo(SECOND.opened(written));
        assertThat(text(inside)).contains("log-clerk");
        assertThat(check(file, ARCHIVE.opening(), held)).isZero();
        assertThat(check(file, SECOND.opening(), held)).isZero();

        assertThatThrownBy(() -> check(file, ArchiveKey.NONE, held))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is encrypted, and is opened by the key of certificate")
                .hasMessageContaining("certificate %s of CN=archive".formatted(ARCHIVE.serial()))
                .hasMessageContaining("certificate %s of CN=second".formatted(SECOND.serial()));
        ArchiveHolder stranger = ArchiveHolder.ec("stranger");
        assertThatThrownBy(() -> check(file, stranger.opening(), held))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stranger.p12 holds no key for")
                .hasMessageContaining("CN=archive");
        assertThatThrownBy(() -> check(file, ARCHIVE.namesake().opening(), held))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not open it: another key of that name");
        assertThatThrownBy(() -> ArchiveKey.read(stranger.file(), "wrong".toCharArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the password does not open");

        // What was made before was not encrypted, and is read as ever; so is one that any program encrypted since.
        Path old = directory.resolve("old.trail");
        Files.write(old, inside);
        assertThat(check(old, ArchiveKey.NONE, held)).isZero();
        Files.write(old, stranger.sealed(inside));
        assertThat(check(old, stranger.opening(), held)).isZero();
    }

    @Test
    void aFileThatWasChangedAfterwardsIsFound() throws Exception {
        month("2019-08", 2);
        Note held = settled();
        Path file = directory.resolve("2019-08.trail");
        archived("2019-08", file, held);
        byte[] written = Files.readAllBytes(file);
        // Within, and where the envelope says that it is whole.
        for (int fromItsEnd : new int[] {200, 20}) {
            byte[] damaged = written.clone();
            damaged[written.length - fromItsEnd] ^= 1;
            assertDamaged(damaged, held);
        }
        assertDamaged(Arrays.copyOf(written, written.length - 100), held);
        byte[] forged = compressed(text(ARCHIVE.opened(written)).replaceFirst("log-clerk", "log-forger"));
        for (byte[] bytes : List.of(forged, ARCHIVE.sealed(forged))) { // whoever has the certificate can encrypt
            Files.write(file, bytes);
            assertThat(check(file, ARCHIVE.opening(), held)).isEqualTo(1);
        }
        for (String nonsense :
                List.of("nonsense", "0nonsense")) { // neither of the two kinds; the second begins as envelopes do
            Files.writeString(file, nonsense);
            assertThatThrownBy(() -> check(file, ARCHIVE.opening(), held))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no archive of the trail");
        }
    }

    private void assertDamaged(byte[] bytes, Note held) throws IOException {
        Path file = directory.resolve("damaged.trail");
        Files.write(file, bytes);
        assertThatThrownBy(() -> check(file, ARCHIVE.opening(), held))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was changed or damaged after it was written");
    }

    private int check(Path file, ArchiveKey opening, Note held) throws IOException {
        return AuditTrail.ofArchive(file, opening, List.of(held), List.of(key()));
    }

    private static String text(byte[] compressed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private String archived(String part, Path file, Note held) throws SQLException, IOException, NotArchived {
        try (Connection database = connection()) {
            return Archive.archived(database, part, file, RECIPIENTS, held, TODAY);
        }
    }

    /** Rows of a month long ago, in a part of their own. */
    private UUID month(String month, int acts) {
        LocalDate first = LocalDate.parse(month + "-01");
        clock.goTo(first.plusDays(9));
        UUID object = acted(acts);
        clock.reset();
        String part = "audit.trail_" + month.replace('-', '_');
        owner.sql("create table %s (like audit.trail including constraints, primary key (seq))".formatted(part))
                .update();
        owner.sql(
                        "with moved as (delete from audit.trail_rest where object = ? returning *) insert into %s select * from moved"
                                .formatted(part))
                .param(object.toString())
                .update();
        owner.sql("alter table audit.trail attach partition %s for values from ('%s 00:00+08') to ('%s 00:00+08')"
                        .formatted(part, first, first.plusMonths(1)))
                .update();
        return object;
    }

    private VerifierKey key() {
        return VerifierKey.parse(get("/v1/audit/key").body());
    }
}
