package tw.onestop.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tw.onestop.audit.RecoveryDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.link.FeedDesk;

/**
 * 復原指令: {@code ./onestop recover}: says in plain words how the register stands after a restore, a lost key or a full disk, and
 * goes on openly where rows were lost.
 */
final class RecoverCommand {

    private static final Actor OPERATOR = Actor.rule("recover");
    private static final Duration LATE = Duration.ofSeconds(30);

    private final Desks desks;

    RecoverCommand(Desks desks) {
        this.desks = desks;
    }

    /** What is to be printed. */
    String run(List<String> typed) {
        String verb = typed.isEmpty() ? "look" : typed.getFirst();
        List<String> rest = typed.subList(Math.min(1, typed.size()), typed.size());
        try {
            return switch (verb) {
                case "look" -> look(Words.read("recover look", rest, Set.of("--held")));
                case "declare" -> declare(Words.read("recover declare", rest, Set.of("--held")));
                default ->
                    throw NotDone.wrong("recover: there is no '%s', only look and declare; see ./onestop recover --help"
                            .formatted(verb));
            };
        } catch (NotDone no) {
            throw no;
        } catch (RuntimeException failed) {
            throw NotDone.refused(sentence(failed));
        }
    }

    private String look(Words words) {
        words.exactly();
        RecoveryDesk.Standing standing = desk().look(notes(words), OPERATOR);
        List<String> said = new ArrayList<>();
        said.add("The database answers, the key file opens it, acts can be recorded.");
        said.add("The log %s covers %,d rows.".formatted(standing.origin(), standing.size()));
        standing.loss()
                .ifPresentOrElse(
                        loss -> said.add(lost(loss)
                                + " Nothing can bring them back but a younger backup: look for one first."
                                + " If there is none: ./onestop recover declare, with the same --held."),
                        () -> said.add(
                                standing.known()
                                        ? "It holds everything that is known of it outside."
                                        : "Nothing outside is there to compare it with: neither ONESTOP_MARKS_FILE nor --held."
                                                + " Ask a witness for its checkpoint."));
        if (standing.oldest().compareTo(LATE) > 0) {
            said.add("%,d rows wait for their place, the oldest for %,d seconds: no checkpoint is signed."
                    .formatted(standing.waiting(), standing.oldest().toSeconds()));
            said.addAll(standing.holding());
            said.add(
                    standing.holding().isEmpty()
                            ? "Nobody keeps the product from it: start ./onestop run, or look into its log."
                            : "End that session: select pg_terminate_backend(process). Nothing is lost meanwhile.");
        }
        return String.join(System.lineSeparator(), said);
    }

    /** Numbers first: whoever does it twice leaves a wider gap, and nothing else. */
    private String declare(Words words) {
        words.exactly();
        List<String> notes = notes(words);
        if (desk().look(notes, OPERATOR).loss().isEmpty()) {
            return "Nothing is lost that is known outside and not declared; nothing was done.";
        }
        desk().skipAhead(notes); // before the first act: each takes a number
        int notices = desks.desk(ExchangeDesk.class).skipAhead(OPERATOR);
        int changes = desks.desk(FeedDesk.class).skipAhead(OPERATOR);
        Optional<RecoveryDesk.Loss> declared = desk().declare(notes, OPERATOR);
        if (declared.isEmpty()) {
            return "Somebody else has declared it meanwhile.";
        }
        RecoveryDesk.Loss loss = declared.get();
        return """
                %s
                The log goes on as %s, and /v1/audit/forks says why, signed. An act says so in the trail.
                The numbers of lost rows are not given again; %d feeds of notices and %d of changes go on behind a gap, so that no
                number means two things. Notices that had no answer at the time of the backup are sent again with the same ids.
                What remains for you: start ./onestop run; tell the witnesses, who go on with --accept %s; tell the agencies that have
                had notices or answers since the backup, whose registrations are lost; have offices enter again what their papers show.""".formatted(lost(loss), loss.origin(), notices, changes, loss.origin());
    }

    private static String lost(RecoveryDesk.Loss loss) {
        return loss.exact()
                ? "Rows %,d to %,d of the trail, %,d of them, were signed and are lost; all before them are there."
                        .formatted(loss.common() + 1, loss.last(), loss.rows())
                : ("Up to row %,d the trail is as it was signed. Behind that it may have gone on in another way: of the %,d rows up to %,d"
                                + " nobody can say from here which are lost.")
                        .formatted(loss.common(), loss.rows(), loss.last());
    }

    private RecoveryDesk desk() {
        return desks.desk(RecoveryDesk.class);
    }

    private static List<String> notes(Words words) {
        List<String> notes = new ArrayList<>();
        for (String file : words.all("--held")) {
            try {
                notes.add(Files.readString(Path.of(file)));
            } catch (IOException | InvalidPathException e) {
                throw NotDone.refused("recover: the file '%s' cannot be read".formatted(file));
            }
        }
        return notes;
    }

    /** What the case is when not even looking succeeds. */
    private static String sentence(RuntimeException failed) {
        String said = "";
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            said = String.valueOf(cause.getMessage());
            if (said.startsWith("The key-encryption key") || said.startsWith("No key-encryption key")) {
                return """
                        recover: %s
                        Nothing was changed. Bring the copy of the key file that is kept apart from the backups. Without it stay lost for good: notices
                        waiting to leave, drafts, contacts, and the keys that sign; the register and the trail can be read as they are. No
                        other key file helps: the product starts with none but this one.""".formatted(said);
            }
            if (cause instanceof SQLException sql && "53100".equals(sql.getSQLState())) {
                return """
                        recover: the disk of the database is full; nothing can be recorded, so nothing is done and nothing is told (503).
                        Nothing is lost. Make room: old write-ahead log that an archive command or a replication slot holds back
                        (select slot_name, restart_lsn from pg_replication_slots), logs, backups beside the database; or a larger disk.
                        The product goes on by itself.""";
            }
            if (cause instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("08")) {
                return "recover: the database does not answer: " + said;
            }
        }
        return "recover: " + said;
    }
}
