package tw.witness;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 分叉聲明 as it is published: that a log was restored from a backup, lacks rows that were shown, and goes on under another name.
 *
 * @param body what is signed, each line ended
 * @param origin the name under which it goes on
 * @param before the name of the log before
 * @param common rows that both have
 * @param root over them
 * @param lost size of the last checkpoint that is known of the log before
 * @param at when it was declared, as it was written
 */
public record ForkStatement(
        String body,
        String origin,
        String before,
        long common,
        byte[] root,
        long lost,
        String at,
        List<Note.Signature> signatures) {

    private static final Pattern BODY = Pattern.compile(
            "([^\n]+)\nfork of ([^\n]+)\ncommon (\\d{1,18}) (\\S{44})\nlost (\\d{1,18}) \\S{44}\nat ([^\n]+)\n");
    private static final int LINES = 5;

    public ForkStatement {
        signatures = List.copyOf(signatures);
    }

    /** @throws IllegalArgumentException in one sentence when something there is none */
    public static List<ForkStatement> parse(String text) {
        List<ForkStatement> all = new ArrayList<>();
        Iterator<String> lines = text.lines().iterator();
        while (lines.hasNext()) {
            StringBuilder body = new StringBuilder();
            for (int i = 0; i < LINES && lines.hasNext(); i++) {
                body.append(lines.next()).append('\n');
            }
            Matcher said = BODY.matcher(body);
            if (!said.matches() || !lines.hasNext() || !lines.next().isEmpty()) {
                throw new IllegalArgumentException("what is said of forks of the log cannot be read");
            }
            List<Note.Signature> signatures = new ArrayList<>();
            for (String line = next(lines); !line.isEmpty(); line = next(lines)) {
                signatures.add(Note.signature(line));
            }
            all.add(new ForkStatement(
                    body.toString(),
                    said.group(1),
                    said.group(2),
                    Long.parseLong(said.group(3)),
                    Base64.getDecoder().decode(said.group(4)),
                    Long.parseLong(said.group(5)),
                    said.group(6),
                    signatures));
        }
        return all;
    }

    private static String next(Iterator<String> lines) {
        return lines.hasNext() ? lines.next() : "";
    }

    /** What it says of the rows that both have, as a checkpoint says it. */
    public Note beginning() {
        return new Note(body, origin, common, root, signatures);
    }

    /** Whether the log's key signed it, under the new name. */
    public boolean signedBy(VerifierKey key) {
        return beginning().signedBy(key);
    }
}
