package tw.onestop.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Together;

/** 取件: what several senders take in hand at the same time is taken by one statement, since each would be a commit of its own. */
@Component
class Taking {

    /** Of one agency at one time. */
    static final int PAGE = 1024;

    private static final int LANES = 32;
    private static final Duration GATHER = Duration.ofMillis(3);

    private final Outbox outbox;
    private final Together<Next, List<Promise>> together =
            new Together<>(new Together.Work<>(LANES, 1, GATHER, next -> List.of(next.agency()), AuditDesk::isAway));

    Taking(Outbox outbox) {
        this.outbox = outbox;
    }

    /** What comes next of an agency after a sequence. */
    record Next(AgencyCode agency, long after) {}

    /** At most a {@link #PAGE}; less where there is no more now. */
    List<Promise> after(AgencyCode agency, long sequence) {
        return together.ask(new Next(agency, sequence), this::taken);
    }

    private List<List<Promise>> taken(List<Next> of) {
        Map<AgencyCode, List<Promise>> taken =
                outbox.take(of, PAGE).stream().collect(Collectors.groupingBy(Promise::agency));
        return of.stream()
                .map(next -> taken.getOrDefault(next.agency(), List.of()))
                .toList();
    }
}
