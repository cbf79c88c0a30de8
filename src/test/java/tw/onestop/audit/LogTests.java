package tw.onestop.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.TestDatabase;
import tw.onestop.trust.TrustDesk;
import tw.witness.Note;

/** The log as anybody sees it who has read the interface and the standards, and nothing else. */
class LogTests extends LogCase {

    @Autowired
    TrustDesk trust;

    @Test
    void aRowIsProvenByItsTransactionAgainstTheSignedCheckpoint() {
        UUID transaction = acted(1);
        Note checkpoint = settled();
        JsonNode proof = json("/v1/audit/proof?transactionId=" + transaction, 200);
        assertThat(proof.propertyNames()).containsExactlyInAnyOrder("index", "size", "leaf", "hashes");
        assertThat(proof.path("leaf").asString()).contains("\"transactionId\":\"" + transaction + "\"");
        assertThat(proof.path("size").asLong()).isEqualTo(checkpoint.size());
        assertThat(proven(proof, checkpoint.root())).isTrue();
    }

    @Test
    void theCheckpointIsASignedNoteWhoseKeyIsPublished() throws GeneralSecurityException {
        acted(1);
        settled();
        String[] note = get("/v1/audit/checkpoint").body().split("\n", -1);
        assertThat(get("/v1/audit/checkpoint")
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .startsWith("text/plain");
        assertThat(note).hasSize(6);
        assertThat(note[3]).isEmpty();
        String[] key = get("/v1/audit/key").body().strip().split("\\+", 3);
        String[] signature = note[4].split(" ", -1);
        assertThat(signature[0]).isEqualTo("—");
        assertThat(signature[1]).isEqualTo(key[0]).isEqualTo(note[0]);
        byte[] typed = Base64.getDecoder().decode(key[2]);
        byte[] hash = Arrays.copyOf(Rfc9162.sha256((key[0] + "\n").getBytes(StandardCharsets.UTF_8), typed), 4);
        assertThat(typed[0]).isEqualTo((byte) 1);
        assertThat(key[1]).isEqualTo(HexFormat.of().formatHex(hash));
        byte[] signed = Base64.getDecoder().decode(signature[2]);
        assertThat(Arrays.copyOf(signed, 4)).isEqualTo(hash);
        byte[] x509 = Arrays.copyOf(HexFormat.of().parseHex("302a300506032b6570032100"), 44);
        System.arraycopy(typed, 1, x509, 12, 32);
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
        ed25519.update("%s\n%s\n%s\n".formatted(note[0], note[1], note[2]).getBytes(StandardCharsets.UTF_8));
        assertThat(ed25519.verify(Arrays.copyOfRange(signed, 4, signed.length))).isTrue();
    }

    @Test
    void theRowsOfATransactionAreProvenOneAfterTheOther() {
        UUID transaction = acted(3);
        Note checkpoint = settled();
        JsonNode first = json("/v1/audit/proof?transactionId=" + transaction, 200);
        String next = get("/v1/audit/proof?transactionId=" + transaction)
                .headers()
                .firstValue("Link")
                .orElse("");
        long index = first.path("index").asLong();
        assertThat(next)
                .isEqualTo("</v1/audit/proof?index=%d&size=%d>; rel=\"next\"".formatted(index + 1, checkpoint.size()));
        for (long i = index; i < index + 3; i++) {
            String path = "/v1/audit/proof?index=%d&size=%d".formatted(i, checkpoint.size());
            assertThat(proven(json(path, 200), checkpoint.root())).isTrue();
            assertThat(get(path).headers().firstValue("Link").isPresent()).isEqualTo(i < index + 2);
        }
    }

    @Test
    void noRequestSignsAndWhatHasNoPlaceYetIsSaidSo() throws SQLException {
        acted(1);
        long signed = settled().size();
        try (Connection pause = paused()) {
            UUID transaction = acted(1);
            pause(1500);
            assertThat(pause.isClosed()).isFalse();
            assertThat(json("/v1/audit/proof?transactionId=" + transaction, 404)
                            .path("code")
                            .asString())
                    .isEqualTo("notYetIntegrated");
            assertThat(json("/v1/audit/proof?index=" + signed, 404).path("code").asString())
                    .isEqualTo("notYetIntegrated");
            assertThat(Note.parse(get("/v1/audit/checkpoint").body()).size()).isEqualTo(signed);
        }
        assertThat(settled().size()).isGreaterThan(signed);
    }

    @Test
    void aRowThatCommitsLateIsNeitherLostNorPutBehindLaterOnes() throws SQLException {
        settled();
        UUID late = UUID.randomUUID();
        UUID soon;
        try (Connection slow = TestDatabase.connectionOfOwner("trail")) {
            slow.setAutoCommit(false);
            slow.createStatement()
                    .execute("insert into audit.trail (at, actor_kind, actor_id, action, object, outcome, detail)"
                            + " values (now(), 'RULE', 'late', 'test.late', '" + late + "', 'DONE', '')");
            soon = acted(2);
            pause(2500);
            assertThat(json("/v1/audit/proof?transactionId=" + soon, 404)
                            .path("code")
                            .asString())
                    .isEqualTo("notYetIntegrated");
            slow.commit();
        }
        Note checkpoint = settled();
        JsonNode first = json("/v1/audit/proof?transactionId=" + late, 200);
        assertThat(proven(first, checkpoint.root())).isTrue();
        assertThat(json("/v1/audit/proof?transactionId=" + soon, 200)
                        .path("index")
                        .asLong())
                .isEqualTo(first.path("index").asLong() + 1);
        assertThat(jdbc.sql(
                                "select count(*) from (select index - lag(index) over (order by seq) as step from audit.leaf)"
                                        + " where step <> 1")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from audit.trail where seq not in (select seq from audit.leaf)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void manyWritersAtOnceLoseNothing() {
        List<UUID> all = LongStream.range(0, 200)
                .parallel()
                .mapToObj(i -> {
                    UUID object = UUID.randomUUID();
                    transactions.executeWithoutResult(tx -> {
                        audit.record(Act.done(CLERK, "test.crowd", object.toString(), null));
                        pause(i % 7);
                    });
                    return object;
                })
                .toList();
        settled();
        assertThat(jdbc.sql("select count(*) from audit.leaf where transaction_id = any(?::uuid[])")
                        .param(all.stream().map(UUID::toString).toArray(String[]::new))
                        .query(Long.class)
                        .single())
                .isEqualTo(200);
    }

    @Test
    void aTransactionThatDoesNotWriteTheTrailHoldsUpNothing() throws SQLException {
        try (Connection long1 = TestDatabase.connectionOfOwner("trail")) {
            long1.setAutoCommit(false);
            long1.createStatement().execute("select pg_current_xact_id(), (select count(*) from audit.trail)");
            UUID transaction = acted(1);
            settled();
            json("/v1/audit/proof?transactionId=" + transaction, 200);
            long1.rollback();
        }
    }

    @Test
    void theLogOnlyGrows() {
        Note before = settled();
        acted(5);
        Note between = settled();
        acted(11);
        Note after = settled();
        for (Note first : List.of(before, between)) {
            JsonNode proof =
                    json("/v1/audit/consistency?first=%d&second=%d".formatted(first.size(), after.size()), 200);
            assertThat(proof.propertyNames()).containsExactly("hashes");
            assertThat(Rfc9162.isConsistent(first.size(), first.root(), after.size(), after.root(), hashes(proof)))
                    .isTrue();
        }
        assertThat(hashes(json("/v1/audit/consistency?first=%1$d&second=%1$d".formatted(after.size()), 200)))
                .isEmpty();
    }

    @Test
    void aLeafTellsOfNobodyAndItsCommitmentsCanBeOpened() {
        String receipt = "A1234567890";
        transactions.executeWithoutResult(tx -> audit.record(
                List.of(new Act(CLERK, "test.hidden", receipt, SUBJECT, Act.Outcome.REFUSED, "說明 \"q\"\t1"))));
        settled();
        long index = jdbc.sql("select index from audit.leaf join audit.trail using (seq) where object = ? limit 1")
                .param(receipt)
                .query(Long.class)
                .single();
        String leaf = json("/v1/audit/proof?index=" + index, 200).path("leaf").asString();
        String subjectIndex = HexFormat.of().formatHex(trust.index(SUBJECT.value()));
        assertThat(leaf)
                .startsWith("{\"action\":\"test.hidden\",\"actorKind\":\"STAFF\",\"at\":\"")
                .contains("\"outcome\":\"REFUSED\",\"seq\":")
                .doesNotContain("log-clerk", "09007010", receipt, SUBJECT.value(), "說明", subjectIndex);
        JsonNode commitments = new JsonMapper().readTree(leaf).path("commitments");
        assertThat(commitments.propertyNames()).containsExactly("actor", "detail", "object", "office", "subject");
        byte[] salt = jdbc.sql("select salt from audit.leaf where index = ?")
                .param(index)
                .query(byte[].class)
                .single();
        byte[] own = Rfc9162.sha256(salt, "object".getBytes(StandardCharsets.UTF_8));
        assertThat(commitments.path("object").asString())
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(Rfc9162.sha256(own, receipt.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/audit/proof, 400, paramsValidation, transactionId",
        "/v1/audit/proof?index=0&transactionId=019c0000-0000-7000-8000-000000000000, 400, paramsValidation, transactionId",
        "/v1/audit/proof?transactionId=x, 400, paramsValidation, transactionId",
        "/v1/audit/proof?index=-1, 400, paramsValidation, index",
        "/v1/audit/proof?index=0&size=0, 400, paramsValidation, size",
        "/v1/audit/proof?index=1&size=1, 400, paramsValidation, index",
        "/v1/audit/proof?index=0&size=99999999999, 404, notYetIntegrated, ''",
        "/v1/audit/proof?transactionId=019c0000-0000-7000-8000-000000000000, 404, notFound, ''",
        "/v1/audit/consistency?first=1, 400, paramsValidation, second",
        "/v1/audit/consistency?first=2&second=1, 400, paramsValidation, second",
        "/v1/audit/consistency?first=1&second=99999999999, 404, notYetIntegrated, ''"
    })
    void whatCannotBeAnsweredIsAProblemDocument(String path, int status, String code, String parameter) {
        acted(2);
        settled();
        JsonNode problem = json(path, status);
        assertThat(get(path).headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("invalidParams").path(0).path("name").asString(""))
                .isEqualTo(parameter);
        assertThat(problem.path("instance").asString()).isEqualTo(path.replaceAll("\\?.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"leaf", "node", "checkpoint", "origin"})
    void theProductCanOnlyAddToTheLog(String table) {
        for (String statement : List.of(
                "update audit.%s set %s = null", "delete from audit.%s", "truncate audit.%s", "drop table audit.%s")) {
            String column = table.equals("checkpoint") ? "root" : table.equals("origin") ? "origin" : "hash";
            assertThatThrownBy(
                            () -> jdbc.sql(statement.formatted(table, column)).update())
                    .rootCause()
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    private static boolean proven(JsonNode proof, byte[] root) {
        return Rfc9162.isIncluded(
                proof.path("leaf").asString().getBytes(StandardCharsets.UTF_8),
                proof.path("index").asLong(),
                proof.path("size").asLong(),
                hashes(proof),
                root);
    }
}
