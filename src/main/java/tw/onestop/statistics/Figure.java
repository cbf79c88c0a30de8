package tw.onestop.statistics;

/**
 * 公布數: a number, or that it is not told since somebody could be found in it.
 *
 * @param number meaningless when hidden, and 0
 */
public record Figure(long number, boolean hidden) {

    static final Figure HIDDEN = new Figure(0, true);

    public static Figure of(long number) {
        return new Figure(number, false);
    }
}
