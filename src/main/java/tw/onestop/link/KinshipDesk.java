package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Grant;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Kindred;

/**
 * 親等關聯查詢 (各機關申請提供戶籍資料及親等關聯資料辦法 §10): who is related to somebody is told to an officer only with the code that the
 * control auditor of the agency registered for them, while both are signed in.
 */
public interface KinshipDesk {

    /** What the officer's agency may ask about kinship today. */
    List<Purpose> purposes(Actor officer);

    /**
     * 親等關聯查詢目的.
     *
     * @param degrees farthest degree that was granted
     * @param controls whether the officer is a control auditor of it
     */
    record Purpose(Grant grant, KinGround ground, int degrees, boolean controls) {}

    /** Durable in the trail when it returns; whatever does not fit is recorded too, and tried a few times only. */
    Answer ask(Asking typed, Actor querier);

    /**
     * 查詢 as typed; a parent of whom nothing is registered is left empty.
     *
     * @param noneRegistered said on purpose: neither parent is registered, so both are empty
     */
    record Asking(
            String purposeId,
            String code,
            String caseNo,
            String number,
            String father,
            String mother,
            boolean noneRegistered) {

        /** With the names of parents. */
        public Asking(String purposeId, String code, String caseNo, String number, String father, String mother) {
            this(purposeId, code, caseNo, number, father, mother, false);
        }
    }

    /** 父母姓名; {@code ""} of whom nothing is registered. */
    record Parents(String father, String mother) {}

    /** 查詢結果. */
    sealed interface Answer {

        /**
         * @param on the day for which it is said: the day of death of who is asked about for their heirs
         * @param of name of who was asked about, as registered
         * @param parents as the querier named them
         */
        record Told(
                UUID transactionId,
                Instant at,
                LocalDate on,
                Purpose purpose,
                String caseNo,
                NationalId number,
                String of,
                Parents parents,
                List<Relative> relatives)
                implements Answer {

            public Told {
                relatives = List.copyOf(relatives);
            }
        }

        record Refused(List<Refusal> refusals) implements Answer {

            public Refused {
                refusals = List.copyOf(refusals);
            }
        }
    }

    /**
     * 親屬, with nothing but what says who they are and how they are related.
     *
     * @param sort null of an heir whose degree was not asked for
     * @param degree 0 of the spouse
     * @param path names from the person to the relative
     * @param order 順序 of 民法 §1138, 0 of the spouse, -1 of who is no heir or was not asked for as one
     * @param instead 代位繼承
     */
    record Relative(
            NationalId number,
            String name,
            LocalDate birthDate,
            @Nullable LocalDate deathDate,
            Kindred.@Nullable Sort sort,
            boolean lineal,
            int degree,
            List<String> path,
            int order,
            boolean instead) {

        public Relative {
            path = List.copyOf(path);
        }
    }
}
