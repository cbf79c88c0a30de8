package tw.onestop.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Text;
import tw.onestop.kernel.TimeOrdered;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;
import tw.onestop.trust.TrustDesk;

/** 通報: the items of a programme and the promises to deliver them, in one transaction. */
@Component
class Telling {

    private final Items items;
    private final ExchangeDesk exchange;
    private final Sealed sealed;
    private final Deadlines deadlines;
    private final Envelopes envelopes;

    Telling(Items items, ExchangeDesk exchange, Sealed sealed, Deadlines deadlines, Envelopes envelopes) {
        this.items = items;
        this.exchange = exchange;
        this.sealed = sealed;
        this.deadlines = deadlines;
        this.envelopes = envelopes;
    }

    /** What one agency is told: what about, the keys it asked for, its payload, and whether it does nothing before that is paid. */
    record Told(AgencyCode agency, About about, Map<String, String> keys, Object data, boolean afterPayment) {

        Told(AgencyCode agency, About about, Map<String, String> keys, Object data) {
            this(agency, about, keys, data, false);
        }
    }

    /**
     * 通報事項 of an item.
     *
     * @param change name of a change, or what of its programme an errand is
     * @param registration null of an errand that needs none
     * @param apart what keeps it apart from others of its sort for the same person, {@code ""} where there is only one
     */
    record About(
            String change,
            String type,
            PersonId person,
            String name,
            @Nullable RegistrationId registration,
            String apart) {

        static About of(Matter matter, String type) {
            return new About(
                    matter.change().name(),
                    type,
                    matter.affected().person(),
                    matter.affected().name(),
                    matter.registration().id(),
                    "");
        }
    }

    /**
     * @param programme its code
     * @param application null when the law tells
     * @return what was promised, in the order of what is told
     */
    List<Outgoing> tell(String programme, @Nullable UUID application, List<Told> told, Actor by) {
        List<Outgoing> outgoing = accept(programme, application, told, by);
        if (!outgoing.isEmpty()) {
            exchange.promise(outgoing);
        }
        return outgoing;
    }

    /** The items alone, for who promises them later. */
    List<Outgoing> accept(String programme, @Nullable UUID application, List<Told> told, Actor by) {
        Instant now = deadlines.now();
        List<Item> accepted = new ArrayList<>();
        List<Outgoing> outgoing = new ArrayList<>();
        for (Told one : told) {
            About about = one.about();
            UUID id = TimeOrdered.id(now);
            accepted.add(new Item(
                    id,
                    application,
                    about.registration(),
                    one.agency(),
                    programme,
                    about.change(),
                    about.type(),
                    about.person(),
                    sealed.text(Text.maskedName(about.name())),
                    sealed.json(one.keys()),
                    about.apart(),
                    ItemStatus.ACCEPTED,
                    now,
                    null,
                    one.afterPayment() ? null : deadlines.expected(one.agency(), about.type()),
                    null,
                    null));
            outgoing.add(envelopes.of(id, one.agency(), about.type(), about.person(), one.data()));
        }
        items.add(accepted, by);
        return outgoing;
    }

    /** 通報封套: the promise of one payload. */
    @Component
    static class Envelopes {

        private final TrustDesk trust;
        private final JsonMapper json;

        Envelopes(TrustDesk trust, JsonMapper json) {
            this.trust = trust;
            this.json = json;
        }

        /** Ordered by the person, whose id outlives a change of the national number. */
        Outgoing of(UUID id, AgencyCode agency, String type, PersonId person, Object data) {
            return new Outgoing(
                    id, agency, type, trust.index("notice.person:" + person.value()), json.writeValueAsBytes(data));
        }

        /** 附隨通知: one that says more about an item the agency has, under an id of its own. */
        Outgoing word(UUID id, Item item, String change, Object data) {
            return of(id, item.agency(), Programme.type(item.programme(), change), item.person(), data);
        }
    }
}
