package tw.onestop.payment;

import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;

/** 繳款單帳: money that pays a slip and money that goes back, each told within its transaction to whoever waits for it. */
@Component
class SlipLedger {

    private final Slips slips;
    private final ApplicationEventPublisher events;

    SlipLedger(Slips slips, ApplicationEventPublisher events) {
        this.slips = slips;
        this.events = events;
    }

    /** By a number as anybody wrote it, kept from others until the transaction ends: first what is paid for, then the slip. */
    Optional<Slip> held(String typed) {
        return SlipNumber.parse(typed).flatMap(slips::byNo).flatMap(slip -> {
            events.publishEvent(new SlipMoving(slip.id(), slip.item()));
            return slips.lock(slip.no());
        });
    }

    void paid(Slip held, Actor by) {
        slips.become(held, Slip.State.PAID, "", by.id());
        events.publishEvent(new SlipPaid(held.id(), held.item()));
    }

    void refunded(Slip held, Actor by) {
        slips.become(held, Slip.State.REFUNDED, "", by.id());
        events.publishEvent(new SlipRefunded(held.id(), held.item()));
    }
}
