package tw.onestop.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tw.onestop.agency.Proposal;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.During;
import tw.onestop.kernel.Refusal;

/** 申辦欄位變更: what an errand asks is proposed by one person, looked at on last month's cases, and signed for by another for a day. */
public interface ErrandFieldDesk {

    /** Every errand of today with all that it ever asked, asks and will ask. */
    List<Asking> errands(Actor reader);

    /** A field as it is asked today, or as it was asked last; empty for one that there never was. */
    Optional<ErrandFieldForm> present(String programme, String change, String name, Actor reader);

    /** To be filled in for a field that there is not yet; empty for an errand that there is not. */
    Optional<ErrandFieldForm> blank(String programme, String change);

    /** Prepares what is asked otherwise; answers what is refused. */
    List<Refusal> prepare(ErrandFieldForm typed, Actor by);

    /** What was typed for a proposal of a field. */
    ErrandFieldForm form(Proposal proposal);

    /** 申辦業務及其欄位. */
    record Asking(Errand errand, List<Row> rows) {

        /** How many fields and papers are asked for on a day. */
        public long asked(LocalDate on) {
            return rows.stream().filter(row -> row.during().contains(on)).count();
        }

        /** Whether a day has been signed for from which something else is asked. */
        public boolean announced(LocalDate today) {
            return rows.stream().anyMatch(row -> row.during().changesAfter(today));
        }
    }

    /**
     * A dated row.
     *
     * @param source {@code ""} of what came with the errand
     * @param judged whether the programme's own rules go by it, so that it stays with its kind and codes
     */
    record Row(Errand.Field field, During during, String source, boolean judged) {}
}
