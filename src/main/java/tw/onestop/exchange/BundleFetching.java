package tw.onestop.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 領取通報檔: committed before the first byte leaves; what stands in the file counts as sent from then on. */
@Component
class BundleFetching {

    private final Bundles bundles;
    private final HandingOut handingOut;
    private final AgencyDesk agencies;
    private final AuditDesk audit;
    private final Clock clock;

    BundleFetching(Bundles bundles, HandingOut handingOut, AgencyDesk agencies, AuditDesk audit, Clock clock) {
        this.bundles = bundles;
        this.handingOut = handingOut;
        this.agencies = agencies;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether the agency may read this file now. One that it fetched before it may fetch again. */
    @Transactional
    public boolean fetch(AgencyCode agency, String name, Actor machine) {
        bundles.locked(agency);
        Optional<Bundles.Bundle> found = bundles.toCollect(agency, name).filter(one -> mayLeave(agency, one));
        if (found.isEmpty()) {
            audit.record(Act.refused(machine, "exchange.bundle.fetch", bounded(name), "unknown"));
            return false;
        }
        Bundles.Bundle bundle = found.get();
        Instant now = clock.instant();
        if (bundle.collectedAt() == null) {
            bundles.collected(agency, bundle.no(), now);
            handingOut.fetched(bundles.pending(agency, bundle.no()));
        }
        audit.record(new Act(
                machine,
                "exchange.bundle.fetch",
                name,
                null,
                Act.Outcome.DONE,
                "notices=%d again=%b".formatted(bundle.notices(), bundle.collectedAt() != null)));
        return true;
    }

    /** Notices leave by this door only while it is the agency's. */
    private boolean mayLeave(AgencyCode agency, Bundles.Bundle bundle) {
        return bundle.collectedAt() != null
                || bundle.notices() == 0
                || agencies.door(agency).equals(Optional.of(Agency.Door.FILE));
    }

    /** Any other reading or writing in an agency's folder, done or refused. */
    @Transactional
    public void note(String action, String name, String refusal, Actor machine) {
        audit.record(
                refusal.isEmpty()
                        ? Act.done(machine, action, bounded(name), null)
                        : Act.refused(machine, action, bounded(name), refusal));
    }

    /** As much of a name as stands in the trail. */
    static String bounded(String name) {
        return name.substring(0, Math.min(64, name.length()));
    }
}
