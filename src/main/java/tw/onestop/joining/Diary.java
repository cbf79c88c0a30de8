package tw.onestop.joining;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;

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
