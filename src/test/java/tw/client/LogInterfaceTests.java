package tw.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** 可驗證稽核日誌 (interface §6): a client that keeps what it asked for and verifies that it was logged, and that the log only grows. */
class LogInterfaceTests extends ClientCase {

    @Test
    void whatAMachineAskedIsProvenByTheSignedLogWhichOnlyGrows() {
        LogVerifier log = new LogVerifier(wire.get("/v1/audit/key").is(200).text());
        Machine tax = country.machine("NTAX");
        UUID refused = asked(tax);
        Country.eventually(
                () -> wire.get("/v1/audit/proof?transactionId=" + refused).status() == 200);
        String note = wire.get("/v1/audit/checkpoint").is(200).text();
        LogVerifier.Head before = log.head(note);

        JsonNode proof = proof(refused, before);
        assertThat(proof.propertyNames()).containsExactlyInAnyOrder("index", "size", "leaf", "hashes");
        assertThat(proof.path("leaf").asString()).contains(refused.toString(), "link.query", "REFUSED");
        assertThat(LogVerifier.stands(proof, before)).isTrue();

        // What was touched is not believed: neither a leaf, nor a place, nor a checkpoint.
        ObjectNode touched = (ObjectNode) proof.deepCopy();
        touched.put("leaf", proof.path("leaf").asString().replace("REFUSED", "DONE"));
        assertThat(LogVerifier.stands(touched, before)).isFalse();
        assertThat(LogVerifier.stands(
                        ((ObjectNode) proof.deepCopy())
                                .put("index", (proof.path("index").asLong() + 1) % before.size()),
                        before))
                .isFalse();
        String other = note.replace("\n" + before.size() + "\n", "\n" + (before.size() + 1) + "\n");
        assertThatThrownBy(() -> log.head(other)).hasMessageContaining("did not sign");

        UUID later = asked(tax);
        Country.eventually(
                () -> wire.get("/v1/audit/proof?transactionId=" + later).status() == 200);
        LogVerifier.Head after =
                log.head(wire.get("/v1/audit/checkpoint").is(200).text());
        assertThat(after.origin()).isEqualTo(before.origin());
        assertThat(after.size()).isGreaterThan(before.size());
        JsonNode grown = wire.get("/v1/audit/consistency?first=%d&second=%d".formatted(before.size(), after.size()))
                .is(200)
                .json();
        assertThat(LogVerifier.goesOn(grown, before, after)).isTrue();
        byte[] root = before.root().clone();
        root[0] ^= 1;
        assertThat(LogVerifier.goesOn(grown, new LogVerifier.Head(before.origin(), before.size(), root), after))
                .isFalse();
        assertThat(LogVerifier.stands(proof(refused, after), after)).isTrue();
    }

    private JsonNode proof(UUID transaction, LogVerifier.Head head) {
        long index = wire.get("/v1/audit/proof?transactionId=" + transaction)
                .is(200)
                .json()
                .path("index")
                .asLong();
        return wire.get("/v1/audit/proof?index=%d&size=%d".formatted(index, head.size()))
                .is(200)
                .json();
    }

    /** A refusal is an act like an answer. */
    private UUID asked(Machine machine) {
        UUID transaction = UUID.randomUUID();
        machine.on(
                        "POST",
                        "/v1/persons/query",
                        "{\"nationalIds\":[\"A123456789\"],\"fields\":[\"name\"]}",
                        "RIS-Purpose-Id",
                        "NOBODY-GRANTED",
                        "RIS-Case-No",
                        "115-1",
                        "RIS-User-Id",
                        "officer-1",
                        "RIS-Transaction-Id",
                        transaction.toString())
                .is(403);
        return transaction;
    }
}
