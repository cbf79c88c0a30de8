package tw.onestop.agency;

import java.util.List;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.During;
import tw.onestop.kernel.Refusal;

/** 單項辦理期限: how many working days an agency promises for one matter, proposed by one of the ministry and signed for by another for a day. */
public interface PromiseChangeDesk {

    /** Everything an agency takes or does, in the order of the matrix and then of the errands. */
    List<Row> promises(AgencyCode agency, Actor reader);

    /** Prepares other days; answers what is refused. */
    List<Refusal> prepare(PromiseForm typed, Actor by);

    /** What was typed for a proposal of days. */
    PromiseForm form(Proposal proposal);

    /** What was typed and found right, as a number. */
    int days(PromiseForm typed);

    /**
     * @param days of today
     * @param dated what was, is and will be promised for this matter alone, the earliest first; none: what holds for everything
     */
    record Row(String matter, int days, List<Days> dated) {}

    /** A dated row. */
    record Days(int days, During during, String source) {}
}
