package tw.onestop.exchange;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.FieldMapDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.trust.TrustDesk;

/** 交換, as the rooms above call it. */
@Component
class Exchange implements ExchangeDesk {

    private final Outbox outbox;
    private final Sequencer sequencer;
    private final TrustDesk trust;
    private final HandingOut handingOut;
    private final Shapes shapes;

    Exchange(Outbox outbox, Sequencer sequencer, TrustDesk trust, HandingOut handingOut, Shapes shapes) {
        this.outbox = outbox;
        this.sequencer = sequencer;
        this.trust = trust;
        this.handingOut = handingOut;
        this.shapes = shapes;
    }

    /**
     * 內容: notices by consent, and those about nobody, are made over as their receiver asked for on the day they are promised; so every
     * door and every attempt carries the same. What else is told has one shape for all.
     */
    @Component("exchangeShapes")
    record Shapes(FieldMapDesk maps, Clock clock) {

        private static final String BY_CONSENT = "tw.onestop.notice.registration-change.";
        private static final String OF_NOBODY = "tw.onestop.notice.rehearsal.";
        private static final String WITHDRAWAL = BY_CONSENT + "withdrawal.";

        byte[] data(Outgoing notice) {
            boolean asked = notice.type().startsWith(OF_NOBODY)
                    || (notice.type().startsWith(BY_CONSENT) && !notice.type().startsWith(WITHDRAWAL));
            return asked
                    ? maps.of(notice.agency(), LocalDate.now(clock))
                            .map(map -> map.payload(notice.dataJson()))
                            .orElse(notice.dataJson())
                    : notice.dataJson();
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void promise(List<Outgoing> outgoing) {
        if (outgoing.isEmpty()) {
            return;
        }
        byte[][] sealed = outgoing.stream().map(o -> trust.seal(shapes.data(o))).toArray(byte[][]::new);
        outbox.promise(outgoing, sealed, shapes.clock().instant());
        sequencer.wakeAfterCommit();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdraw(Outgoing instead) {
        return outbox.withdraw(
                instead, trust.seal(instead.dataJson()), shapes.clock().instant());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> resend(List<UUID> ids) {
        List<UUID> sent = ids.isEmpty()
                ? ids
                : outbox.resend(ids, Outbox.SETTLED, shapes.clock().instant());
        if (!sent.isEmpty()) {
            sequencer.wakeAfterCommit();
        }
        return sent;
    }

    @Override
    @Transactional
    public Optional<Envelope> envelope(AgencyCode agency, UUID id, Actor officer) {
        return handingOut.one(agency, id, officer);
    }

    @Override
    @Transactional
    public ReplyAnswer reply(AgencyCode agency, UUID id, Reply reply, Actor officer) {
        return handingOut
                .reply(List.of(new InboundHandler.Replying(id, reply, officer)))
                .getFirst();
    }

    @Override
    @Transactional
    public Endpoint endpoint(AgencyCode agency) {
        return handingOut.endpoint(agency);
    }

    @Override
    @Transactional
    public boolean hasKey(AgencyCode agency) {
        return handingOut.hasKey(agency);
    }

    @Override
    @Transactional
    public int skipAhead(Actor operator) {
        return handingOut.skipAhead(operator);
    }

    @Override
    @Transactional
    public Optional<String> encrypted(AgencyCode agency, UUID id, String contentType, byte[] data) {
        return handingOut.encrypted(agency, id, contentType, data);
    }
}
