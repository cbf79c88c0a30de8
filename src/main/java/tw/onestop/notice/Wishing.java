package tw.onestop.notice;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.MessageDesk;
import tw.onestop.kernel.Actor;

/** 結果通知方式, at the counter that sees the receipt. */
@Component
class Wishing implements WishDesk {

    private final ResultMessages.Wishes wishes;
    private final MessageDesk gateway;
    private final CounterReading reading;
    private final AuditDesk audit;
    private final Deadlines deadlines;

    Wishing(
            ResultMessages.Wishes wishes,
            MessageDesk gateway,
            CounterReading reading,
            AuditDesk audit,
            Deadlines deadlines) {
        this.wishes = wishes;
        this.gateway = gateway;
        this.reading = reading;
        this.audit = audit;
        this.deadlines = deadlines;
    }

    @Override
    public Set<NoticeForm.Message> offered() {
        return named(gateway.channels());
    }

    @Override
    @Transactional
    public Set<NoticeForm.Message> of(String receiptNo, Actor reader) {
        return reading.application("notice.message.read", receiptNo, reader)
                .map(row -> named(wishes.of(row.id())))
                .orElse(Set.of());
    }

    @Override
    @Transactional
    public boolean end(String receiptNo, Actor clerk) {
        Optional<Applications.Row> application = reading.application("notice.message.read", receiptNo, clerk);
        int ended = application
                .map(row -> wishes.end(row.id(), deadlines.now(), Items.name(clerk)))
                .orElse(0);
        int taken = application.map(row -> gateway.withdraw(row.receiptNo())).orElse(0);
        audit.record(
                ended > 0
                        ? new Act(
                                clerk,
                                "notice.message.end",
                                application.orElseThrow().receiptNo(),
                                null,
                                Act.Outcome.DONE,
                                "wishes=%d waiting=%d".formatted(ended, taken))
                        : Act.refused(clerk, "notice.message.end", null, "nothing"));
        return ended > 0;
    }

    private static Set<NoticeForm.Message> named(Set<MessageDesk.Channel> channels) {
        return channels.stream()
                .map(channel -> NoticeForm.Message.valueOf(channel.name()))
                .collect(Collectors.toSet());
    }
}
