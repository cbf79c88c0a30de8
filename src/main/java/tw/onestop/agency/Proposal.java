package tw.onestop.agency;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 擬案, a change that one of the ministry prepared and another enacts for a day, or sends back.
 *
 * @param about code of the agency, with change or matter after a slash for a row of a table; name of a rule; programme, change and
 *     field of an errand
 * @param typed what was typed, JSON as its subject reads it
 * @param verdict null while it waits
 * @param decidedBy {@code ""} while it waits; likewise {@code note}
 * @param effective the day it holds from, null unless enacted
 */
public record Proposal(
        UUID id,
        Subject subject,
        String about,
        String typed,
        String reason,
        String preparedBy,
        Instant preparedAt,
        @Nullable Verdict verdict,
        String decidedBy,
        @Nullable Instant decidedAt,
        String note,
        @Nullable LocalDate effective) {

    /** 擬案標的. */
    public enum Subject {
        /** 新增受通報機關. */
        RECEIVER,
        /** 受通報機關變更: contact, days, door and coverage. */
        RECEIVER_CHANGE,
        /** 受理能力, a row of the matrix. */
        CAPABILITY,
        /** 法定通報規則. */
        STATUTORY_RULE,
        /** 規費數額. */
        FEE,
        /** 欄位對應 of a receiver's payload. */
        FIELDS,
        /** 申辦欄位: what an errand asks. */
        ERRAND_FIELD,
        /** 單項辦理期限: working days for one matter of an agency. */
        PROMISE
    }

    /** 核定結果. */
    public enum Verdict {
        ENACTED,
        SENT_BACK
    }

    public boolean waits() {
        return verdict == null;
    }

    /** The code of the agency it is about; of a rule its name. */
    public String agency() {
        int slash = about.indexOf('/');
        return slash < 0 ? about : about.substring(0, slash);
    }
}
