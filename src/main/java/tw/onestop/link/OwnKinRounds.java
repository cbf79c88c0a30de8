package tw.onestop.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.audit.LogDesk;
import tw.onestop.audit.LogDesk.Officer;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Background;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.OwnKinNotes.Waiting;
import tw.onestop.registry.OwnKinDesk;

/**
 * 機器查詢之近親比對: what machines asked on a day that is over, compared with the families of the officers for whom they asked. Where a person
 * asks at a page it is noted at once; for machines it would cost every query its time, and is made up for the night after.
 */
@Component
class OwnKinRounds implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(OwnKinRounds.class);
    private static final Actor RULE = Actor.rule("link.ownKin");
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** What begins before midnight is committed by then. */
    private static final Duration SETTLED = Duration.ofHours(1);

    /** The product begins with this many days behind it. */
    private static final int DAYS_BACK = 30;

    /** So few that no row of the trail waits long for its place. */
    private static final int AT_ONCE = 25;

    /** What is asked about one person after the other, or about many as a file. */
    private static final Set<String> ASKING = Set.of("link.query", "link.file", "notice.passport.query");

    private final OwnKinNotes notes;
    private final OwnKinDesk kin;
    private final GrantDesk grants;
    private final LogDesk log;
    private final Office office;
    private final Background rounds = new Background(
            "own-kin",
            PAUSE,
            this::round,
            e -> LOG.warn(
                    "queries of machines wait to be compared with families: {}",
                    e.getClass().getSimpleName()));

    OwnKinRounds(OwnKinNotes notes, OwnKinDesk kin, GrantDesk grants, LogDesk log, Office office) {
        this.notes = notes;
        this.kin = kin;
        this.grants = grants;
        this.log = log;
        this.office = office;
    }

    /** 作業所需. */
    @Component("ownKinOffice")
    record Office(AuditDesk audit, TransactionTemplate transaction, Clock clock) {

        Instant begin(LocalDate day) {
            return day.atStartOfDay(clock.getZone()).toInstant();
        }

        LocalDate lastSettled() {
            return LocalDate.ofInstant(clock.instant().minus(SETTLED), clock.getZone())
                    .minusDays(1);
        }
    }

    @Override
    public Background background() {
        return rounds;
    }

    /** Whether there is more to do at once; each step is a transaction of its own and leaves behind how far it came. */
    boolean round() {
        return Boolean.TRUE.equals(office.transaction().execute(_ -> notes.mayGoRound() && step()));
    }

    private boolean step() {
        List<Waiting> waiting = notes.take(AT_ONCE);
        if (!waiting.isEmpty()) {
            compare(waiting);
            return true;
        }
        LocalDate last = office.lastSettled();
        Optional<LocalDate> next = notes.unlisted(last.minusDays(DAYS_BACK), last);
        next.ifPresent(day -> notes.list(day, office.begin(day), office.begin(day.plusDays(1))));
        return next.isPresent();
    }

    private void compare(List<Waiting> waiting) {
        LocalDate day = waiting.getFirst().day();
        Map<Officer, Set<NationalId>> numbers = new HashMap<>();
        for (Waiting one : waiting) {
            Set<NationalId> named =
                    grants.namedOn(one.officer().agency(), one.officer().userId(), day);
            if (!named.isEmpty()) {
                numbers.put(one.officer(), named);
            }
        }
        Map<NationalId, Set<NationalId>> families =
                kin.near(numbers.values().stream().flatMap(Set::stream).collect(Collectors.toSet()), RULE);
        int found = 0;
        for (Map.Entry<Officer, Set<NationalId>> one : numbers.entrySet()) {
            // An account that passed from one to another on the day is compared with the families of both.
            Set<NationalId> family = one.getValue().stream()
                    .flatMap(number -> families.getOrDefault(number, Set.of()).stream())
                    .collect(Collectors.toSet());
            found += notes.add(
                    one.getKey(),
                    log.doneFor(one.getKey(), family, ASKING, office.begin(day), office.begin(day.plusDays(1))));
        }
        office.audit()
                .record(new Act(
                        RULE,
                        "link.ownKin.compare",
                        null,
                        null,
                        Act.Outcome.DONE,
                        "day=%s officers=%d found=%d".formatted(day, waiting.size(), found)));
    }
}
