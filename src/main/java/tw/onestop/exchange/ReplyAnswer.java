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
    /** 400: a rejection without a reason. */
    REASON_MISSING
}
