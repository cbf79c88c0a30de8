package tw.onestop.notice;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Text;
import tw.onestop.kernel.TimeOrdered;
import tw.onestop.notice.Receipt.Fee.Standing;
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
    private final Deadlines deadlines;

    ErrandFees(SlipDesk slips, Items items, Promised promised, AuditDesk audit, Deadlines deadlines) {
        this.slips = slips;
        this.items = items;
        this.promised = promised;
        this.audit = audit;
        this.deadlines = deadlines;
    }

    /** 封套及其遞送. */
    @Component("errandFeesPromised")
    record Promised(ExchangeDesk exchange, Telling.Envelopes envelopes) {}

    /**
     * @param petitions all of the programme
     * @param outgoing of these petitions, in their order; the id is the item's
     */
    void charge(AppliedFor programme, List<Petition> petitions, List<Outgoing> outgoing, Actor clerk) {
        for (int i = 0; i < petitions.size(); i++) {
            Petition petition = petitions.get(i);
            if (petition.errand().fee() > 0) {
                slips.issue(
                        new Order(
                                outgoing.get(i).id(),
                                programme.fee(petition.errand().change()),
                                petition.errand().fee(),
                                Objects.requireNonNull(clerk.office()),
                                Text.maskedName(petition.who().name())),
                        clerk);
            }
        }
    }

    /** What ended without result costs nothing any more; what is paid is owed back. Only errands ever cost anything. */
    void release(Item item, String why, Actor by) {
        if (item.errand()) {
            slips.release(item.id(), why, by);
        }
    }

    /** By item; of those that cost nothing there is none. */
    Map<UUID, Receipt.Fee> of(List<Item> about) {
        if (about.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Slip> newest = slips.ofItems(about.stream().map(Item::id).toList());
        Map<UUID, Receipt.Fee> fees = new HashMap<>();
        for (Item item : about) {
            Slip slip = newest.get(item.id());
            Standing standing =
                    slip == null ? null : standing(slip, item.status().waits());
            if (slip != null && standing != null) {
                fees.put(item.id(), new Receipt.Fee(slip.no(), slip.amount(), slip.due(), standing, slip.goneBack()));
            }
        }
        return fees;
    }

    private @Nullable Standing standing(Slip slip, boolean waits) {
        return switch (slip.state()) {
            case OPEN -> slip.overdue(deadlines.today()) ? Standing.OVERDUE : Standing.DUE;
            case PAID -> slip.owedBackWhy().isEmpty() ? Standing.PAID : Standing.OWED_BACK;
            case CANCELLED -> waits ? Standing.NO_SLIP : null;
            case REFUNDED -> waits ? Standing.NO_SLIP : Standing.REFUNDED;
        };
    }

    /** From here on the agency's days run. */
    @EventListener
    void on(SlipPaid event) {
        items.lock(event.item()).ifPresent(item -> {
            Slip slip = Objects.requireNonNull(slips.ofItems(List.of(item.id())).get(item.id()));
            UUID id = TimeOrdered.id(deadlines.now());
            items.addPaid(id, item, slip.id());
            items.expect(item.id(), deadlines.expected(item.agency(), item.type()));
            promised.exchange().promise(List.of(promised.envelopes().word(id, item, Paid.CHANGE, Paid.of(item, slip))));
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
