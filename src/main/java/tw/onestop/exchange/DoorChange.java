package tw.onestop.exchange;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.AgencyCode;

/** 管道移轉, in the caller's transaction. */
@Component
class DoorChange {

    private final AgencyDesk agencies;
    private final Endpoints endpoints;
    private final Bundles bundles;
    private final Promised promised;
    private final Clock clock;

    DoorChange(AgencyDesk agencies, Endpoints endpoints, Bundles bundles, Promised promised, Clock clock) {
        this.agencies = agencies;
        this.endpoints = endpoints;
        this.bundles = bundles;
        this.promised = promised;
        this.clock = clock;
    }

    /** 待送通報 and their feed. */
    @Component("doorPromised")
    record Promised(Outbox outbox, Feed feed) {}

    Agency.Door present(AgencyCode agency) {
        return agencies.find(agency).map(Agency::door).orElse(Agency.Door.WEBHOOK);
    }

    /** Files that nobody fetched are taken back; what a sender has in hand is waited for. False when that is its door already. */
    boolean move(AgencyCode agency, Agency.Door to) {
        Agency.Door from = present(agency);
        if (from == to) {
            return false;
        }
        Instant now = clock.instant();
        Endpoints.Row row = endpoints.locked(agency);
        if (from == Agency.Door.FILE || to == Agency.Door.FILE) {
            bundles.locked(agency);
            bundles.withdraw(agency, now);
        }
        if (to == Agency.Door.WEBHOOK) {
            // What waited for days at another door is not given up at once by this one.
            promised.outbox().renew(agency, now);
        }
        boolean inHand = from == Agency.Door.WEBHOOK && !row.url().isEmpty();
        endpoints.moved(agency, inHand, promised.feed().head(agency), now);
        agencies.chooseDoor(agency, to);
        return true;
    }
}
