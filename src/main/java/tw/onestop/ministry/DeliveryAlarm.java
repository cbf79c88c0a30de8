package tw.onestop.ministry;

import org.springframework.stereotype.Component;
import tw.onestop.exchange.DeadLetterDesk;

/** 傳送警示 on every page of the ministry ({@code @deliveryAlarm}). */
@Component("deliveryAlarm")
public class DeliveryAlarm {

    private final DeadLetterDesk letters;

    DeliveryAlarm(DeadLetterDesk letters) {
        this.letters = letters;
    }

    /** How many agencies' endpoints are closed. */
    public int closed() {
        return letters.closed();
    }
}
