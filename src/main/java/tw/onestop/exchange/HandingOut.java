package tw.onestop.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 交付: what officers and machines take for themselves, and what they answer; in the caller's transaction, audited in it. */
@Component
class HandingOut {

    private static final long GAP = 10_000_000;

    private final Stores stores;
    private final Envelopes envelopes;
    private final ObjectProvider<InboundHandler> handler;
    private final AgencyDesk agencies;
    private final AuditDesk audit;

    HandingOut(
            Stores stores,
            Envelopes envelopes,
            ObjectProvider<InboundHandler> handler,
            AgencyDesk agencies,
            AuditDesk audit) {
        this.stores = stores;
        this.envelopes = envelopes;
        this.handler = handler;
        this.agencies = agencies;
        this.audit = audit;
    }

    /** Where the web inbox is the agency's door, opening a notice is what sends it. */
    Optional<ExchangeDesk.Envelope> one(AgencyCode agency, UUID id, Actor officer) {
        Optional<Promise> found = stores.outbox.visible(agency, id).filter(p -> !p.withdrawn());
        found.filter(p -> byInbox(agency)).ifPresent(p -> delivered(List.of(p), Attempt.Outcome.SHOWN));
        audit.record(
                found.isPresent()
                        ? Act.done(officer, "exchange.envelope.read", id.toString(), null)
                        : Act.refused(officer, "exchange.envelope.read", id.toString(), "unknown"));
        return found.map(this::clear);
    }

    private boolean byInbox(AgencyCode agency) {
        return agencies.find(agency).filter(a -> a.door() == Agency.Door.INBOX).isPresent()
                && !stores.endpoints.of(agency).moving(stores.clock.instant());
    }

    /** The gap is wider than anything that was numbered between two backups. */
    int skipAhead(Actor operator) {
        int feeds = stores.feed.skip(GAP);
        audit.record(new Act(
                operator, "exchange.skip", null, null, Act.Outcome.DONE, "feeds=%d gap=%d".formatted(feeds, GAP)));
        return feeds;
    }

    /** A page of the feed as the agency's machine gets it, and what was handed out counts as sent. */
    MachineDesk.Page pull(AgencyCode agency, long after, int limit, Actor machine) {
        Endpoints.Row endpoint = stores.endpoints.of(agency);
        List<Promise> found = endpoint.moving(stores.clock.instant())
                ? List.of()
                : stores.feed.after(agency, after, endpoint.door().movedSequence(), limit + 1);
        List<Promise> page = found.subList(0, Math.min(limit, found.size()));
        String jwk = endpoint.encryptionJwk();
        List<String> written = page.stream()
                .map(p -> new String(envelopes.write(p, jwk), StandardCharsets.UTF_8))
                .toList();
        delivered(page, Attempt.Outcome.PULLED);
        audit.record(new Act(
                machine,
                "exchange.pull",
                agency.value(),
                null,
                Act.Outcome.DONE,
                "after=" + after + " count=" + page.size()));
        String last = Envelopes.padded(page.isEmpty() ? after : page.getLast().sequence());
        return new MachineDesk.Page(written, last, found.size() > limit);
    }

    /** What stands in a file that is being fetched counts as sent. */
    void fetched(List<Promise> notices) {
        delivered(notices, Attempt.Outcome.FILED);
    }

    /** Answers in the same order. What the room above is asked it audits itself. */
    List<ReplyAnswer> reply(List<InboundHandler.Replying> replies) {
        Set<UUID> visible = stores.outbox.visible(replies);
        List<InboundHandler.Replying> known =
                replies.stream().filter(r -> visible.contains(r.id())).toList();
        Iterator<ReplyAnswer> answers = known.isEmpty()
                ? Collections.emptyIterator()
                : handler.getObject().replied(known).iterator();
        audit.record(replies.stream()
                .filter(r -> !visible.contains(r.id()))
                .map(r -> Act.refused(r.by(), "exchange.reply", r.id().toString(), ReplyAnswer.UNKNOWN.name()))
                .toList());
        return replies.stream()
                .map(r -> visible.contains(r.id()) ? answers.next() : ReplyAnswer.UNKNOWN)
                .toList();
    }

    boolean hasKey(AgencyCode agency) {
        return !stores.endpoints.of(agency).encryptionJwk().isEmpty();
    }

    Optional<String> encrypted(AgencyCode agency, UUID id, String contentType, byte[] data) {
        return Optional.of(stores.endpoints.of(agency).encryptionJwk())
                .filter(jwk -> !jwk.isEmpty())
                .map(jwk -> envelopes.encrypted(jwk, id, contentType, data));
    }

    ExchangeDesk.Endpoint endpoint(AgencyCode agency) {
        Endpoints.Row row = stores.endpoints.of(agency);
        return new ExchangeDesk.Endpoint(
                row.endpointId(), row.url(), row.disabled(), row.failures(), stores.outbox.waiting(agency));
    }

    private ExchangeDesk.Envelope clear(Promise promise) {
        return new ExchangeDesk.Envelope(
                promise.id(),
                promise.sequence(),
                promise.type(),
                promise.time(),
                promise.attempt(),
                envelopes.clear(promise));
    }

    private void delivered(List<Promise> page, Attempt.Outcome outcome) {
        if (page.isEmpty()) {
            return;
        }
        Instant now = stores.clock.instant();
        Set<UUID> settled = stores.outbox.settle(
                page.stream().map(Promise::id).toList(),
                page.stream().mapToLong(Promise::sequence).toArray(),
                "DELIVERED",
                now);
        List<Result> results = page.stream()
                .filter(p -> settled.contains(p.id()))
                .map(p -> new Result(p, new Attempt(outcome, 0, 0, null, null), now, Result.Fate.DELIVERED))
                .toList();
        if (results.isEmpty()) {
            return;
        }
        stores.outbox.attempts(results);
        List<InboundHandler.Delivered> delivered = results.stream()
                .filter(r -> !r.promise().withdrawn())
                .map(r -> new InboundHandler.Delivered(r.promise().id(), now, null))
                .toList();
        if (!delivered.isEmpty()) {
            handler.getObject().delivered(delivered);
        }
    }

    /** 儲存, and the clock they are written by. */
    @Component
    static class Stores {

        private final Outbox outbox;
        private final Feed feed;
        private final Endpoints endpoints;
        private final Clock clock;

        Stores(Outbox outbox, Feed feed, Endpoints endpoints, Clock clock) {
            this.outbox = outbox;
            this.feed = feed;
            this.endpoints = endpoints;
            this.clock = clock;
        }
    }
}
