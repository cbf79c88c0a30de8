package tw.onestop.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tw.onestop.kernel.Actor;

/** 復原: how the log stands beside what is known of it outside the database, and how it says openly that it lost rows. */
public interface RecoveryDesk {

    /**
     * Looks, and records that somebody looked: whether anything can be recorded is the first question. Where rows are lost
     * nothing is recorded: the next number is one of theirs.
     *
     * @param notes checkpoints that were kept elsewhere, beside the mark that this node keeps
     * @throws IllegalArgumentException in one sentence when one is no checkpoint, or not signed by the log
     */
    Standing look(List<String> notes, Actor operator);

    /** Where rows are lost: their numbers are given no more, before anything else is recorded. */
    void skipAhead(List<String> notes);

    /**
     * Declares what was lost: the log goes on under another name, the numbers of lost rows are not given again, and an act
     * says so.
     *
     * @return empty when nothing was lost that is not declared
     */
    Optional<Loss> declare(List<String> notes, Actor operator);

    /**
     * 日誌現況.
     *
     * @param size rows that the last checkpoint covers
     * @param waiting rows without a place in the log
     * @param oldest how long the oldest of them waits
     * @param holding who keeps rows from getting their place, a line each
     * @param known whether there is anything outside to compare with
     */
    record Standing(
            String origin,
            long size,
            long waiting,
            Duration oldest,
            List<String> holding,
            boolean known,
            Optional<Loss> loss) {

        public Standing {
            holding = List.copyOf(holding);
        }
    }

    /**
     * 遺失: rows that were shown to the world and are not there.
     *
     * @param common rows that are known to be as they were
     * @param last rows of the last checkpoint that is known
     * @param exact whether the log simply ends there; else it went on in another way, and how much is common is not known better
     * @param origin of the log as it goes on; before it is declared, as it was
     */
    record Loss(String origin, long common, long last, boolean exact) {

        public long rows() {
            return last - common;
        }
    }
}
