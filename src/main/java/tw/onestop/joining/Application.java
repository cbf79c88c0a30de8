package tw.onestop.joining;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Questions;
import tw.onestop.kernel.AgencyCode;

/**
 * 連結申請: an agency asks to look up the register itself (各機關申請提供戶籍資料及親等關聯資料辦法 §7–9).
 *
 * @param applicant account of the officer who began it
 * @param renews purpose of the linkage it goes on with, null when it is a first one
 * @param remarks what whoever reviewed it last found, by the part of the form
 * @param returned how often the ministry returned it: once at most
 * @param purposeId what was granted, null before
 * @param proved whether the file that proves level A is there
 */
public record Application(
        UUID id,
        AgencyCode agency,
        String applicant,
        @Nullable String renews,
        Stage stage,
        Answers answers,
        Map<Section, String> remarks,
        int returned,
        @Nullable String purposeId,
        Instant changedAt,
        List<Step> history,
        boolean proved) {

    public Application {
        remarks = Map.copyOf(remarks);
        history = List.copyOf(history);
    }

    /** The same with its steps. */
    Application with(List<Step> steps) {
        return new Application(
                id, agency, applicant, renews, stage, answers, remarks, returned, purposeId, changedAt, steps, proved);
    }

    /** 歷程. */
    public record Step(Instant at, Stage stage, String by, String note) {}

    /** Whether it asks about more than one county's residents (全國性資料). */
    public boolean nationwide() {
        return answers.has("scope", "NATIONWIDE");
    }

    /**
     * Whether it names several counties as its own area, for want of one that the directory knows: as wide as that is no agency's own
     * without being looked at.
     */
    public boolean severalCounties() {
        return !nationwide() && answers.all("counties").size() > 1;
    }

    /** Whether it asks about degrees of kinship (親等關聯資料). */
    public boolean kinship() {
        return answers.has("fields", Questions.KIN_WITHIN);
    }

    /** 資通安全責任等級 A 級 has to be proved (§9). */
    public boolean needsLevelA() {
        return nationwide() || severalCounties() || kinship();
    }

    /** Account of who reviews it for the agency (資通安全長). */
    public String security() {
        return answers.one("security").strip();
    }

    /** 代理人 of the window, in the order in which they are called. */
    public List<Deputy> deputies() {
        return Deputy.of(answers);
    }

    /** 使用人員 as reviewers see them: accounts, and numbers that mask themselves. */
    public List<String> officers() {
        return Scrutiny.officers(answers).entrySet().stream()
                .map(officer -> officer.getKey() + " " + officer.getValue())
                .toList();
    }
}
