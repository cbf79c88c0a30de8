package tw.onestop.payment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tw.onestop.registry.RulesDesk;

/** 開單日之規定: the last day and the number of slips of today. */
@Component
class Issuing {

    private final RulesDesk rules;
    private final Clock clock;
    private final boolean training;

    Issuing(RulesDesk rules, Clock clock, @Value("${onestop.training.copy:false}") boolean training) {
        this.rules = rules;
        this.clock = clock;
        this.training = training;
    }

    /** As finely as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /** Slips whose last day is this one or an earlier are to be paid soon, or should have been. */
    LocalDate soon() {
        return today().plusDays(rules.value("payment.remind.days", today()));
    }

    LocalDate due() {
        LocalDate today = today();
        return rules.lastDay(today, rules.value("payment.due.days", today));
    }

    String number(long serial) {
        LocalDate today = today();
        return training ? SlipNumber.forTraining(today, serial) : SlipNumber.of(today, serial);
    }
}
