package tw.onestop.exchange;

/** 回復受理結果; the same at all four doors, with the code and the sentence by which it is told where it is a refusal. */
public enum ReplyAnswer {
    /** 200: taken. */
    TAKEN("", ""),
    /** 200: that status stood already. */
    SAME_AGAIN("", ""),
    /** 404: unknown item, or another agency's. */
    UNKNOWN("unknownNotice", "no such notice was sent to this agency"),
    /** 409. */
    NOT_FORWARD("statusNotForward", "the item is past this status already"),
    /** 409: of this errand the agency says only that it took it up and that it is done. */
    RESULT_NOT_WANTED(
            "resultNotWanted", "what was found is not to be told: answer RECEIVED or COMPLETED, whatever was found"),
    /** 400: a rejection without a reason. */
    REASON_MISSING("reasonMissing", "a rejection needs its reason");

    private final String code;
    private final String says;

    ReplyAnswer(String code, String says) {
        this.code = code;
        this.says = says;
    }

    /** {@code ""} where the reply stands. */
    public String code() {
        return code;
    }

    public String says() {
        return says;
    }
}
