package tw.onestop.kernel;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 計數, how often something was recorded: counts of one thing at one office and agency on one day; nobody can be found in it.
 *
 * @param of what was counted, in the words of who recorded it: {@code act link.query}, {@code notice nhi-card}
 * @param office where it was recorded, null where no office had to do with it
 * @param agency whom it went to or who asked, null where there is none
 */
public record Tally(
        String of, @Nullable OfficeCode office, @Nullable AgencyCode agency, LocalDate day, Counts counts) {

    /**
     * 件數.
     *
     * @param cases services that were recorded
     * @param refused those that were refused
     * @param notFound answered that nothing is held about the person
     * @param ended answered to the end, by whatever result
     * @param seconds from acceptance to end of all that ended, together
     * @param longest of these
     */
    public record Counts(long cases, long refused, long notFound, long ended, long seconds, long longest) {

        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        public static Counts cases(long cases) {
            return new Counts(cases, 0, 0, 0, 0, 0);
        }

        public static Counts refused(long refused) {
            return new Counts(0, refused, 0, 0, 0, 0);
        }

        public Counts plus(Counts more) {
            return new Counts(
                    cases + more.cases,
                    refused + more.refused,
                    notFound + more.notFound,
                    ended + more.ended,
                    seconds + more.seconds,
                    Math.max(longest, more.longest));
        }
    }

    /**
     * 計數來源: a module that recorded something and lets it be counted behind its back, never by an event of each. What it recorded has
     * positions that only grow, so that everything is counted once, and counted again from the first the figures are the same.
     */
    public interface Source {

        /** Its name, under which it is kept how far it was counted. */
        String name();

        /**
         * Counts of what stands behind a position and can no longer be joined by something below it: what commits late is not missed.
         *
         * @param after the last position that was counted, 0 at the beginning
         * @param atMost so many records
         * @param wanted only of these, each as {@link Tally#of} says it; {@code notice *} is whatever begins so
         */
        Counted after(long after, int atMost, Set<String> wanted);

        /** What is still there from the beginning of this day on; before it has gone into archives. */
        default LocalDate keptSince() {
            return LocalDate.MIN;
        }
    }

    /** 依編號計數: records that are numbered as they are written, in a table whose writers can be seen. */
    public interface Numbered extends Source {

        /** The last number behind a position, so many records on; the position itself where there is none. */
        long last(long after, int atMost);

        /** Transactions that are writing the table now. */
        List<String> writers();

        /** Counts of what is numbered from behind the first until the second. */
        List<Tally> between(long after, long upTo);

        @Override
        default Counted after(long after, int atMost, Set<String> wanted) {
            long upTo = last(after, atMost);
            if (upTo == after) {
                return Counted.none(after);
            }
            return Writers.haveEnded(this::writers)
                    ? new Counted(upTo, false, between(after, upTo))
                    : Counted.held(after);
        }
    }

    /**
     * 一批計數.
     *
     * @param upTo the last position it contains; as before when there was nothing
     * @param held whether there is something that cannot be counted yet, since something below it may still come
     */
    public record Counted(long upTo, boolean held, List<Tally> tallies) {

        public Counted {
            tallies = List.copyOf(tallies);
        }

        public static Counted none(long after) {
            return new Counted(after, false, List.of());
        }

        public static Counted held(long after) {
            return new Counted(after, true, List.of());
        }
    }
}
