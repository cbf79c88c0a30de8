package tw.onestop.notice;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.payment.Slip;
import tw.onestop.payment.SlipDesk;
import tw.onestop.payment.SlipDesk.Renewed;

/** 繳費對象: payment knows the sum and not what it is for; what it is for knows here whether it is still wanted. */
@Component
class Fees implements FeeDesk {

    private final SlipDesk slips;
    private final Items items;
    private final AuditDesk audit;

    Fees(SlipDesk slips, Items items, AuditDesk audit) {
        this.slips = slips;
        this.items = items;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Optional<PaidFor> paidFor(UUID item, Actor reader) {
        audit.record(Act.done(reader, "notice.fee.read", item.toString(), null));
        return items.paidFor(item);
    }

    /** The item is held, so that it does not end while its next slip is issued. */
    @Override
    @Transactional
    public Renewed another(String slipNo, Actor clerk) {
        Optional<Slip> before = slips.slip(slipNo, clerk);
        boolean ended = before.flatMap(slip -> items.lock(slip.item()))
                .filter(item -> !item.status().waits())
                .isPresent();
        Renewed renewed =
                ended ? new Renewed.Refused(Refusal.of("", "payment.renew.ended")) : slips.renew(slipNo, clerk);
        if (ended) {
            audit.record(Act.refused(clerk, "notice.fee.another", null, "payment.renew.ended"));
        }
        return renewed;
    }
}
