package tw.onestop.exchange;

/** 回復受理結果; the same at all four doors. */
public enum ReplyAnswer {
    /** 200: taken. */
    TAKEN,
    /** 200: that status stood already. */
    SAME_AGAIN,
    /** 404: unknown item, or another agency's. */
    UNKNOWN,
    /** 409 {@code statusNotForward}. */
    NOT_FORWARD,
    /** 409 {@code resultNotWanted}: of this errand the agency says only that it took it up and that it is done. */
    RESULT_NOT_WANTED,
    /** 400: a rejection without a reason. */
    REASON_MISSING
}
