package tw.onestop.joining;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Agency;
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

    /** Who asks most, since a day, each beside the right it has to what it asks paper for and whether it uses it. */
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
     * 排行: one agency where it can be told by its name, else whom was spoken of.
     *
     * @param kind null where it is none of the catalogue's
     * @param agency of the directory, null where what was told names none of it
     * @param named as told, where it is not in the directory; {@code ""} where only the kind was told
     * @param counter how many of them were told at a counter
     * @param right to what it asked paper for: of the agency, else of all of its kind
     */
    record Rank(
            @Nullable AgencyKind kind, @Nullable Agency agency, String named, int times, int counter, Right right) {}

    /**
     * 法規排行.
     *
     * @param right that the agencies of its kind hold from the item
     */
    record LawRank(Business item, int times, Right right) {}

    /**
     * 查詢權及其使用.
     *
     * @param agencies how many agencies are meant
     * @param holding how many of them hold a grant that stands today; {@code using} of these used one within a year
     * @param lastUsed day of the latest of these uses, of any kind, null when there was none
     */
    record Right(
            int agencies, int holding, int using, @Nullable LocalDate lastUsed) {

        /** 有權未用: somebody may look it up, has not for a year, and paper is asked for. */
        public boolean unused() {
            return holding > using;
        }
    }
}
