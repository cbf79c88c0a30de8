package tw.onestop.notice;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.GrantUse;
import tw.onestop.agency.QuotaDesk;
import tw.onestop.kernel.Actor;

/** 人別確認查詢 by Consular Affairs, within its grant. */
public interface PassportInquiryDesk {

    /** The field that a grant names for it. */
    String FIELD = GrantUse.CONFIRMATION;

    Answer ask(Inquiry inquiry, Actor machine);

    /** Records that a machine was refused before its question had a meaning. */
    void refused(UUID transactionId, String why, Actor machine);

    /** 查詢, which stands in the log of all queries under its transaction. */
    record Inquiry(UUID transactionId, String nationalId, String purposeId, String caseNo, String userId) {}

    /** 答復. */
    sealed interface Answer {

        /** Decided confirmations, the newest first; none for who is not registered or not to be seen. */
        record Found(List<Told> confirmations) implements Answer {}

        record Refused(Why why) implements Answer {}

        /** The purpose has asked all that it may in this minute. */
        record QuotaExceeded(QuotaDesk.Quota quota) implements Answer {}

        /** This transaction was answered before. */
        record Repeated() implements Answer {}
    }

    /**
     * 確認情形, without anything of the person but that it is theirs.
     *
     * @param why null of the one that holds
     * @param changed what of the person the register holds otherwise than when they were confirmed, by the names of the fields of queries;
     *     it ends nothing, since it is the same person: whoever issues a passport looks it up under a purpose of theirs
     */
    record Told(
            Confirmation.Decision decision,
            String office,
            @Nullable Lapse why,
            List<String> changed) {

        public boolean valid() {
            return why == null;
        }
    }

    /** 失效原因. */
    enum Lapse {
        /** A doubt or a refusal never held. */
        NOT_CONFIRMED,
        /** Another was decided later: of several the newest alone can hold. */
        REPLACED,
        EXPIRED,
        /** Whom it is about has no domicile here any more: is dead, has moved abroad, or is no national. */
        NOT_REGISTERED
    }

    /** 拒絕理由. */
    enum Why {
        UNAUTHORIZED_PURPOSE,
        UNAUTHORIZED_FIELD,
        UNKNOWN_USER,
        REHEARSAL_MISSING
    }
}
