package tw.onestop.payment;

import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.payment.Remittance.Outcome;
import tw.onestop.payment.Remittance.ToldBy;

/** 代收入帳: one at a time for each slip, since its row is held; what is not owed is taken into the books all the same. */
@Component
class Collecting implements CollectionDesk {

    private final Slips slips;
    private final Remittances remittances;
    private final AuditDesk audit;
    private final SlipLedger ledger;

    Collecting(Slips slips, Remittances remittances, AuditDesk audit, SlipLedger ledger) {
        this.slips = slips;
        this.remittances = remittances;
        this.audit = audit;
        this.ledger = ledger;
    }

    @Override
    @Transactional
    public Answer collect(Told told, Actor machine) {
        if (!slips.collects(machine.agency())) {
            audit.record(Act.refused(machine, "payment.collect", told.transactionId(), "noCollector"));
            return new Answer.NoCollector();
        }
        return book(Objects.requireNonNull(machine.agency()), told, ToldBy.CALLBACK, machine);
    }

    @Override
    @Transactional
    public void refused(String why, Actor machine) {
        audit.record(Act.refused(machine, "payment.collect", null, why));
    }

    /** In the caller's transaction. */
    Answer book(AgencyCode collector, Told told, ToldBy by, Actor actor) {
        Told whole = new Told(
                told.transactionId(),
                told.slipNo(),
                told.amount(),
                told.paidAt().truncatedTo(ChronoUnit.SECONDS),
                told.channel());
        Optional<Slip> slip = ledger.held(told.slipNo());
        Optional<Remittance> before = remittances.of(collector, told.transactionId());
        if (before.isEmpty()) {
            Outcome outcome = slip.map(found -> judged(found, told)).orElse(Outcome.UNKNOWN_SLIP);
            UUID id = UUID.randomUUID();
            UUID slipId = slip.map(Slip::id).orElse(null);
            if (remittances.add(id, collector, whole, by, slipId, outcome)) {
                audit.record(new Act(
                        actor, "payment.collect", told.transactionId(), null, Act.Outcome.DONE, outcome.name()));
                if (outcome.owed()) {
                    ledger.paid(slip.orElseThrow(), actor);
                }
                return new Answer.Taken(outcome);
            }
            before = remittances.of(collector, told.transactionId());
        }
        Remittance known = before.orElseThrow();
        boolean same = known.slipNo().equals(whole.slipNo())
                && known.amount() == whole.amount()
                && known.paidAt().equals(whole.paidAt())
                && known.channel() == whole.channel();
        audit.record(
                same
                        ? new Act(actor, "payment.collect", told.transactionId(), null, Act.Outcome.DONE, "again")
                        : Act.refused(actor, "payment.collect", told.transactionId(), "differs"));
        return same ? new Answer.Taken(known.outcome()) : new Answer.Differs();
    }

    private static Outcome judged(Slip slip, Told told) {
        return switch (slip.state()) {
            case CANCELLED -> Outcome.CANCELLED_SLIP;
            case PAID, REFUNDED -> Outcome.PAID_ALREADY;
            case OPEN -> slip.amount() == told.amount() ? Outcome.BOOKED : Outcome.OTHER_AMOUNT;
        };
    }
}
