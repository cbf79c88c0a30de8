package tw.agencies;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * 案件: a notice as the agency knows it, the replies it owes for it, and the last it gave.
 *
 * @param posted whether what is made goes to an address
 */
record Case(
        String id,
        int attempt,
        String sequence,
        String type,
        boolean posted,
        List<Reply> open,
        List<Reply> told,
        String lastAnswer) {

    Case {
        open = List.copyOf(open);
        told = List.copyOf(told);
    }

    static Case of(Notice notice, boolean posted, List<Reply> replies) {
        return new Case(
                notice.id(), notice.attempt(), notice.sequence(), notice.type(), posted, replies, List.of(), "");
    }

    /** The same notice sent anew: what was replied before did not reach the register, so it is owed once more. */
    Case reopened(Notice notice, List<Reply> replies) {
        return new Case(id, notice.attempt(), notice.sequence(), type, posted, replies, List.of(), lastAnswer);
    }

    /** The replies given before, to be given again under keys that say for which attempt. */
    List<Reply> repeated(Notice notice, Instant due) {
        return told.stream()
                .map(reply -> new Reply(baseOf(reply.key()) + "/" + notice.attempt(), due, reply.body()))
                .toList();
    }

    private static String baseOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    Case told(String key, String answer) {
        Stream<Reply> given = open.stream().filter(reply -> reply.key().equals(key));
        return new Case(
                id,
                attempt,
                sequence,
                type,
                posted,
                open.stream().filter(reply -> !reply.key().equals(key)).toList(),
                Stream.concat(told.stream(), given).toList(),
                answer);
    }

    /** One more owed. */
    Case owing(List<Reply> more) {
        return new Case(
                id,
                attempt,
                sequence,
                type,
                posted,
                Stream.concat(open.stream(), more.stream()).toList(),
                told,
                lastAnswer);
    }

    boolean knows(String key) {
        return Stream.concat(open.stream(), told.stream())
                .anyMatch(reply -> baseOf(reply.key()).equals(key));
    }

    boolean isOpen() {
        return !open.isEmpty();
    }
}
