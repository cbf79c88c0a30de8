package tw.onestop.rehearsal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.MachineAccessDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 觀察: what was observed is noted in the run that is on; with the last station the agency has passed. In a transaction. */
@Component
class Watch {

    private static final Actor RULE = Actor.rule("rehearsal.watch");

    private final Runs runs;
    private final AgencyDesk agencies;
    private final MachineAccessDesk machines;
    private final Clock clock;

    Watch(Runs runs, AgencyDesk agencies, MachineAccessDesk machines, Clock clock) {
        this.runs = runs;
        this.agencies = agencies;
        this.machines = machines;
        this.clock = clock;
    }

    /** 觀察中之演練. */
    final class Watched {

        private final Runs.Row run;
        private final Seen seen;
        private final Instant now;

        private Watched(Runs.Row run) {
            this.run = run;
            this.seen = runs.seen(run.id());
            this.now = clock.instant();
        }

        Runs.Row run() {
            return run;
        }

        /** What had been observed before. */
        Seen seen() {
            return seen;
        }

        /** The moment of all that is observed at once. */
        Instant now() {
            return now;
        }

        void note(Fact fact) {
            note(fact, "", "");
        }

        void note(Fact fact, String object, String detail) {
            runs.observe(run.id(), fact, object, detail, now);
        }

        /** Of what counts from the first time on. */
        void noteOnce(Fact fact, String object) {
            if (seen.one(fact, object).isEmpty()) {
                note(fact, object, "");
            }
        }
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /** Where no run is on nothing happens, and the answer is empty. */
    <T> Optional<T> during(AgencyCode agency, Function<Watched, T> work) {
        return runs.lock(agency).map(run -> {
            T done = work.apply(new Watched(run));
            if (run.passedOn() == null) {
                passIfShown(run);
            }
            return done;
        });
    }

    /** The same for who has nothing to answer. */
    void observe(AgencyCode agency, Consumer<Watched> work) {
        during(agency, run -> {
            work.accept(run);
            return run;
        });
    }

    private void passIfShown(Runs.Row run) {
        boolean asks = mayQuery(run.agency());
        if (isPassed(stations(asks), runs.seen(run.id()))) {
            LocalDate today = today();
            runs.pass(run.id(), today);
            machines.passed(run.agency(), today, asks, RULE);
        }
    }

    List<Station> stations(AgencyCode agency) {
        return stations(mayQuery(agency));
    }

    private boolean mayQuery(AgencyCode agency) {
        return agencies.find(agency).filter(Agency::mayQuery).isPresent();
    }

    private static List<Station> stations(boolean mayQuery) {
        return Arrays.stream(Station.values())
                .filter(station -> mayQuery || !station.isOfQueries())
                .toList();
    }

    private static boolean isPassed(List<Station> stations, Seen seen) {
        return stations.stream().allMatch(station -> seen.state(station) == Station.State.PASSED);
    }
}
