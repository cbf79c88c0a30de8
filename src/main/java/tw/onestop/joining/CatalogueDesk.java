package tw.onestop.joining;

import java.util.List;
import java.util.Optional;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/**
 * 免附謄本業務項目目錄 and the laws under review: open to everybody, edited by the ministry by rows that begin on a day.
 */
public interface CatalogueDesk {

    /**
     * What stands in the catalogue today.
     *
     * @param words as typed, {@code ""} for all
     * @param kind code of a kind of agency, {@code ""} for all
     */
    List<Business> search(String words, String kind);

    /** What an agency's kind does. */
    List<Business> of(AgencyCode agency);

    Optional<Business> item(String code);

    /** Every row there was, is and will be of an item, the earliest first. */
    List<Business> history(String code);

    List<AgencyKind> kinds();

    /** 可列項目: names of all that an item may name, in the order of the fields. */
    List<String> fields();

    /** The laws as they stand today, those that are still open first. */
    List<LawReview> laws();

    List<LawReview> history(LawReview law);

    Progress progress();

    /** Adds an item or changes it from a day on; empty when it is done, else what is wrong. */
    List<Refusal> publish(BusinessForm typed, Actor by);

    /** Adds a law or says its next stage, from a day on. */
    List<Refusal> publish(LawForm typed, Actor by);

    /**
     * 成果: how many laws were amended and items freed, beside what the campaign had reached by 2018.
     *
     * @param unverified items whose law, article or date were not read in the text of the law
     */
    record Progress(int laws, int lawsOf, int items, int itemsOf, int unverified) {}

    /** 業務項目 as typed. */
    record BusinessForm(
            String code,
            String kind,
            String name,
            String nameEn,
            String law,
            String article,
            String lawOn,
            List<String> fields,
            String needs,
            boolean verified,
            String source,
            String from) {}

    /** 法規 as typed; {@code frees} are codes with blanks between. */
    record LawForm(
            String code,
            String law,
            String article,
            String oldWording,
            String newWording,
            String stage,
            String stageOn,
            String frees,
            boolean verified,
            String source,
            String from) {}
}
