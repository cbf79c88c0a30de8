package tw.onestop.payment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 繳款單: who may see one, and that it ends once. */
@Component
class SlipCounter implements SlipDesk {

    private static final Refusal UNKNOWN = Refusal.of("no", "payment.slip.unknown");

    private final Slips slips;
    private final SlipPaper paper;
    private final Issuing issuing;
    private final AuditDesk audit;

    SlipCounter(Slips slips, SlipPaper paper, Issuing issuing, AuditDesk audit) {
        this.slips = slips;
        this.paper = paper;
        this.issuing = issuing;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Issued issue(Order order, Actor by) {
        Slips.Collector collector = slips.collector();
        Slip slip = new Slip(
                UUID.randomUUID(),
                issuing.number(slips.nextSerial()),
                order.item(),
                order.fee(),
                order.office(),
                order.payer(),
                order.amount(),
                issuing.due(),
                Slip.State.OPEN,
                issuing.now(),
                by.id(),
                0,
                "",
                "",
                List.of());
        boolean added = slips.add(slip, collector.agency());
        Slip answer = added ? slip : slips.inForce(order.item()).orElseThrow();
        audit.record(new Act(
                by,
                "payment.slip.issue",
                answer.no(),
                null,
                Act.Outcome.DONE,
                added ? order.fee().name() : "again"));
        return new Issued(answer, !added);
    }

    @Override
    @Transactional
    public Optional<Slip> slip(String no, Actor reader) {
        Optional<Slip> slip = SlipNumber.parse(no).flatMap(slips::byNo).filter(found -> concerns(found, reader));
        audit.record(
                slip.isPresent()
                        ? Act.done(reader, "payment.slip.read", slip.get().no(), null)
                        : Act.refused(reader, "payment.slip.read", null, "unknown"));
        return slip;
    }

    @Override
    @Transactional
    public List<Slip> slips(Actor reader, int limit) {
        audit.record(Act.done(reader, "payment.slip.list", null, null));
        return slips.last(reader.office(), limit);
    }

    @Override
    public Map<UUID, Slip> ofItems(Collection<UUID> items) {
        return slips.ofItems(items).stream().collect(Collectors.toMap(Slip::item, Function.identity()));
    }

    @Override
    public Charged charged(Collection<UUID> items) {
        return slips.charged(items);
    }

    @Override
    @Transactional
    public Printed print(String no, Actor by) {
        Optional<Slip> slip = locked(no, by);
        Refusal refusal = slip.isEmpty() ? UNKNOWN : notPrinted(slip.get());
        if (refusal != null) {
            audit.record(Act.refused(by, "payment.slip.print", null, refusal.code()));
            return new Printed.Refused(refusal);
        }
        Slip found = slip.orElseThrow();
        int nth = slips.printed(found.id());
        audit.record(new Act(by, "payment.slip.print", found.no(), null, Act.Outcome.DONE, "nth=" + nth));
        return new Printed.Paper(paper.pdf(found, nth > 1));
    }

    @Override
    @Transactional
    public List<Refusal> cancel(String no, String reason, Actor by) {
        Optional<Slip> slip = locked(no, by);
        Refusal refusal = slip.isEmpty() ? UNKNOWN : notCancelled(slip.get(), reason);
        if (refusal != null) {
            audit.record(Act.refused(by, "payment.slip.cancel", null, refusal.code()));
            return List.of(refusal);
        }
        slips.become(slip.orElseThrow(), Slip.State.CANCELLED, reason.strip(), by.id());
        audit.record(Act.done(by, "payment.slip.cancel", slip.get().no(), null));
        return List.of();
    }

    @Override
    @Transactional
    public void release(UUID item, String reason, Actor by) {
        slips.inForce(item).flatMap(found -> slips.lock(found.no())).ifPresent(slip -> {
            switch (slip.state()) {
                case OPEN -> {
                    slips.become(slip, Slip.State.CANCELLED, reason, by.id());
                    audit.record(Act.done(by, "payment.slip.cancel", slip.no(), null));
                }
                case PAID -> {
                    slips.oweBack(slip, reason);
                    audit.record(Act.done(by, "payment.slip.oweBack", slip.no(), null));
                }
                case CANCELLED, REFUNDED -> {
                    // ended meanwhile
                }
            }
        });
    }

    @Override
    @Transactional
    public Renewed renew(String no, Actor by) {
        Optional<Slip> before = locked(no, by);
        Refusal refusal = before.isEmpty() ? UNKNOWN : notRenewed(before.get());
        if (refusal != null) {
            audit.record(Act.refused(by, "payment.slip.renew", null, refusal.code()));
            return new Renewed.Refused(refusal);
        }
        Slip slip = before.orElseThrow();
        if (slip.state() == Slip.State.OPEN) {
            slips.become(slip, Slip.State.CANCELLED, "逾期另開", by.id());
        }
        Order same = new Order(slip.item(), slip.fee(), slip.amount(), slip.office(), slip.payer());
        Slip next = issue(same, by).slip();
        audit.record(new Act(by, "payment.slip.renew", slip.no(), null, Act.Outcome.DONE, next.no()));
        return new Renewed.Issued(next);
    }

    @Override
    public boolean renewable(Slip slip) {
        return notRenewed(slip) == null;
    }

    private @Nullable Refusal notRenewed(Slip slip) {
        return switch (slip.state()) {
            case OPEN -> slip.overdue(issuing.today()) ? null : Refusal.of("", "payment.renew.holds");
            case PAID -> Refusal.of("", "payment.renew.paid");
            case CANCELLED, REFUNDED ->
                slips.inForce(slip.item())
                        .map(other -> Refusal.of("", "payment.renew.another", other.no()))
                        .orElse(null);
        };
    }

    @Override
    @Transactional
    public List<Slip> due(Actor reader) {
        audit.record(Act.done(reader, "payment.slip.due", null, null));
        return slips.due(reader.office(), issuing.soon());
    }

    @Override
    @Transactional
    public List<Slip> remind(int limit) {
        return slips.toRemind(issuing.today(), issuing.soon(), limit);
    }

    private @Nullable Refusal notPrinted(Slip slip) {
        return slip.state() == Slip.State.OPEN || slip.state() == Slip.State.PAID
                ? paper.refusal()
                : Refusal.of("", "payment.slip.over");
    }

    private static @Nullable Refusal notCancelled(Slip slip, String reason) {
        if (slip.state() != Slip.State.OPEN) {
            return Refusal.of("", slip.state() == Slip.State.CANCELLED ? "payment.slip.over" : "payment.slip.paid");
        }
        return Reason.against(reason).orElse(null);
    }

    private Optional<Slip> locked(String no, Actor by) {
        return SlipNumber.parse(no).flatMap(slips::lock).filter(found -> concerns(found, by));
    }

    /** The office's own; who belongs to no office sees all. */
    static boolean concerns(Slip slip, Actor reader) {
        return reader.office() == null || reader.office().equals(slip.office());
    }
}
