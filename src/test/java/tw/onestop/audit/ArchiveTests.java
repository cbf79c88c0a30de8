package tw.onestop.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.onestop.kernel.Sha256;
import tw.proof.Archive;
import tw.proof.AuditTrail;
import tw.proof.NotArchived;
import tw.proof.TrailCheck;
import tw.witness.Note;
import tw.witness.VerifierKey;

/** 軌跡封存: what an operator does with months whose time is over, and that it hides nothing. */
class ArchiveTests extends PartsCase {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

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
        assertThat(AuditTrail.ofArchive(file, List.of(held), List.of(key()))).isZero();
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
            Archive.archived(database, "2019-07", file, held, TODAY);
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
    void aFileThatWasChangedAfterwardsIsFound() throws Exception {
        month("2019-05", 2);
        Note held = settled();
        Path file = directory.resolve("2019-05.trail");
        archived("2019-05", file, held);
        String text;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path forged = directory.resolve("forged.trail");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(forged))) {
            out.write(text.replaceFirst("log-clerk", "log-forger").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(AuditTrail.ofArchive(forged, List.of(held), List.of(key()))).isEqualTo(1);
        Files.writeString(forged, "nonsense");
        assertThatThrownBy(() -> AuditTrail.ofArchive(forged, List.of(held), List.of(key())))
                .isInstanceOf(IOException.class);
    }

    private String archived(String part, Path file, Note held) throws SQLException, IOException, NotArchived {
        try (Connection database = connection()) {
            return Archive.archived(database, part, file, held, TODAY);
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
