package tw.onestop.audit;

import java.time.Instant;
import java.util.Base64;

/**
 * 日誌分叉聲明: after a restore the log lacks rows that were shown to the world, and says which.
 *
 * @param origin name under which it goes on
 * @param before name of the log it went on from once
 * @param common rows that both have, as far as is known
 * @param root over them
 * @param lost the last checkpoint that is known of the log before
 */
record Fork(String origin, String before, long common, byte[] root, Checkpoint lost, Instant at) {

    /** What is signed; no checkpoint can be mistaken for it, since its second line is no number. */
    String body() {
        return "%s\nfork of %s\ncommon %d %s\nlost %d %s\nat %s\n"
                .formatted(origin, before, common, base64(root), lost.size(), base64(lost.root()), at);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
