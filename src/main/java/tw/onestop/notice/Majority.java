package tw.onestop.notice;

import java.time.LocalDate;
import java.time.Period;
import org.springframework.stereotype.Component;
import tw.onestop.registry.Person;
import tw.onestop.registry.RulesDesk;

/** 成年 (民法 §12): from which age somebody acts for themselves, by the rule of the day. */
@Component
class Majority {

    private final RulesDesk rules;

    Majority(RulesDesk rules) {
        this.rules = rules;
    }

    boolean isMinor(Person person, LocalDate on) {
        return Period.between(person.birthDate(), on).getYears() < rules.value("adult.age", on);
    }
}
