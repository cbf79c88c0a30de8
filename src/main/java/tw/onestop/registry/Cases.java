package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;

/** 試行資料, out of the registrations as they were recorded. */
@Component
class Cases implements CaseDesk {

    private final Registrations registrations;
    private final ProtectiveMarks marks;
    private final AuditDesk audit;

    Cases(Registrations registrations, ProtectiveMarks marks, AuditDesk audit) {
        this.registrations = registrations;
        this.marks = marks;
        this.audit = audit;
    }

    @Override
    @Transactional
    public List<Case> cases(Collection<RegistrationKind> kinds, LocalDate from, LocalDate until, Actor reader) {
        List<Case> cases = registrations.cases(kinds, from, until, marks.hiddenFrom(reader), MOST);
        audit.record(new Act(
                reader,
                "registry.case.read",
                null,
                null,
                Act.Outcome.DONE,
                "from=%s until=%s cases=%d".formatted(from, until, cases.size())));
        return cases;
    }
}
