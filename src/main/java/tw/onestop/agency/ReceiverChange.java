package tw.onestop.agency;

/**
 * 受通報機關變更, as typed: how an agency that can be told already is reached, how soon it answers, and where it serves.
 *
 * @param days 承諾辦理日數, working days, of all for which it promised nothing else
 * @param door name of an {@link Agency.Door}
 * @param areas 通報範圍 as of {@link ReceiverForm}
 */
public record ReceiverChange(
        String agency,
        String unit,
        String phone,
        String hours,
        String days,
        String door,
        String areas,
        String source,
        String reason) {

    /** Whether it asks for the same, whatever is said about it. */
    boolean asksTheSameAs(ReceiverChange other) {
        return of("").equals(other.of(""));
    }

    private ReceiverChange of(String words) {
        return new ReceiverChange(
                agency, unit.strip(), phone.strip(), hours.strip(), days.strip(), door, areas.strip(), words, words);
    }
}
