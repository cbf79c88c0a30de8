package tw.onestop.notice;

import java.util.List;
import tw.onestop.agency.Proposal;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 規費變更: what errands cost is proposed by one person, looked at on last month's cases, and signed for by another for a day. */
public interface FeeChangeDesk {

    /** What errands cost today, by name. */
    List<Charged> fees(Actor reader);

    /** Prepares another amount; answers what is refused. */
    List<Refusal> prepare(FeeForm typed, Actor by);

    /** What was typed for a proposal of a fee. */
    FeeForm form(Proposal proposal);

    /**
     * 規費.
     *
     * @param name of the dated amount
     * @param amount in NT$
     * @param errands that cost it
     */
    record Charged(String name, int amount, List<Errand.Words> errands) {}
}
