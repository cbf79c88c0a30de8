package tw.onestop.notice;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.Errand.Words;
import tw.onestop.notice.Reminder.Answer;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistryDesk;

/** 主動提醒, at the counter and for the ministry. */
@Component
class Reminding implements ReminderDesk {

    private final ReminderBook book;
    private final ReminderRounds rounds;
    private final RegistryDesk registry;
    private final Matters matters;
    private final Deadlines deadlines;
    private final AuditDesk audit;

    Reminding(
            ReminderBook book,
            ReminderRounds rounds,
            RegistryDesk registry,
            Matters matters,
            Deadlines deadlines,
            AuditDesk audit) {
        this.book = book;
        this.rounds = rounds;
        this.registry = registry;
        this.matters = matters;
        this.deadlines = deadlines;
        this.audit = audit;
    }

    @Override
    @Transactional
    public OfficePage ofOffice(int page, Actor clerk) {
        OfficeCode office = clerk.office();
        if (office == null) {
            audit.record(Act.refused(clerk, "notice.reminder.read", null, "noOffice"));
            return new OfficePage(List.of(), 0);
        }
        LocalDate today = deadlines.today();
        Set<PersonId> hidden = registry.seesEverybody(clerk) ? Set.of() : registry.unseen(book.people(office), clerk);
        List<Reminder> found = book.ofOffice(office, hidden, today, Math.max(0, page)).stream()
                .map(this::reminder)
                .toList();
        audit.record(new Act(
                clerk,
                "notice.reminder.read",
                office.value(),
                null,
                Act.Outcome.DONE,
                "reminders=%d page=%d".formatted(found.size(), page)));
        return new OfficePage(found, book.count(office, hidden, today));
    }

    @Override
    @Transactional
    public Standing of(Collection<PersonId> people, Actor clerk) {
        Set<PersonId> unseen = registry.unseen(people, clerk);
        List<PersonId> seen =
                people.stream().filter(one -> !unseen.contains(one)).toList();
        List<Reminder> open = book.ofPeople(seen).stream().map(this::reminder).toList();
        audit.record(new Act(clerk, "notice.reminder.read", null, null, Act.Outcome.DONE, "reminders=" + open.size()));
        return new Standing(open, book.declining(seen));
    }

    @Override
    @Transactional
    public Optional<Reminder> open(long id, Actor clerk) {
        Optional<Reminder> found = seen(id, clerk).map(this::reminder);
        audit.record(
                found.isPresent()
                        ? Act.done(clerk, "notice.reminder.read", String.valueOf(id), null)
                        : Act.refused(clerk, "notice.reminder.read", String.valueOf(id), "notFound"));
        return found;
    }

    @Override
    @Transactional
    public Optional<Refusal> answer(long id, Answer answer, Actor clerk) {
        Optional<Reminders.Row> found = seen(id, clerk);
        Optional<Refusal> refusal = found.isEmpty()
                ? Optional.of(Refusal.of("answer", "notice.reminder.gone"))
                : registry.abstention(List.of(found.get().person()), List.of(), clerk);
        if (found.isPresent() && refusal.isEmpty()) {
            Reminders.Row row = found.get();
            String by = Items.name(clerk);
            switch (answer) {
                case TOLD -> book.told(id, deadlines.now(), by);
                case NOT_THIS -> book.decline(row.person(), row.programme(), row.change(), deadlines.now(), by);
                case NOTHING -> book.decline(row.person(), "", "", deadlines.now(), by);
            }
        }
        return said(refusal, "notice.reminder.answer", String.valueOf(id), answer.name(), clerk);
    }

    @Override
    @Transactional
    public Optional<Refusal> resume(PersonId person, Actor clerk) {
        Optional<Refusal> refusal = registry.unseen(List.of(person), clerk).isEmpty()
                ? registry.abstention(List.of(person), List.of(), clerk)
                : Optional.of(Refusal.of("person", "notice.reminder.notDeclined"));
        if (refusal.isEmpty() && !book.resume(person, deadlines.today(), deadlines.now(), Items.name(clerk))) {
            refusal = Optional.of(Refusal.of("person", "notice.reminder.notDeclined"));
        }
        return said(refusal, "notice.reminder.resume", String.valueOf(person.value()), "", clerk);
    }

