package tw.onestop.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Text;
import tw.onestop.payment.Fee;
import tw.onestop.payment.Slip;
import tw.onestop.payment.SlipDesk;
import tw.onestop.payment.SlipDesk.Order;
import tw.onestop.payment.SlipPaid;

/** 申辦規費: a slip for each errand that costs something, and word to its agency as soon as it is paid: nothing is made before. */
@Component
class ErrandFees {

    private static final Actor RULE = Actor.rule("notice.paid");

    private final SlipDesk slips;
    private final Items items;
    private final Promised promised;
    private final AuditDesk audit;
    private final Clock clock;

    ErrandFees(SlipDesk slips, Items items, Promised promised, AuditDesk audit, Clock clock) {
        this.slips = slips;
        this.items = items;
        this.promised = promised;
        this.audit = audit;
        this.clock = clock;
    }

    /** 封套及其遞送. */
    @Component("errandFeesPromised")
    record Promised(ExchangeDesk exchange, Telling.Envelopes envelopes) {}

    /**
     * @param outgoing of these petitions, in their order; the id is the item's
     */
    void charge(List<Petition> petitions, List<Outgoing> outgoing, Actor clerk) {
        for (int i = 0; i < petitions.size(); i++) {
            Petition petition = petitions.get(i);
            if (petition.errand().fee() > 0) {
                slips.issue(
                        new Order(
                                outgoing.get(i).id(),
                                fee(petition.errand()),
                                petition.errand().fee(),
                                Objects.requireNonNull(clerk.office()),
                                Text.maskedName(petition.who().name())),
                        clerk);
            }
        }
    }

    private static Fee fee(Errand errand) {
        return switch (errand.key()) {
            case "passport/filing" -> Fee.PASSPORT;
            case "passport/filing-child" -> Fee.PASSPORT_CHILD;
            default -> errand.programme().equals("nhi-card") ? Fee.NHI_CARD : Fee.OTHER;
        };
    }

    /** What was taken back costs nothing any more. */
    void release(Item item, Actor by) {
        slips.release(item.id(), "申請已撤回", by);
    }

    @EventListener
    void on(SlipPaid event) {
        items.lock(event.item()).ifPresent(item -> {
            Slip slip = Objects.requireNonNull(slips.ofItems(List.of(item.id())).get(item.id()));
            UUID id = Telling.newId(clock.instant());
            items.addPaid(id, item);
            promised.exchange()
                    .promise(List.of(promised.envelopes()
                            .of(
                                    id,
                                    item.agency(),
                                    Programme.type(item.programme(), Paid.CHANGE),
                                    item.person(),
                                    Paid.of(item, slip))));
            audit.record(Act.done(RULE, "notice.paid", item.id().toString(), null));
        });
    }

    /** {@code data} of a notice that the fee of an earlier one was paid. */
    record Paid(
            String programme, String change, String pays, String slipNo, int amount, String currency, Instant paidAt) {

        static final String CHANGE = "paid";

        static Paid of(Item item, Slip slip) {
            return new Paid(
                    item.programme(),
                    CHANGE,
                    item.id().toString(),
                    slip.no(),
                    slip.amount(),
                    "TWD",
                    Objects.requireNonNull(slip.paidAt()));
        }
    }
}
