package tw.onestop;

import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.payment.Fee;
import tw.onestop.payment.RefundDesk;
import tw.onestop.payment.RefundDesk.Request;
import tw.onestop.payment.Slip;
import tw.onestop.payment.SlipDesk;
import tw.onestop.payment.SlipDesk.Order;

/** Fixture: slips, and refunds that two persons have agreed on. */
@Component
public class PaymentWorld {

    public static final OfficeCode OFFICE = new OfficeCode("09007010");
    public static final Actor CLERK = Actor.staff("clerk", OFFICE);

    private final SlipDesk slips;
    private final RefundDesk refunds;
    private final TransactionTemplate transaction;

    PaymentWorld(SlipDesk slips, RefundDesk refunds, TransactionTemplate transaction) {
        this.slips = slips;
        this.refunds = refunds;
        this.transaction = transaction;
    }

    public Slip slip() {
        return issue(UUID.randomUUID()).slip();
    }

    /** The number of one of NT$1,300. */
    public String slipNo() {
        return slip().no();
    }

    public SlipDesk.Issued issue(UUID item) {
        return Objects.requireNonNull(
                transaction.execute(_ -> slips.issue(new Order(item, Fee.PASSPORT, 1300, OFFICE, "王○明"), CLERK)));
    }

    /** Asks the first money on a slip back, and has it approved by another. */
    public void agreeOnRefund(String slipNo) {
        Slip slip = slips.slip(slipNo, CLERK).orElseThrow();
        UUID money = slip.money().getFirst().id();
        refunds.ask(new Request(money, "多繳", "004", "00412345678", "王小明"), CLERK);
        String no = Objects.requireNonNull(slips.slip(slipNo, CLERK)
                        .orElseThrow()
                        .money()
                        .getFirst()
                        .refund())
                .no();
        refunds.decide(no, true, "", Actor.rule("test-cashier"));
    }
}
