package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Collection;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;

/** 辦理時機, out of the registrations as they were recorded. */
@Component
class Occasions implements OccasionDesk {

    private final Registrations registrations;
    private final ProtectiveMarks marks;
    private final AuditDesk audit;

    Occasions(Registrations registrations, ProtectiveMarks marks, AuditDesk audit) {
        this.registrations = registrations;
        this.marks = marks;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Found of(LocalDate filedOn, Collection<RegistrationKind> kinds, RegistrationId after, Actor reader) {
        Found found = registrations.occasions(filedOn, kinds, after, marks.hiddenFrom(reader), MOST);
        audit.record(new Act(
                reader,
                "registry.occasion.read",
                null,
                null,
                Act.Outcome.DONE,
                "filed=%s occasions=%d".formatted(filedOn, found.occasions().size())));
        return found;
    }

    @Override
    @Transactional
    public Silent silent(Collection<PersonId> people, Collection<NationalId> numbers, Actor reader) {
        Silent silent = marks.silent(people, numbers);
        audit.record(new Act(
                reader,
                "registry.mark.silent",
                null,
                null,
                Act.Outcome.DONE,
                "asked=%d".formatted(people.size() + numbers.size())));
        return silent;
    }
}
