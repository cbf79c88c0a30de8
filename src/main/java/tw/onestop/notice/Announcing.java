package tw.onestop.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.InboundHandler.Delivered;
import tw.onestop.exchange.InboundHandler.Replying;
import tw.onestop.exchange.Outgoing;
import tw.onestop.exchange.Reply;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.registry.RegistrationId;

/** 整批通報及受通報演練: promised by the road of all notices, answered by it, and kept apart from the items of people. */
@Component
class Announcing implements BulletinDesk {

    static final String TRIAL = Programme.type("rehearsal", "address");
    private static final Actor DELIVERY = Actor.rule("exchange.delivery");
    private static final int MOST_OPEN = 100;
    private static final byte[] NOBODYS_KEY = {0};
    /** A number that no demonstration gives; who bears it, if anybody does, nobody asks. */
    private static final NationalId NOBODY = NationalId.of('Z', 1, 9_700_011);

    private final Bulletins bulletins;
    private final Wire wire;
    private final ReceiverDesk receivers;
    private final AuditDesk audit;
    private final Clock clock;

    Announcing(Bulletins bulletins, Wire wire, ReceiverDesk receivers, AuditDesk audit, Clock clock) {
        this.bulletins = bulletins;
        this.wire = wire;
        this.receivers = receivers;
        this.audit = audit;
        this.clock = clock;
    }

    /** 交換: what promises are made and sealed with. */
    @Component
    record Wire(ExchangeDesk exchange, Sealed sealed, JsonMapper json) {}

    /** 演練資料 of an envelope: shaped as a notice by consent, of an invented person. */
    record Trial(
            String programme,
            String change,
            LocalDate effectiveDate,
            Map<String, String> person,
            Map<String, String> before,
            Map<String, String> after) {}

    @Override
    @Transactional
    public boolean rehearse(Actor officer) {
        AgencyCode agency = officer.agency();
        boolean begun = agency != null
                && bulletins.trials(agency).stream()
                        .allMatch(trial -> trial.answered() || !trial.status().waits())
                && tell(List.of(agency), TRIAL, trial(), Optional.empty());
        audit.record(
                begun
                        ? Act.done(officer, "notice.rehearsal.send", String.valueOf(agency), null)
                        : Act.refused(officer, "notice.rehearsal.send", String.valueOf(agency), "notNow"));
        return begun;
    }

    private Trial trial() {
        return new Trial(
                "rehearsal",
                "address",
                LocalDate.now(clock),
                Map.of("nationalId", NOBODY.value(), "name", "演練丁"),
                Map.of("address.full", "連江縣南竿鄉演練村001鄰演練路1號"),
                Map.of("address.full", "連江縣南竿鄉演練村002鄰演練路20號"));
    }

    @Override
    @Transactional
    public List<Bulletin> rehearsals(AgencyCode agency, Actor reader) {
        boolean own = reader.agency() == null || reader.agency().equals(agency);
        audit.record(
                own
                        ? Act.done(reader, "notice.rehearsal.read", agency.value(), null)
                        : Act.refused(reader, "notice.rehearsal.read", agency.value(), "otherAgency"));
        return own ? bulletins.trials(agency) : List.of();
    }

    /** Tells agencies the same, and says whether any; not those that were told of the registration before, or have an open trial. */
    boolean tell(List<AgencyCode> agencies, String type, Object data, Optional<RegistrationId> registration) {
        byte[] json = wire.json().writeValueAsBytes(data);
        List<Outgoing> outgoing = new ArrayList<>();
        bulletins
                .add(agencies, type, registration.orElse(null), clock.instant())
                .forEach((agency, id) -> outgoing.add(new Outgoing(id, agency, type, NOBODYS_KEY, json)));
        if (!outgoing.isEmpty()) {
            wire.exchange().promise(outgoing);
        }
        return !outgoing.isEmpty();
    }

    /** An answer to something that is no item. */
    ReplyAnswer replied(Replying one, AgencyCode agency) {
        Optional<Bulletin> told = bulletins.lock(one.id(), agency);
        if (told.isEmpty()) {
            return ReplyAnswer.UNKNOWN;
        }
        Reply reply = one.reply();
        ItemStatus next = ItemStatus.valueOf(reply.status().name());
        ItemStatus present = Replies.carried(told.get().status());
        String reason = reply.reason() == null ? "" : reply.reason().strip();
        if (present == next) {
            return ReplyAnswer.SAME_AGAIN;
        }
        if (next == ItemStatus.REJECTED && reason.isEmpty()) {
            return ReplyAnswer.REASON_MISSING;
        }
        if (!present.canBecome(next)) {
            return ReplyAnswer.NOT_FORWARD;
        }
        bulletins.step(
                one.id(), next, next == ItemStatus.REJECTED ? wire.sealed().text(reason) : null, clock.instant());
        rehearsed(told.get(), one.by());
        return ReplyAnswer.TAKEN;
    }

    /** What was delivered; an agency that answers at once has answered. */
    void delivered(List<Delivered> delivered) {
        bulletins.delivered(delivered, clock.instant()).stream()
                .filter(Bulletin::answered)
                .forEach(told -> rehearsed(told, DELIVERY));
    }

    private void rehearsed(Bulletin told, Actor by) {
        if (told.type().equals(TRIAL)) {
            receivers.answered(told.agency(), clock.instant(), by);
        }
    }

    void failed(List<UUID> ids, Instant at) {
        bulletins.move(ids, List.of(ItemStatus.ACCEPTED, ItemStatus.SENT, ItemStatus.RESENT), ItemStatus.FAILED, at);
    }

    void resent(List<UUID> ids, Instant at) {
        bulletins.move(ids, List.of(ItemStatus.SENT, ItemStatus.RECEIVED, ItemStatus.FAILED), ItemStatus.RESENT, at);
    }

    /** What stands open at an agency, as its inbox lists it. */
    List<NoticeDesk.AgencyItem> openAt(AgencyCode agency) {
        return bulletins.openAt(agency, MOST_OPEN).stream()
                .map(Announcing::item)
                .toList();
    }

    /** What an agency has answered, the newest first. */
    List<NoticeDesk.AgencyItem> endedAt(AgencyCode agency, int most) {
        return bulletins.endedAt(agency, most).stream().map(Announcing::item).toList();
    }

    /** One with what was answered. */
    Optional<NoticeDesk.AgencyAnswer> answer(AgencyCode agency, UUID id) {
        return bulletins
                .find(id, agency)
                .map(told -> new NoticeDesk.AgencyAnswer(
                        item(told),
                        bulletins.reason(id).map(wire.sealed()::text).orElse(""),
                        "",
                        null,
                        "",
                        null,
                        null));
    }

    private static NoticeDesk.AgencyItem item(Bulletin told) {
        return new NoticeDesk.AgencyItem(told.id(), told.type(), told.status(), told.since(), "");
    }
}
