package tw.onestop.payment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tw.onestop.registry.RulesDesk;

/** 收費標準: what slips of today say: sums, last day, number. */
@Component
class Tariff {

    private final RulesDesk rules;
    private final Clock clock;
    private final boolean training;

    Tariff(RulesDesk rules, Clock clock, @Value("${onestop.training.copy:false}") boolean training) {
        this.rules = rules;
        this.clock = clock;
        this.training = training;
    }

    Instant now() {
        return clock.instant();
    }

    int price(Fee fee) {
        return rules.value(fee.rule(), LocalDate.now(clock));
    }

    LocalDate due() {
        LocalDate today = LocalDate.now(clock);
        return rules.lastDay(today, rules.value("payment.due.days", today));
    }

    String number(long serial) {
        LocalDate today = LocalDate.now(clock);
        return training ? SlipNumber.forTraining(today, serial) : SlipNumber.of(today, serial);
    }
}
