package tw.onestop.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import tw.onestop.agency.PromiseDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.RulesDesk;

/** 預定完成日: the days that were promised, and which of them have passed; days off do not count. */
@Component
class Deadlines {

    /** A rule of working days never reaches further back than this. */
    private static final int LONGEST_BACK = 400;

    private static final Duration SETTLING = Duration.ofHours(1);

    private final PromiseDesk promises;
    private final RulesDesk rules;
    private final Clock clock;

    Deadlines(PromiseDesk promises, RulesDesk rules, Clock clock) {
        this.promises = promises;
        this.rules = rules;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /** The last day of which everything is committed: a sitting that ends about midnight has ended an hour later. */
    LocalDate settled() {
        return LocalDate.ofInstant(clock.instant().minus(SETTLING), clock.getZone())
                .minusDays(1);
    }

    Instant begins(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    /** The day by which the agency promises to have done what it is told today. */
    LocalDate expected(AgencyCode agency, String type) {
        LocalDate today = today();
        return rules.workingDay(today, promises.days(agency, matter(type), today));
    }

    int value(String rule) {
        return rules.value(rule, today());
    }

    LocalDate due(LocalDate from, int days) {
        return rules.workingDay(from, days);
    }

    /** The last day from which so many working days have passed: whatever was due by then is over its time today. */
    LocalDate passed(int days) {
        LocalDate today = today();
        LocalDate day = today.minusDays(days + 1L);
        while (!rules.workingDay(day, days).isBefore(today) && day.isAfter(today.minusDays(LONGEST_BACK))) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** And back: the type of the notices of a matter. */
    static String type(String matter) {
        return "tw.onestop.notice." + matter + ".v1";
    }

    /** {@code registration-change.address} of {@code tw.onestop.notice.registration-change.address.v1}. */
    static String matter(String type) {
        String tail = type.startsWith("tw.onestop.notice.") ? type.substring("tw.onestop.notice.".length()) : type;
        int version = tail.lastIndexOf(".v");
        return version < 0 ? tail : tail.substring(0, version);
    }
}
