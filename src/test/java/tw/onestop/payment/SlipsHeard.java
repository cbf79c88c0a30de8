package tw.onestop.payment;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Fixture: who waits for slips to be paid. */
@Component
class SlipsHeard {

    private final ConcurrentLinkedQueue<SlipPaid> paid = new ConcurrentLinkedQueue<>();

    @EventListener
    void on(SlipPaid event) {
        paid.add(event);
    }

    private final ConcurrentLinkedQueue<SlipRefunded> refunded = new ConcurrentLinkedQueue<>();

    @EventListener
    void on(SlipRefunded event) {
        refunded.add(event);
    }

    long goneBack(Slip slip) {
        return refunded.stream().filter(one -> one.slip().equals(slip.id())).count();
    }

    long of(Slip slip) {
        return paid.stream().filter(one -> one.slip().equals(slip.id())).count();
    }
}
