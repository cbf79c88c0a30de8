package tw.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.witness.HashTree;
import tw.witness.Note;
import tw.witness.VerifierKey;

/** 軌跡證明: whether the rows a dossier brings stand in the log under its checkpoint, and say what the dossier shows of them. */
final class RowsProven {

    private static final JsonMapper JSON = new JsonMapper();

    private RowsProven() {}

    static void check(JsonNode proofs, List<VerifierKey> keys, List<String> holds, List<String> found) {
        int before = found.size();
        Note checkpoint;
        try {
            checkpoint = Note.parse(proofs.path("checkpoint").asString(""));
        } catch (IllegalArgumentException none) {
            found.add("the dossier has no checkpoint of the log");
            return;
        }
        if (!keys.isEmpty()
                && keys.stream().map(key -> key.named(checkpoint.origin())).noneMatch(checkpoint::signedBy)) {
            found.add("the checkpoint of %,d rows does not bear the signature of the log's key"
                    .formatted(checkpoint.size()));
        }
        for (JsonNode row : proofs.path("rows")) {
            row(row, checkpoint, found);
        }
        if (found.size() == before) {
            holds.add(
                    "%d rows stand in the audit log of %,d rows and say what the dossier says; %d waited for their place"
                            .formatted(
                                    proofs.path("rows").size(),
                                    checkpoint.size(),
                                    proofs.path("waiting").asInt(0)));
        }
    }

    private static void row(JsonNode row, Note checkpoint, List<String> found) {
        long index = row.path("index").asLong(-1);
        String leaf = row.path("leaf").asString("");
        List<byte[]> hashes = new ArrayList<>();
        for (JsonNode hash : row.path("hashes")) {
            hashes.add(bytes(hash));
        }
        byte[] hash = HashTree.leaf(leaf.getBytes(StandardCharsets.UTF_8));
        if (!HashTree.included(index, checkpoint.size(), hash, checkpoint.root(), hashes)) {
            found.add("row %,d of the log is not as the dossier says".formatted(index));
            return;
        }
        JsonNode commitments = JSON.readTree(leaf).path("commitments");
        for (Map.Entry<String, JsonNode> shown : row.path("shown").properties()) {
            JsonNode committed = commitments.path(shown.getKey());
            if (!committed.isMissingNode() && !opens(shown.getValue(), bytes(committed))) {
                found.add("row %,d of the log names another %s than the dossier".formatted(index, shown.getKey()));
            }
        }
    }

    /** SHA-256(opening ‖ value). */
    private static boolean opens(JsonNode shown, byte[] commitment) {
        MessageDigest sha = HashTree.sha256();
        sha.update(bytes(shown.path("opening")));
        return MessageDigest.isEqual(
                sha.digest(shown.path("value").asString("").getBytes(StandardCharsets.UTF_8)), commitment);
    }

    private static byte[] bytes(JsonNode base64) {
        try {
            return Base64.getDecoder().decode(base64.asString(""));
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
