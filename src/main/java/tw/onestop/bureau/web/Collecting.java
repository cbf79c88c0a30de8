package tw.onestop.bureau.web;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/**
 * 收件: an agency without a system of its own gets its notices by opening its inbox, so opening collects them. Where it
 * stopped is remembered only to ask for less; collecting twice changes nothing.
 */
@Component
class Collecting {

    private static final int BATCH = 200;

    private final ExchangeDesk exchange;
    private final Map<AgencyCode, Long> last = new ConcurrentHashMap<>();

    Collecting(ExchangeDesk exchange) {
        this.exchange = exchange;
    }

    void collect(Agency agency, Actor officer) {
        if (agency.door() != Agency.Door.INBOX) {
            return;
        }
        long after = last.getOrDefault(agency.code(), 0L);
        List<ExchangeDesk.Envelope> batch;
        do {
            batch = exchange.inbox(agency.code(), after, BATCH, officer);
            if (!batch.isEmpty()) {
                after = batch.getLast().sequence();
            }
        } while (batch.size() == BATCH);
        last.merge(agency.code(), after, Math::max);
    }
}
