package tw.onestop.notice;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.MessageDesk;
import tw.onestop.exchange.MessageDesk.Channel;
import tw.onestop.kernel.Actor;

/**
 * 結果通知: whoever wished so is told that there is a new result, not which, and that something is to be paid, not what for. In no message stand a name, a code, an agency or a link:
 * a telephone is read by others, and people should not learn to open links.
 */
@Component
class ResultMessages {

    private static final Actor RULE = Actor.rule("notice.message");

    private final Wishes wishes;
    private final MessageDesk gateway;
    private final Sealed sealed;
    private final BothLanguages words;
    private final AuditDesk audit;

    ResultMessages(Wishes wishes, MessageDesk gateway, Sealed sealed, BothLanguages words, AuditDesk audit) {
        this.wishes = wishes;
        this.gateway = gateway;
        this.sealed = sealed;
        this.words = words;
        this.audit = audit;
    }

    /** These items have come to their end, in the caller's transaction. */
    void results(List<UUID> items) {
        tell(items, "clearing.message.subject", "clearing.message.result");
    }

    /** 即將到期: these items are to be paid soon. */
    void feeDue(List<UUID> items) {
        tell(items, "clearing.message.fee.subject", "clearing.message.fee.due");
    }

    /** 逾期: these items were not paid in time. */
    void feeOverdue(List<UUID> items) {
        tell(items, "clearing.message.fee.subject", "clearing.message.fee.overdue");
    }

    private void tell(List<UUID> items, String subject, String body) {
        if (items.isEmpty() || gateway.channels().isEmpty()) {
            return;
        }
        List<Wish> wished = wishes.of(items);
        if (wished.isEmpty()) {
            return;
        }
        gateway.promiseByDay(
                wished.stream().map(wish -> message(wish, subject, body)).toList());
        audit.record(wished.stream()
                .map(wish -> new Act(
                        RULE,
                        "notice.message.promise",
                        wish.receiptNo(),
                        null,
                        Act.Outcome.DONE,
                        wish.channel().name()))
                .toList());
    }

    private MessageDesk.Message message(Wish wish, String subject, String body) {
        Acceptance.Applicant applicant = sealed.json(wish.applicantSealed(), Acceptance.Applicant.class);
        return new MessageDesk.Message(
                wish.channel(),
                wish.receiptNo(),
                wish.channel() == Channel.SMS ? applicant.phone() : applicant.email(),
                words.of(subject, " "),
                words.of(body, "\n", wish.receiptNo()));
    }

    /** 通知方式 of one application. */
    record Wish(String receiptNo, Channel channel, byte[] applicantSealed) {}

    /** 通知方式的儲存. */
    @Repository
    static class Wishes {

        private final JdbcClient jdbc;

        Wishes(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        /** Of the applications of these items, each once. */
        List<Wish> of(List<UUID> items) {
            return jdbc.sql("""
                    select distinct a.receipt_no, w.channel, a.applicant_sealed
                    from notice.item i
                    join notice.message_wish w on w.application = i.application and w.ended_at is null
                    join notice.application a on a.id = i.application
                    where i.id = any (:ids::uuid[])
                    """)
                    .param("ids", items.stream().map(UUID::toString).toArray(String[]::new))
                    .query((row, n) -> new Wish(row.getString(1), Channel.valueOf(row.getString(2)), row.getBytes(3)))
                    .list();
        }

        /** Those that hold for an application. */
        Set<Channel> of(UUID application) {
            return jdbc.sql("select channel from notice.message_wish where application = ? and ended_at is null")
                    .param(application)
                    .query((row, n) -> Channel.valueOf(row.getString(1)))
                    .set();
        }

        int end(UUID application, Instant at, String by) {
            return jdbc.sql("""
                    update notice.message_wish set ended_at = ?, ended_by = ? where application = ? and ended_at is null
                    """).params(ClearingLists.utc(at), by, application).update();
        }
    }
}
