package tw.onestop.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.proof.SameMoment;
import tw.proof.TrailCheck;
import tw.witness.Note;
import tw.witness.VerifierKey;
import tw.witness.Witness;

/** What {@code ./onestop verify audit} and a witness find when somebody who owns the database rewrites history. */
class TrailCheckTests extends LogCase {

    @Autowired
    Leaves leaves;

    private static final String AFTERWARDS =
            "insert into audit.trail (seq, at, actor_kind, actor_id, action, outcome, detail)"
                    + " overriding system value values (:gap, now(), 'RULE', 'forger', 'test.forged', 'DONE', '')";

    /** Of a row in the middle: the statements that touch it, and what is found. */
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("CHANGED", List.of("update audit.trail set outcome = 'REFUSED' where seq = :row")),
                Arguments.of("CHANGED", List.of("update audit.trail set actor_id = 'somebody' where seq = :row")),
                Arguments.of("CHANGED", List.of("update audit.trail set subject_index = null where seq = :row")),
                Arguments.of(
                        "CHANGED",
                        List.of("update audit.trail set at = at + interval '1 microsecond' where seq = :row")),
                Arguments.of(
                        "CHANGED",
                        List.of("update audit.leaf set salt = decode(repeat('00', 16), 'hex') where seq = :row")),
                Arguments.of("REMOVED", List.of("delete from audit.trail where seq = :row")),
                Arguments.of("INSERTED", List.of(AFTERWARDS)),
                Arguments.of(
                        "MISPLACED",
                        List.of(
                                "delete from audit.trail where seq = :row",
                                "delete from audit.leaf where seq = :row")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theRowThatWasTouchedIsNamed(String kind, List<String> statements) throws SQLException, IOException {
        acted(3);
        rolledBack();
        acted(5);
        Note held = settled();
        try (Connection database = snapshot()) {
            assertThat(TrailCheck.check(database, List.of(held), leaf -> {}).findings())
                    .isEmpty();
            long gap = gap();
            // What a row taken away with its place leaves behind is seen at the row after it.
            long row = gap - 1;
            long named = kind.equals("INSERTED") ? gap : kind.equals("MISPLACED") ? gap + 1 : row;
            for (String statement : statements) {
                plant(database, statement.replace(":row", "" + row).replace(":gap", "" + gap));
            }
            TrailCheck.Report report = TrailCheck.check(database, List.of(held), leaf -> {});
            assertThat(report.findings())
                    .extracting(found -> found.kind().name(), TrailCheck.Finding::seq)
                    .contains(org.assertj.core.groups.Tuple.tuple(kind, named));
            database.rollback();
        }
    }

    @Test
    void aRowChangedWithItsHashIsNamedAsLongAsTheNodesStand() throws SQLException, IOException {
        acted(8);
        Note held = settled();
        long index = (held.size() - 4) / 2 * 2; // the left one of a pair
        Leaf leaf = leaves.at(index).orElseThrow().leaf();
        Leaf.Row row = leaf.row();
        Leaf forged = new Leaf(
                new Leaf.Row(
                        row.seq(),
                        row.at().minus(Duration.ofDays(1)),
                        row.actorKind(),
                        row.actorId(),
                        row.office(),
                        row.agency(),
                        row.action(),
                        row.object(),
                        row.subjectIndex(),
                        row.outcome(),
                        "forged"),
                leaf.salt());
        try (Connection database = snapshot()) {
            plant(
                    database,
                    "update audit.trail set detail = 'forged', at = at - interval '24 hours' where seq = " + row.seq());
            plant(
                    database,
                    "update audit.leaf set hash = decode('%s', 'hex') where seq = %d"
                            .formatted(HexFormat.of().formatHex(forged.hash()), row.seq()));
            assertThat(TrailCheck.check(database, List.of(held), read -> {}).findings())
                    .extracting(TrailCheck.Finding::kind, TrailCheck.Finding::seq)
                    .contains(
                            org.assertj.core.groups.Tuple.tuple(TrailCheck.Kind.CHANGED, row.seq()),
                            org.assertj.core.groups.Tuple.tuple(TrailCheck.Kind.BACKDATED, row.seq()))
                    .extracting(found -> found.toList().getFirst())
                    .contains(TrailCheck.Kind.REWRITTEN);
            database.rollback();
        }
    }

    @Test
    void onSeveralConnectionsTheSameComesOut() throws SQLException, IOException {
        acted(5);
        settled();
        acted(4098);
        acted(3);
        Note held = settled();
        List<byte[]> one = new ArrayList<>();
        List<byte[]> several = new ArrayList<>();
        try (Connection database = snapshot()) {
            TrailCheck.check(database, List.of(held), one::add);
        }
        try (Connection database = TestDatabase.connectionOfOwner("trail");
                SameMoment moment = SameMoment.of(database, () -> TestDatabase.connectionOfOwner("trail"))) {
            TrailCheck.Report report = TrailCheck.check(database, moment.beside(), List.of(held), several::add);
            assertThat(report.findings()).isEmpty();
            assertThat(report.size()).isEqualTo(held.size());
            assertThat(report.agreed()).isEqualTo(held.size());
        }
        assertThat(several).usingElementComparator(Arrays::compare).isEqualTo(one);
    }

    @Test
    void rowsTakenFromTheEndAreMissed() throws SQLException, IOException {
        acted(4);
        Note held = settled();
        try (Connection database = snapshot()) {
            plant(database, "delete from audit.trail where seq = " + seqAt(held.size() - 1));
            plant(database, "delete from audit.leaf where index = " + (held.size() - 1));
            plant(database, "delete from audit.checkpoint where size = " + held.size());
            assertThat(TrailCheck.check(database, List.of(held), leaf -> {}).findings())
                    .anyMatch(found -> found.says().contains("were taken away"));
            database.rollback();
        }
    }

    @Test
    void theExportedLeavesComeToTheCheckpoint() throws SQLException, IOException {
        acted(3);
        Note held = settled();
        List<byte[]> exported = new ArrayList<>();
        try (Connection database = snapshot()) {
            TrailCheck.Report report = TrailCheck.check(database, List.of(held), exported::add);
            assertThat(report.agreed()).isEqualTo(held.size());
        }
        assertThat(Rfc9162.treeHash(exported.subList(0, (int) held.size()))).isEqualTo(held.root());
        assertThat(new String(exported.getLast(), StandardCharsets.UTF_8)).doesNotContain("log-clerk");
    }

    /** Nothing in the database contradicts itself afterwards, and every signature is the product's own. */
    @Test
    void aTrailRewrittenWholeWithTheProductsOwnKeyIsRefused(@TempDir Path directory) throws Exception {
        acted(6);
        Note kept = settled();
        Witness witness = new Witness("http://localhost:" + port, directory, "witness.example", Clock.systemUTC());
        Note cosigned = witness.look();
        assertThat(cosigned.size()).isEqualTo(kept.size());
        assertThat(cosigned.signatures()).hasSize(2);
        acted(2);
        settled();
        assertThat(witness.look().size()).isGreaterThan(kept.size());

        owner.sql("update audit.trail set detail = 'forged' where seq = ?")
                .param(seqAt(2))
                .update();
        try (Connection pause = paused()) {
            pause.createStatement().execute("truncate audit.leaf, audit.node, audit.checkpoint");
        }
        acted(3);
        Note forged = settled();
        assertThat(forged.size()).isGreaterThan(cosigned.size());
        assertThat(forged.signedBy(VerifierKey.parse(get("/v1/audit/key").body())))
                .isTrue();
        assertThatThrownBy(witness::look)
                .isInstanceOf(Witness.Refusal.class)
                .hasMessageContaining("history was rewritten");
        assertThat(witness.held())
                .hasValueSatisfying(held -> assertThat(held.size()).isLessThan(forged.size()));
        try (Connection database = snapshot()) {
            assertThat(TrailCheck.check(database, List.of(), leaf -> {}).findings())
                    .isEmpty();
            assertThat(TrailCheck.check(database, List.of(kept), leaf -> {}).findings())
                    .extracting(TrailCheck.Finding::kind)
                    .contains(TrailCheck.Kind.REWRITTEN);
        }
    }

    @Test
    void aLogThatShrankIsRefused(@TempDir Path directory) throws Exception {
        acted(1);
        settled();
        acted(1);
        settled();
        Witness witness = new Witness("http://localhost:" + port, directory, "witness.example", Clock.systemUTC());
        long size = witness.look().size();
        owner.sql("delete from audit.checkpoint where size = ?").param(size).update();
        assertThatThrownBy(witness::look).isInstanceOf(Witness.Refusal.class).hasMessageContaining("shrunk");
        acted(1);
        settled();
        assertThat(witness.look().size()).isGreaterThan(size);
    }

    /** A seq that was given and never used. */
    private void rolledBack() throws SQLException {
        try (Connection database = TestDatabase.connectionOfOwner("trail")) {
            database.setAutoCommit(false);
            plant(
                    database,
                    AFTERWARDS
                            .replace("(seq, at", "(at")
                            .replace("overriding system value values (:gap, ", "values ("));
            database.rollback();
        }
    }

    private long gap() {
        return jdbc.sql(
                        "select max(seq) + 1 from audit.trail t where not exists"
                                + " (select from audit.trail n where n.seq = t.seq + 1) and seq < (select max(seq) from audit.trail)")
                .query(Long.class)
                .single();
    }

    private long seqAt(long index) {
        return jdbc.sql("select seq from audit.leaf where index = ?")
                .param(index)
                .query(Long.class)
                .single();
    }

    private static Connection snapshot() throws SQLException {
        Connection database = TestDatabase.connectionOfOwner("trail");
        database.setAutoCommit(false);
        database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return database;
    }

    private static void plant(Connection database, String statement) throws SQLException {
        try (Statement planting = database.createStatement()) {
            assertThat(planting.executeUpdate(statement)).isPositive();
        }
    }
}
