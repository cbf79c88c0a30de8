package tw.onestop.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.trust.TrustDesk;

/** 退件與重送, the desk. */
@Component
class Recovering implements DeadLetterDesk {

    private static final int LONGEST_REASON = 200;

    private final DeadLetters letters;
    private final EndpointBook.Recovery recovery;
    private final Reopening reopening;
    private final BundleRoom.Trail trail;
    private final TrustDesk trust;

    Recovering(
            DeadLetters letters,
            EndpointBook.Recovery recovery,
            Reopening reopening,
            BundleRoom.Trail trail,
            TrustDesk trust) {
        this.letters = letters;
        this.recovery = recovery;
        this.reopening = reopening;
        this.trail = trail;
        this.trust = trust;
    }

    /** 端點, and what waits for it. */
    @Component("endpointReopening")
    record Reopening(Endpoints endpoints, Outbox outbox) {}

    @Override
    @Transactional
    public Letters letters(AgencyCode agency, int page, Actor officer) {
        Letters found = new Letters(letters.open(agency, ROWS, (long) page * ROWS), letters.count(agency));
        record(officer, "exchange.letters.read", agency.value(), "count=" + found.count());
        return found;
    }

    @Override
    @Transactional
    public List<Refusal> end(AgencyCode agency, List<UUID> ids, boolean again, String reason, Actor officer) {
        List<Refusal> wrong = ids.isEmpty() ? List.of(Refusal.of("letter", "bureau.letters.none")) : refusals(reason);
        if (!wrong.isEmpty()) {
            trail.record(officer, "exchange.letters.end", agency.value(), wrong);
            return wrong;
        }
        Instant now = trail.clock().instant();
        List<UUID> ended = letters.end(agency, ids, sealed(reason), officer.id(), now);
        int sent = again ? recovery.givenUpAgain(ended, now) : 0;
        record(officer, "exchange.letters.end", agency.value(), "ended=%d sent=%d".formatted(ended.size(), sent));
        return List.of();
    }

    @Override
    @Transactional
    public Replayed replay(AgencyCode agency, Instant since, Instant until, String reason, Actor officer) {
        Instant now = trail.clock().instant();
        List<Refusal> wrong = since.isAfter(until) || since.isAfter(now)
                ? List.of(Refusal.of("since", "bureau.replay.since.inFuture"))
                : refusals(reason);
        if (!wrong.isEmpty()) {
            trail.record(officer, "exchange.replay", agency.value(), wrong);
            return new Replayed(0, wrong);
        }
        List<UUID> visible = recovery.between(agency, since, until);
        letters.end(agency, visible, sealed(reason), officer.id(), now);
        int sent = recovery.again(visible, now);
        record(officer, "exchange.replay", agency.value(), "since=%s sent=%d".formatted(since, sent));
        return new Replayed(sent, List.of());
    }

    @Override
    @Transactional
    public List<Refusal> reopen(AgencyCode agency, String reason, Actor officer) {
        List<Refusal> wrong = refusals(reason);
        if (wrong.isEmpty()) {
            reopening.endpoints().reopen(agency);
            reopening.outbox().renew(agency, trail.clock().instant());
        }
        trail.record(officer, "exchange.endpoint.reopen", agency.value(), wrong);
        return wrong;
    }

    @Override
    @Transactional
    public List<Troubled> troubled(Actor ministry) {
        List<Troubled> found = letters.troubled();
        record(ministry, "exchange.troubled.read", null, "agencies=" + found.size());
        return found;
    }

    @Override
    public int closed() {
        return letters.closed();
    }

    private byte[] sealed(String reason) {
        return trust.seal(reason.strip().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Refusal> refusals(String reason) {
        if (reason.isBlank()) {
            return List.of(Refusal.of("reason", "bureau.letters.reason.missing"));
        }
        return Text.length(reason.strip()) > LONGEST_REASON
                ? List.of(Refusal.of("reason", "bureau.letters.reason.tooLong", Integer.toString(LONGEST_REASON)))
                : List.of();
    }

    private void record(Actor actor, String action, @org.jspecify.annotations.Nullable String object, String detail) {
        trail.audit().record(new Act(actor, action, object, null, Act.Outcome.DONE, detail));
    }
}
