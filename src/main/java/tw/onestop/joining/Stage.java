package tw.onestop.joining;

import java.util.Set;

/** 申請進度 of an application. */
public enum Stage {
    /** 撰擬中. */
    DRAFT,
    /** 機關資通安全長審查中. */
    SECURITY_REVIEW,
    /** 內政部審查中. */
    MINISTRY_REVIEW,
    /** 退回補正. */
    RETURNED,
    /** 核准. */
    APPROVED,
    /** 不予核准. */
    REFUSED,
    /** 撤回. */
    WITHDRAWN;

    /** Whether the agency may write in it. */
    public boolean isOpen() {
        return this == DRAFT || this == RETURNED;
    }

    boolean canBecome(Stage next) {
        return switch (this) {
            case DRAFT, RETURNED -> Set.of(SECURITY_REVIEW, WITHDRAWN).contains(next);
            case SECURITY_REVIEW ->
                Set.of(MINISTRY_REVIEW, DRAFT, RETURNED, WITHDRAWN).contains(next);
            case MINISTRY_REVIEW ->
                Set.of(RETURNED, APPROVED, REFUSED, WITHDRAWN).contains(next);
            case APPROVED, REFUSED, WITHDRAWN -> false;
        };
    }
}
