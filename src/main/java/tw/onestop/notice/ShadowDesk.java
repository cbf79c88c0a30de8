package tw.onestop.notice;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Agency;
import tw.onestop.agency.Proposal;
import tw.onestop.kernel.Actor;

/** 試行: what a proposal would have done to last month's cases, had it held then. Nothing is sent and nothing changes. */
public interface ShadowDesk {

    Shadow of(Proposal proposal, Actor reader);

    /**
     * 試行結果.
     *
     * @param from first day of the month looked at; {@code until} the last
     * @param cases persons whose change it would have concerned
     * @param present notices of this kind that were sent in that month
     * @param likely notices that would have been sent: of a rule all of them, of what citizens tick as many as tick it elsewhere
     * @param ends whether it is about telling nobody any longer: then {@code present} is what would not have been sent
     * @param loads by agency, the heaviest first, at most ten
     * @param examples receipt numbers of applications about these cases
     * @param late in a hundred, of what the agency had that month, answered later than promised or not at all; null where it had nothing
     * @param sums of a fee, null of all else
     * @param capped whether there were more cases than are looked through
     */
    record Shadow(
            LocalDate from,
            LocalDate until,
            int cases,
            int present,
            int likely,
            boolean ends,
            List<Load> loads,
            List<String> examples,
            @Nullable Integer late,
            @Nullable Sums sums,
            boolean capped) {

        /** The same by other promised days. */
        Shadow late(@Nullable Integer otherwise) {
            return new Shadow(from, until, cases, present, likely, ends, loads, examples, otherwise, sums, capped);
        }
    }

    /**
     * 規費試算: what was charged in the month, and what would have been by the other amount.
     *
     * @param present in NT$, likewise {@code likely}
     */
    record Sums(int slips, long present, long likely) {

        /** More than it was, or less where it is below nought. */
        public long difference() {
            return likely - present;
        }
    }

    /** 每日件數: what an agency would have got on a day of the month, on average over its days and on the worst. */
    record Load(Agency agency, int all, double perDay, int most, LocalDate mostOn) {}
}
