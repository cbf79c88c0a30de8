package tw.onestop.joining;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 稽核與時間: what every act of this room needs of both. */
@Component
class Diary {

    private final AuditDesk audit;
    private final Clock clock;

    Diary(AuditDesk audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    void record(Act act) {
        audit.record(act);
    }

    /** Done where nothing was wrong, else refused and why; what was wrong is handed back. */
    List<Refusal> told(Actor actor, String action, String object, List<Refusal> wrong) {
        record(
                wrong.isEmpty()
                        ? Act.done(actor, action, object, null)
                        : Act.refused(actor, action, object, CatalogueForms.codes(wrong)));
        return wrong;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    Instant begins(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }
}
