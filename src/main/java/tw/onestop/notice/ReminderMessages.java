package tw.onestop.notice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Office;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.MessageDesk;
import tw.onestop.exchange.MessageDesk.Channel;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.registry.OccasionDesk;
import tw.onestop.registry.PersonId;

/**
 * 主動提醒之訊息: who wished for messages with the receipt of a registration is told once that something may still be done, not what, and whom to
 * call. One registration is reminded of by one message, however much follows from it; nobody under protection is sent any.
 */
@Component
class ReminderMessages {

    private static final Actor RULE = Actor.rule("notice.reminder");

    private final Wished wished;
    private final MessageDesk gateway;
    private final OccasionDesk marks;
    private final Wording wording;
    private final AuditDesk audit;

    ReminderMessages(Wished wished, MessageDesk gateway, OccasionDesk marks, Wording wording, AuditDesk audit) {
        this.wished = wished;
        this.gateway = gateway;
        this.marks = marks;
        this.wording = wording;
        this.audit = audit;
    }

    /** These came open, in the caller's transaction; answers how many messages were promised. */
    int remind(List<Long> opened, Instant now) {
        Set<Channel> channels = gateway.channels();
        List<Wish> wishes = opened.isEmpty() || channels.isEmpty() ? List.of() : wished.of(opened, channels);
        if (wishes.isEmpty()) {
            return 0;
        }
        OccasionDesk.Silent silent = marks.silent(
                wishes.stream().map(Wish::person).collect(Collectors.toSet()),
                wishes.stream().map(Wish::applicantId).collect(Collectors.toSet()),
                RULE);
        List<Wish> told = wishes.stream()
                .filter(wish -> !silent.people().contains(wish.person())
                        && !silent.numbers().contains(wish.applicantId()))
                .toList();
        if (told.isEmpty()) {
            return 0;
        }
        gateway.promiseByDay(told.stream().map(wording::message).toList());
        wished.told(told, now);
        audit.record(told.stream()
                .map(wish -> new Act(
                        RULE,
                        "notice.message.promise",
                        wish.receiptNo(),
                        null,
                        Act.Outcome.DONE,
                        "reminder " + wish.channel()))
                .toList());
        return told.size();
    }

    /** 通知方式 of an application, and the registration of which it reminds. */
    record Wish(
            long registration,
            PersonId person,
            OfficeCode office,
            String receiptNo,
            Channel channel,
            Acceptance.Applicant applicant) {

        NationalId applicantId() {
            return new NationalId(applicant.nationalId());
        }
    }

    /** 訊息文字. */
    @Component("reminderWording")
    static class Wording {

        private final AgencyDesk agencies;
        private final MessageSource words;

        Wording(AgencyDesk agencies, MessageSource words) {
            this.agencies = agencies;
            this.words = words;
        }

        MessageDesk.Message message(Wish wish) {
            String phone = agencies.office(wish.office())
                    .filter(Office::callable)
                    .map(Office::phone)
                    .orElse("");
            String body = phone.isEmpty() ? "notice.reminder.message" : "notice.reminder.message.phone";
            return new MessageDesk.Message(
                    wish.channel(),
                    wish.receiptNo(),
                    wish.channel() == Channel.SMS
                            ? wish.applicant().phone()
                            : wish.applicant().email(),
                    both("notice.reminder.message.subject", " "),
                    both(body, "\n", wish.receiptNo(), phone));
        }

        /** The language of the citizen is not kept: Chinese, and English beneath. */
        private String both(String key, String between, Object... named) {
            return words.getMessage(key, named, Locale.TRADITIONAL_CHINESE)
                    + between
                    + words.getMessage(key, named, Locale.ENGLISH);
        }
    }

    /** 提醒訊息的儲存. */
    @Repository("reminderWishes")
    static class Wished {

        private final JdbcClient jdbc;
        private final Sealed sealed;

        Wished(JdbcClient jdbc, Sealed sealed) {
            this.jdbc = jdbc;
            this.sealed = sealed;
        }

        /** Of each application of a registration of which nobody was reminded by a message: one wish, a text message before an e-mail. */
        List<Wish> of(List<Long> reminders, Set<Channel> channels) {
            return jdbc.sql("""
                    select distinct on (r.registration, a.id)
                           r.registration, r.person, r.office, a.receipt_no, w.channel, a.applicant_sealed
                    from notice.reminder r
                    join notice.application_registration ar on ar.registration = r.registration
                    join notice.application a on a.id = ar.application
                    join notice.message_wish w on w.application = a.id and w.ended_at is null and w.channel = any (:channels)
                    where r.id = any (:ids) and not exists (
                        select from notice.reminder e where e.registration = r.registration and e.messaged_at is not null)
                    order by r.registration, a.id, w.channel desc, r.id
                    """)
                    .param("ids", reminders.toArray(Long[]::new))
                    .param("channels", channels.stream().map(Enum::name).toArray(String[]::new))
                    .query((row, n) -> new Wish(
                            row.getLong("registration"),
                            new PersonId(row.getLong("person")),
                            new OfficeCode(row.getString("office")),
                            row.getString("receipt_no"),
                            Channel.valueOf(row.getString("channel")),
                            sealed.json(row.getBytes("applicant_sealed"), Acceptance.Applicant.class)))
                    .list();
        }

        /** Whatever of the registration can still be done was reminded of by it. */
        void told(List<Wish> wishes, Instant now) {
            jdbc.sql("""
                    update notice.reminder set messaged_at = ? where registration = any (?) and state in ('WAITING', 'OPEN')
                    """)
                    .params(
                            Reminders.utc(now),
                            wishes.stream().map(Wish::registration).toArray(Long[]::new))
                    .update();
        }
    }
}
