package tw.onestop.joining;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/**
 * 仍要求紙本謄本: which agency still asked a citizen for paper, and for what. It tells the ministry where the right to look it up is
 * not used; it names nobody.
 */
public interface PaperDesk {

    /**
     * A citizen says it, without signing in.
     *
     * @param askedFrom network address, by which the form's pace is kept; not stored
     */
    List<Refusal> told(Asked asked, String askedFrom);

    /** A clerk asked it of somebody who gets a transcript; a blank answer is no fault and is not kept. */
    List<Refusal> toldAtCounter(Asked asked, Actor clerk);

    /** Who asks most, since a day, each beside the right it has and whether it uses it. */
    List<Rank> ranking(LocalDate since, Actor reader);

    /** The laws by which paper was asked for although the catalogue frees it, the most frequent first. */
    List<LawRank> laws(LocalDate since, Actor reader);

    /**
     * 反映內容 as typed.
     *
     * @param kind of agency, {@code ""} when it is none of those listed
     * @param agency its name, where the kind does not say it
     * @param business code of an item of the catalogue, {@code ""} when it is none
     * @param purpose for what, in words
     */
    record Asked(String kind, String agency, String business, String purpose) {}

    /**
     * 排行.
     *
     * @param kind null where it is none of the catalogue's
     * @param agency as told where there is no kind
     * @param counter how many of them were told at a counter
     * @param rights grants that its agencies hold today
     * @param lastUsed day of the latest use of them, of any kind, null when never
     */
    record Rank(
            @Nullable AgencyKind kind,
            String agency,
            int times,
            int counter,
            int rights,
            @Nullable LocalDate lastUsed) {

        /** 有權未用: it may look it up, and asks for paper. */
        public boolean unused() {
            return rights > 0 && lastUsed == null;
        }
    }

    /** 法規排行. */
    record LawRank(Business item, int times) {}
}
