package tw.onestop.notice;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;

/** 首次申請護照親辦人別確認 (護照條例 §15): the clerk compares who stands at the counter and says what came of it. */
public interface PassportDesk {

    /** Somebody with the confirmations there were, the newest first; empty for whom the clerk may not see. */
    Optional<Standing> standing(PersonId person, Actor clerk);

    /**
     * 申請人現況.
     *
     * @param needs what the law wants at their age
     * @param valid the confirmation that holds today, or null
     */
    record Standing(Person person, Needs needs, @Nullable Confirmation valid, List<Confirmation> earlier) {

        public Standing {
            earlier = List.copyOf(earlier);
        }
    }

    /**
     * 依年齡之要件.
     *
     * @param filing the one-stop errand of programme {@code passport} that is theirs
     * @param companion somebody comes along
     * @param consent the representative consents in writing
     */
    record Needs(int age, String filing, boolean companion, boolean consent) {}

    /** 收照片: begins a case with the picture taken or brought today. */
    Begun begin(PersonId person, byte[] picture, Actor clerk);

    /** 收照片結果. */
    sealed interface Begun {

        record Case(UUID id) implements Begun {}

        record Refused(List<Refusal> refusals) implements Begun {}
    }

    /** One case of the clerk's office, with the person as they are. */
    Optional<Case> confirmation(UUID id, Actor clerk);

    /**
     * 案件.
     *
     * @param pictured whether its own picture has not been erased
     * @param photograph the confirmation whose picture the register has to compare with, null where it has none
     */
    record Case(
            Confirmation confirmation,
            Standing standing,
            boolean pictured,
            @Nullable UUID photograph) {}

    /** The picture of a case of the own office, or by which somebody was confirmed, for whoever compares next; every look at it is an act. */
    Optional<byte[]> picture(UUID id, Actor clerk);

    /** 決定: once. Empty when it was written, else everything that is wrong. */
    List<Refusal> decide(UUID id, Finding typed, Actor clerk);

    /**
     * 確認內容 as typed.
     *
     * @param former {@code YES} of who had a passport before
     * @param papers codes of what was shown
     * @param proof {@code yes} where a document shows what the companion is
     * @param companionNationality of a companion who has a passport of another country instead of a number
     * @param consent {@code yes} where the representative consented in writing
     * @param consentProof {@code yes} where a document shows that they represent the applicant
     * @param against empty where nothing was compared, which confirms nobody
     */
    record Finding(
            String former,
            Set<String> papers,
            String companionNumber,
            String companionName,
            String companionNationality,
            String proof,
            String consent,
            String representative,
            String representativeName,
            String representativeNationality,
            String consentProof,
            String against,
            String alike,
            String result,
            String why) {

        public Finding {
            papers = Set.copyOf(papers);
        }

        public static Finding nothing() {
            return new Finding("", Set.of(), "", "", "", "", "", "", "", "", "", "", "", "", "");
        }
    }
}
