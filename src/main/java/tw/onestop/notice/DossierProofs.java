package tw.onestop.notice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.audit.LogDesk;

/**
 * 收錄證明 of the rows of a dossier: all in the tree of one signed checkpoint, each with what its leaf hides about it, so that whoever
 * holds the dossier sees that the trail says what the paper says. A row that the checkpoint does not cover yet is listed without.
 */
@Component
class DossierProofs {

    private final LogDesk log;

    DossierProofs(LogDesk log) {
        this.log = log;
    }

    /**
     * 證明檔.
     *
     * @param checkpoint as published, {@code ""} before anything was signed
     * @param keys the verifier keys as the house says them; whoever checks takes them from elsewhere
     * @param forks statements of the log where it went on under another name
     * @param waiting rows without a place under the checkpoint
     */
    record Proofs(String checkpoint, String keys, List<String> forks, List<Row> rows, int waiting) {}

    /**
     * 一列.
     *
     * @param leaf RFC 8785 canonical JSON
     * @param shown by the name of a commitment of the leaf, the value and what opens it
     */
    record Row(long index, String leaf, List<byte[]> hashes, Map<String, Opened> shown) {}

    record Opened(String value, byte[] opening) {}

    Proofs of(List<LogDesk.Shown> rows) {
        String checkpoint = log.checkpoint().orElse("");
        OptionalLong size = size(checkpoint);
        List<Row> proven = new ArrayList<>();
        for (LogDesk.Shown row : rows) {
            if (size.isPresent()
                    && row.index().isPresent()
                    && log.proof(row.index().getAsLong(), size) instanceof LogDesk.Answer.Included proof) {
                proven.add(new Row(proof.index(), proof.leaf(), proof.hashes(), shown(row)));
            }
        }
        return new Proofs(checkpoint, log.verifierKeys(), log.forks(), proven, rows.size() - proven.size());
    }

    private static Map<String, Opened> shown(LogDesk.Shown row) {
        Map<String, Opened> shown = new LinkedHashMap<>();
        open(shown, row, "actor", row.actor());
        open(shown, row, "office", row.office());
        open(shown, row, "object", row.object());
        open(shown, row, "detail", row.detail());
        return shown;
    }

    /** An object that is a transaction's id stands in the leaf itself; a verifier passes over what the leaf does not hide. */
    private static void open(Map<String, Opened> shown, LogDesk.Shown row, String name, @Nullable String value) {
        byte[] opening = row.openings().get(name);
        if (value != null && !value.isEmpty() && opening != null) {
            shown.put(name, new Opened(value, opening));
        }
    }

    /** The second line of a checkpoint. */
    private static OptionalLong size(String checkpoint) {
        return Arrays.stream(checkpoint.split("\n", -1))
                .skip(1)
                .limit(1)
                .filter(line -> line.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
