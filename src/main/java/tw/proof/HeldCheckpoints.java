package tw.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import tw.witness.ForkStatement;
import tw.witness.Note;
import tw.witness.VerifierKey;

/**
 * 外存檢查點: what the log is held against: checkpoints kept elsewhere, and what its own signed statements say of forks. A statement that
 * the log's key has not signed is none.
 */
final class HeldCheckpoints {

    final TreeMap<Long, List<Note>> bySize = new TreeMap<>();
    final List<TrailCheck.Finding> findings = new ArrayList<>();
    /** A sentence for each fork that is believed. */
    final List<String> forked = new ArrayList<>();

    HeldCheckpoints(Collection<Note> checkpoints, List<ForkStatement> statements, List<VerifierKey> keys) {
        List<ForkStatement> forks = new ArrayList<>();
        for (ForkStatement fork : statements) {
            if (keys.stream().map(key -> key.named(fork.origin())).anyMatch(fork::signedBy)) {
                forks.add(fork);
                forked.add(
                        "the log %s was restored at %s and goes on as %s: both have the first %,d rows, of %,d that were signed"
                                .formatted(fork.before(), fork.at(), fork.origin(), fork.common(), fork.lost()));
            } else {
                findings.add(new TrailCheck.Finding(
                        TrailCheck.Kind.REWRITTEN,
                        fork.common(),
                        "that the log %s goes on as %s does not bear the signature of the log's key"
                                .formatted(fork.before(), fork.origin())));
            }
        }
        for (Note note : checkpoints) {
            if (!lost(note, forks, true)) {
                hold(note);
            }
        }
        for (ForkStatement fork : forks) {
            if (fork.common() > 0 && !lost(fork.beginning(), forks, false)) {
                hold(fork.beginning());
            }
        }
    }

    private void hold(Note note) {
        bySize.computeIfAbsent(note.size(), none -> new ArrayList<>()).add(note);
    }

    /** A checkpoint of rows that a restore has lost is one that nothing here can come to; which they are is said. */
    private boolean lost(Note note, List<ForkStatement> forks, boolean said) {
        String name = note.origin();
        for (ForkStatement fork : forks) {
            if (!fork.before().equals(name)) {
                continue;
            }
            name = fork.origin();
            if (note.size() > fork.common()) {
                if (said) {
                    findings.add(lost(note, fork));
                }
                return true;
            }
        }
        return false;
    }

    private static TrailCheck.Finding lost(Note note, ForkStatement fork) {
        return new TrailCheck.Finding(
                TrailCheck.Kind.LOST,
                fork.common(),
                "rows %,d to %,d of the %,d that a checkpoint of %s covers were lost by a restore; that was declared at %s, up to %,d rows, and the log goes on as %s"
                        .formatted(
                                fork.common() + 1,
                                note.size(),
                                note.size(),
                                note.origin(),
                                fork.at(),
                                fork.lost(),
                                fork.origin()));
    }
}
