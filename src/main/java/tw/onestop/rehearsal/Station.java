package tw.onestop.rehearsal;

/** 演練站, in the order in which one goes through them. */
public enum Station {
    /** 權杖: a token for a signed assertion. */
    TOKEN(false),
    /** 斷言不得重用: the same assertion once more, which is refused. */
    REPLAY(false),
    /** 查得. */
    FOUND(true),
    /** 查無: a number nobody bears and one that is hidden; both are answered alike. */
    ABSENT(true),
    /** 拒絕: a purpose and a field that were not granted, and an officer who is not on the roster. */
    REFUSALS(true),
    /** 配額: over it, and not again before {@code Retry-After} has passed. */
    QUOTA(true),
    /** 系統暫停: 503, and later the same request with the same id. */
    OUTAGE(true),
    /** 重複通報: the same notice again, which makes no second case. */
    DUPLICATE(false),
    /** 遲到通報: an older notice after a newer one, which does not undo it. */
    ORDER(false),
    /** 換鑰: a token with another key, and the first one withdrawn. */
    ROTATION(false);

    private final boolean ofQueries;

    Station(boolean ofQueries) {
        this.ofQueries = ofQueries;
    }

    /** Whether it is there for agencies that may query only. */
    boolean isOfQueries() {
        return ofQueries;
    }

    /** 狀態. */
    public enum State {
        NOT_YET,
        PASSED,
        /** Something was done wrong there; it can be done again. */
        FAILED
    }
}