    @Override
    @Transactional
    public void lookAgain(LocalDate since, Actor by) {
        rounds.lookAgain(since);
        audit.record(new Act(by, "notice.reminder.lookAgain", null, null, Act.Outcome.DONE, "since=" + since));
    }

    @Override
    @Transactional
    public List<TakeUp> takeUp(YearMonth from, YearMonth until, Actor reader) {
        List<TakeUp> counted =
                book.counted(from, until).stream().map(this::takeUp).toList();
        audit.record(new Act(
                reader,
                "notice.reminder.takeUp",
                null,
                null,
                Act.Outcome.DONE,
                "from=%s until=%s".formatted(from, until)));
        return counted;
    }

    private TakeUp takeUp(ReminderBook.Counted one) {
        return new TakeUp(
                one.month(),
                one.programme() + "/" + one.change(),
                matters.of(one.programme(), one.change(), one.agency()).name(),
                matters.agency(one.agency()),
                one.occasions(),
                one.atOnce(),
                one.taken() - one.atOnce() - one.reminded(),
                one.reminded(),
                one.declined(),
                one.lapsed(),
                one.occasions() - one.taken() - one.declined() - one.lapsed());
    }

    /** An open one about somebody whom the clerk may see. */
    private Optional<Reminders.Row> seen(long id, Actor clerk) {
        return book.open(id)
                .filter(row -> registry.unseen(List.of(row.person()), clerk).isEmpty());
    }

    private Optional<Refusal> said(
            Optional<Refusal> refusal, String action, String object, String detail, Actor clerk) {
        audit.record(refusal.map(why -> Act.refused(clerk, action, object, why.code()))
                .orElseGet(() -> new Act(clerk, action, object, null, Act.Outcome.DONE, detail)));
        return refusal;
    }

    private Reminder reminder(Reminders.Row row) {
        LocalDate again = row.againOn();
        return new Reminder(
                row.id(),
                matters.of(row.programme(), row.change(), row.agency()),
                row.registration(),
                row.person(),
                row.office(),
                row.filedOn(),
                row.endsOn(),
                Reminder.State.OPEN,
                row.toldOn(),
                again != null && !again.isAfter(deadlines.today()));
    }

    /** 可辦事項, with their words as they are defined last. */
    @Component("reminderMatters")
    static class Matters {

        private final Errands errands;
        private final AgencyDesk agencies;
        private final MessageSource words;

        Matters(Errands errands, AgencyDesk agencies, MessageSource words) {
            this.errands = errands;
            this.agencies = agencies;
            this.words = words;
        }

        Reminder.Matter of(String programme, String change, AgencyCode agency) {
            return errands.last(programme, change)
                    .map(errand -> new Reminder.Matter(
                            programme,
                            change,
                            errand.name(),
                            errand.note(),
                            errand.occasion().alone()))
                    .orElseGet(() -> new Reminder.Matter(programme, change, told(agency), new Words("", ""), false));
        }

        @Nullable
        Words agency(AgencyCode code) {
            return agencies.find(code)
                    .map(agency -> new Words(agency.name(), agency.nameEn()))
                    .orElse(null);
        }

        /** 通報新址. */
        private Words told(AgencyCode code) {
            Optional<Agency> agency = agencies.find(code);
            return new Words(
                    said(Locale.TRADITIONAL_CHINESE, agency.map(Agency::name).orElse(code.value())),
                    said(Locale.ENGLISH, agency.map(Agency::nameEn).orElse(code.value())));
        }

        private String said(Locale locale, String agency) {
            return words.getMessage("notice.reminder.change", new Object[] {agency}, locale);
        }
    }
}
