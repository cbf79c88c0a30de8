package tw.onestop.notice;

import java.util.Optional;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.payment.SlipDesk;

/** 申辦規費: what a slip is for, and another slip while that is still wanted. */
public interface FeeDesk {

    /** 繳費對象 of a slip; empty of what is no item of an application. */
    Optional<PaidFor> paidFor(UUID item, Actor reader);

    /**
     * 繳費對象.
     *
     * @param waits whether the agency still has to answer, so that it can still be paid for
     */
    record PaidFor(String receiptNo, boolean waits) {}

    /** 另開繳款單 for the same item as a slip that was cancelled, refunded or passed its day; refused once the item has ended. */
    SlipDesk.Renewed another(String slipNo, Actor clerk);
}
