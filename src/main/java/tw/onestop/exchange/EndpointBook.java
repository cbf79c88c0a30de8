package tw.onestop.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.AgencyCode;

/** 端點簿: registering, showing and recovering an agency's endpoint; in the caller's transaction. */
@Component
class EndpointBook {

    private final Endpoints endpoints;
    private final Recovery recovery;
    private final Targets targets;
    private final DoorChange doors;
    private final Outbox outbox;

    EndpointBook(Endpoints endpoints, Recovery recovery, Targets targets, DoorChange doors, Outbox outbox) {
        this.endpoints = endpoints;
        this.recovery = recovery;
        this.targets = targets;
        this.doors = doors;
        this.outbox = outbox;
    }

    Optional<MachineDesk.Machine> find(String endpointId, AgencyCode agency) {
        Endpoints.Row row = endpoints.of(agency);
        return row.endpointId().equals(endpointId)
                ? Optional.of(new MachineDesk.Machine(
                        row.endpointId(),
                        agency,
                        row.url(),
                        row.encryptionJwk(),
                        row.disabled(),
                        row.failures(),
                        row.lastSuccess(),
                        outbox.waiting(agency)))
                : Optional.empty();
    }

    MachineDesk.Change change(
            String endpointId, @Nullable String url, String encryptionJwk, AgencyCode agency, Instant now) {
        if (find(endpointId, agency).isEmpty()) {
            return new MachineDesk.Change.Unknown();
        }
        Optional<String> refusal = url == null ? Optional.empty() : targets.refusal(url);
        if (refusal.isPresent()) {
            return new MachineDesk.Change.Refused("url", refusal.get());
        }
        if (!encryptionJwk.isEmpty() && EncryptionKey.parse(encryptionJwk).isEmpty()) {
            return new MachineDesk.Change.Refused("encryptionJwk", "keyInvalid");
        }
        if (url == null) {
            endpoints.encryptTo(agency, encryptionJwk);
            return new MachineDesk.Change.Changed(find(endpointId, agency).orElseThrow());
        }
        if (!doors.move(agency, Agency.Door.WEBHOOK)) {
            outbox.renew(agency, now);
        }
        endpoints.change(agency, url, encryptionJwk);
        return new MachineDesk.Change.Changed(find(endpointId, agency).orElseThrow());
    }

    Optional<Integer> recover(String endpointId, Instant since, Instant until, AgencyCode agency, Instant now) {
        return find(endpointId, agency).map(endpoint -> recovery.again(agency, since, until, now));
    }

    /** 重送: the same ids under new sequences, and the room above is told. */
    @Component
    static class Recovery {

        private final Feed feed;
        private final Outbox outbox;
        private final Sequencer sequencer;
        private final ObjectProvider<InboundHandler> handler;

        Recovery(Feed feed, Outbox outbox, Sequencer sequencer, ObjectProvider<InboundHandler> handler) {
            this.feed = feed;
            this.outbox = outbox;
            this.sequencer = sequencer;
            this.handler = handler;
        }

        int again(AgencyCode agency, Instant since, Instant until, Instant now) {
            return again(between(agency, since, until), now);
        }

        List<UUID> between(AgencyCode agency, Instant since, Instant until) {
            return feed.between(agency, since, until);
        }

        int again(List<UUID> wanted, Instant now) {
            return again(wanted, Outbox.SETTLED, now);
        }

        /** What a machine recovered meanwhile has arrived or is on its way: it is not sent once more. */
        int givenUpAgain(List<UUID> wanted, Instant now) {
            return again(wanted, List.of("DEAD"), now);
        }

        private int again(List<UUID> wanted, List<String> states, Instant now) {
            List<UUID> sent = wanted.isEmpty() ? wanted : outbox.resend(wanted, states, now);
            if (!sent.isEmpty()) {
                handler.getObject().resent(sent, now);
                sequencer.wakeAfterCommit();
            }
            return sent.size();
        }
    }
}
