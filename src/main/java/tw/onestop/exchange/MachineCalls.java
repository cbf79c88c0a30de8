package tw.onestop.exchange;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 機關系統窗口 over the stores. */
@Component
class MachineCalls implements MachineDesk {

    private final HandingOut handingOut;
    private final Answering answering;
    private final EndpointBook book;
    private final AuditDesk audit;
    private final java.time.Clock clock;

    MachineCalls(
            HandingOut handingOut, Answering answering, EndpointBook book, AuditDesk audit, java.time.Clock clock) {
        this.handingOut = handingOut;
        this.answering = answering;
        this.book = book;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Machine> endpoint(String endpointId, Actor machine) {
        Optional<Machine> found = book.find(endpointId, agency(machine));
        record(machine, "exchange.endpoint.read", endpointId, found.isPresent() ? "" : "unknown");
        return found;
    }

    @Override
    @Transactional
    public Change change(String endpointId, @Nullable String url, String encryptionJwk, Actor machine) {
        Change change = book.change(endpointId, url, encryptionJwk, agency(machine), clock.instant());
        String why = switch (change) {
            case Change.Changed changed -> "";
            case Change.Unknown unknown -> "unknown";
            case Change.Refused refused -> refused.code();
        };
        record(machine, "exchange.endpoint.change", endpointId, why);
        return change;
    }

    @Override
    @Transactional
    public Optional<Integer> recover(String endpointId, Instant since, Instant until, Actor machine) {
        Optional<Integer> sent = book.recover(endpointId, since, until, agency(machine), clock.instant());
        record(machine, "exchange.endpoint.recover", endpointId, sent.isPresent() ? "" : "unknown");
        return sent;
    }

    @Override
    @Transactional
    public Page pull(long after, int limit, Actor machine) {
        return handingOut.pull(agency(machine), after, limit, machine);
    }

    /** Durable when it returns: its transaction is that of its batch. */
    @Override
    public Replied reply(UUID id, Reply reply, String key, byte[] digest, Actor machine) {
        return answering.answer(
                new Answering.Asked(id, reply, new FirstAnswers.Key(agency(machine), key), digest, machine));
    }

    @Override
    @Transactional
    public void refused(String action, @Nullable String object, String why, Actor machine) {
        audit.record(Act.refused(machine, action, object, why));
    }

    private void record(Actor machine, String action, String object, String refusal) {
        String bounded = object.substring(0, Math.min(64, object.length()));
        audit.record(
                refusal.isEmpty()
                        ? Act.done(machine, action, bounded, null)
                        : Act.refused(machine, action, bounded, refusal));
    }

    private static AgencyCode agency(Actor machine) {
        return Objects.requireNonNull(machine.agency(), "a system belongs to an agency");
    }
}
