package tw.onestop.notice;

import java.util.Set;

/** 通報狀態, the states of one item; forward only. Source: 首頁「通報案件處理狀態」, interfaces §4. */
public enum ItemStatus {
    /** 已受理. */
    ACCEPTED,
    /** 已通報. */
    SENT,
    /** 重新通報. */
    RESENT,
    /** 已接收，審核處理中. */
    RECEIVED,
    /** 已完成. */
    COMPLETED,
    /** 不予核准. */
    REJECTED,
    /** 查無資料. */
    NO_RECORD,
    /** 傳送失敗. */
    FAILED,
    /** 撤回. */
    WITHDRAWN;

    /** Whether the agency still has to answer. */
    public boolean waits() {
        return switch (this) {
            case ACCEPTED, SENT, RESENT, RECEIVED, FAILED -> true;
            case COMPLETED, REJECTED, NO_RECORD, WITHDRAWN -> false;
        };
    }

    /** Whether the item may go there by a reply, a delivery or a withdrawal. */
    public boolean canBecome(ItemStatus next) {
        return next().contains(next);
    }

    private Set<ItemStatus> next() {
        return switch (this) {
            case ACCEPTED -> Set.of(SENT, FAILED, WITHDRAWN);
            case SENT -> Set.of(RECEIVED, COMPLETED, REJECTED, NO_RECORD, FAILED, WITHDRAWN, RESENT);
            case RESENT -> Set.of(RECEIVED, COMPLETED, REJECTED, NO_RECORD, FAILED, WITHDRAWN);
            case RECEIVED -> Set.of(COMPLETED, REJECTED, NO_RECORD, RESENT);
            case FAILED -> Set.of(RESENT);
            case COMPLETED, REJECTED, NO_RECORD, WITHDRAWN -> Set.of();
        };
    }
}
