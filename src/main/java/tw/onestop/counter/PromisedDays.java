package tw.onestop.counter;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.PromiseDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.Errand;

/** 承諾辦理日數 of today, said before somebody ticks it, for templates ({@code @promisedDays}). */
@Component("promisedDays")
public class PromisedDays {

    private final PromiseDesk promises;
    private final Clock clock;

    PromisedDays(PromiseDesk promises, Clock clock) {
        this.promises = promises;
        this.clock = clock;
    }

    public int change(AgencyCode agency, ChangeType change) {
        return of(agency, change.matter());
    }

    public int errand(Errand errand) {
        return of(errand.agency(), errand.programme() + "." + errand.change());
    }

    private int of(AgencyCode agency, String matter) {
        return promises.days(agency, matter, LocalDate.now(clock));
    }
}
