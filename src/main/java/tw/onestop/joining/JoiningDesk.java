package tw.onestop.joining;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tw.onestop.agency.Agency;
import tw.onestop.agency.Coverage;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/**
 * 申請連結: an agency's officer applies, another account of the agency reviews it as its chief information-security officer, the
 * ministry decides. State corporations, private firms and associations cannot join (辦法 §3).
 */
public interface JoiningDesk {

    /**
     * 縮減授權: an application that goes on with a linkage for these of its fields only; the one that is open already, where there is one.
     */
    Begun narrow(String purposeId, Set<String> fields, Actor officer);

    /** Begins a draft; refused where the agency is none that may query. */
    Begun begin(Actor officer);

    /** The same with all that a linkage of this agency was granted on. */
    Begun renew(String purposeId, Actor officer);

    /** All of the officer's agency, the latest first. */
    List<Application> applications(Actor officer);

    /** One of the officer's agency. */
    Optional<Application> application(UUID id, Actor officer);

    /**
     * Keeps what was typed, whatever is wrong with it; the answer says what is wrong.
     *
     * @param typed the answers to the questions of the section
     */
    List<Refusal> save(UUID id, Section section, Answers typed, Actor officer);

    /** To the chief information-security officer; empty when it went there. */
    List<Refusal> submit(UUID id, Actor officer);

    /**
     * 資通安全長審查: on to the ministry, or back with a remark.
     *
     * @param sound whether it goes on
     */
    List<Refusal> review(UUID id, boolean sound, String remark, Actor security);

    List<Refusal> withdraw(UUID id, Actor officer);

    /** What may be asked for by the items chosen. */
    Set<String> offered(Application application);

    List<Business> items(Application application);

    /** 縣市, of which an application names its own; none where the directory knows what the agency's area is. */
    List<Coverage.Area> counties(Application application);

    /** 上級機關 of the directory that can be its window in its place. */
    List<Agency> superiors(Application application);

    /** 管理規定, drafted from the answers: what the law wants stated, article by article (§9). */
    List<String> rules(Application application);

    /** 起始結果. */
    sealed interface Begun {
        record Draft(UUID id) implements Begun {}

        /** With the reason and the law. */
        record Refused(Refusal refusal) implements Begun {}
    }
}
