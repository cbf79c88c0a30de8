package tw.onestop.notice;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.notice.Errand.Words;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;

/**
 * 主動提醒, what a family has not taken yet though it could. It names nobody.
 *
 * @param matter what can be done, with its words
 * @param registration its occasion
 * @param person whom it is about
 * @param office that made the registration
 * @param endsOn the last day on which it can be done
 * @param toldOn when a clerk told them, or null
 * @param closing whether it came up once more because the last day is near
 */
public record Reminder(
        long id,
        Matter matter,
        RegistrationId registration,
        PersonId person,
        OfficeCode office,
        LocalDate filedOn,
        LocalDate endsOn,
        State state,
        @Nullable LocalDate toldOn,
        boolean closing) {

    /** 提醒狀態. */
    public enum State {
        /** Its day has not come. */
        WAITING,
        OPEN,
        TAKEN,
        ENDED,
        OPTED_OUT,
        /** It is no occasion any more: the registration was taken back, or a later one made it moot. */
        VOID
    }

    /** 民眾意願, as a clerk records it. */
    public enum Answer {
        /** 已告知, they will come. */
        TOLD,
        /** Not to be reminded of this again. */
        NOT_THIS,
        /** Not to be reminded of anything again. */
        NOTHING
    }

    /**
     * 可辦事項.
     *
     * @param alone whether it can be begun for the person by itself; else beside the registration
     */
    public record Matter(String programme, String change, Words name, Words note, boolean alone) {

        /** As drafts name an errand: {@code nhi-card/lost}. */
        public String key() {
            return programme + "/" + change;
        }
    }
}
