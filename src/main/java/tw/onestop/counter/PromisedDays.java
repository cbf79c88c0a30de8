package tw.onestop.counter;

import java.time.Clock;
import java.time.LocalDate;
import java.util.IntSummaryStatistics;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.PromiseDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.Errand;
import tw.onestop.notice.Offer;

/** 承諾辦理日數 of today, said before somebody ticks it, for templates ({@code @promisedDays}). */
@Component("promisedDays")
public class PromisedDays {

    private final PromiseDesk promises;
    private final AgencyDesk agencies;
    private final Clock clock;

    PromisedDays(PromiseDesk promises, AgencyDesk agencies, Clock clock) {
        this.promises = promises;
        this.agencies = agencies;
        this.clock = clock;
    }

    public int change(AgencyCode agency, ChangeType change) {
        return of(agency, change.matter());
    }

    public int errand(Errand errand) {
        return of(errand.agency(), errand.programme() + "." + errand.change());
    }

    /**
     * Of what the law tells, {@code 3} or {@code 3–5} where both townships' agencies are told; {@code ""} of whoever was told before.
     *
     * @param townships of the people concerned, before and after
     */
    public String byLaw(Offer offer, ChangeType change, Set<String> townships) {
        Offer.Law law = Objects.requireNonNull(offer.law(), "told by law");
        IntSummaryStatistics days = townships.stream()
                .flatMap(township -> agencies.responsible(law.duty(), township).stream())
                .flatMapToInt(agency -> law.matters().getOrDefault(change, Set.of()).stream()
                        .mapToInt(matter -> of(agency.code(), matter)))
                .summaryStatistics();
        if (days.getCount() == 0) {
            return "";
        }
        return days.getMin() == days.getMax() ? String.valueOf(days.getMin()) : days.getMin() + "–" + days.getMax();
    }

    private int of(AgencyCode agency, String matter) {
        return promises.days(agency, matter, LocalDate.now(clock));
    }
}
