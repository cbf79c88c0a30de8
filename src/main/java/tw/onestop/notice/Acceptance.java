package tw.onestop.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.TimeOrdered;

/** 受理: writes an application that passed its examination, and promises what it tells. */
@Component
class Acceptance {

    private final Applications applications;
    private final Telling telling;
    private final Undertaking undertaking;
    private final Reminders reminders;
    private final QueryCodes codes;
    private final Sealed sealed;
    private final Clock clock;

    Acceptance(Applications applications, Promising promising, QueryCodes codes, Sealed sealed, Clock clock) {
        this.applications = applications;
        this.telling = promising.telling();
        this.undertaking = promising.undertaking();
        this.reminders = promising.reminders();
        this.codes = codes;
        this.sealed = sealed;
        this.clock = clock;
    }

    /** 通報與申辦: the two ways in which something is promised to agencies, and what is not reminded of any more. */
    @Component
    record Promising(Telling telling, Undertaking undertaking, Reminders reminders) {}

    /** 申請人, sealed in one piece. */
    record Applicant(
            String nationalId, String name, @Nullable String agent, String phone, String email) {}

    Filing.Filed accept(NoticeForm form, Examination.Result accepted, OfficeCode office, Actor clerk) {
        Instant now = clock.instant();
        Contact contact = Contact.of(form);
        String receiptNo = codes.number(LocalDate.now(clock), applications.nextSerial());
        String code = codes.draw();
        UUID id = TimeOrdered.id(now);
        applications.add(
                new Applications.Row(
                        id,
                        receiptNo,
                        codes.seal(code),
                        codes.index(receiptNo, code),
                        office,
                        clerk.id(),
                        now,
                        sealed.json(new Applicant(
                                form.applicant().value(),
                                form.applicantName().strip(),
                                form.mandateAgent(),
                                contact.phone(),
                                contact.email()))),
                new Applications.Proof(
                        form.mandateAgent() != null, form.consentVersion(), sealed.bytes(form.signaturePng())),
                form.registrations());
        applications.wish(id, form.messages(), now);
        RegistrationChange programme = RegistrationChange.PROGRAMME;
        List<Telling.Told> told = accepted.matters().stream()
                .map(choice -> new Telling.Told(
                        choice.agency(),
                        Telling.About.of(
                                choice.matter(),
                                programme.type(programme.what(choice.matter().change()))),
                        choice.keys(),
                        programme.data(choice.matter(), choice.keys(), contact)))
                .toList();
        telling.tell(programme.code(), id, told, clerk);
        undertaking.undertake(id, accepted.petitions(), clerk);
        reminders.taken(id, now);
        return new Filing.Filed(receiptNo, code);
    }

    /** 受理紀錄: what the trail is told of an application. */
    @Component
    static class Trail {

        private final AuditDesk audit;

        Trail(AuditDesk audit) {
            this.audit = audit;
        }

        void filed(Filing.Filed filed, NoticeForm form, Actor clerk) {
            audit.record(new Act(
                    clerk,
                    "notice.file",
                    filed.receiptNo(),
                    form.applicant(),
                    Act.Outcome.DONE,
                    "items=%d errands=%d"
                            .formatted(form.choices().size(), form.wishes().size())));
        }

        void refused(List<String> codes, Actor clerk) {
            audit.record(Act.refused(clerk, "notice.file", null, String.join(" ", codes)));
        }
    }
}
