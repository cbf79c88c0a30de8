package tw.onestop.link;

import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tw.onestop.registry.DoorsRenumbered;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistrationRecorded;

/** 異動之登錄: one row in the transaction that registers, and nothing that it would have to wait for. */
@Component
class Changes {

    private final Feed feed;
    private final Clock clock;

    Changes(Feed feed, Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    @EventListener
    void on(RegistrationRecorded event) {
        feed.add(event.registration(), event.kind(), false, null, clock.instant());
    }

    @EventListener
    void on(DoorsRenumbered event) {
        boolean takenBack = !event.registration().equals(event.renumbering());
        feed.add(
                event.registration(),
                takenBack ? RegistrationKind.REVOKE : event.kind(),
                true,
                takenBack ? event.renumbering() : null,
                clock.instant());
    }
}
