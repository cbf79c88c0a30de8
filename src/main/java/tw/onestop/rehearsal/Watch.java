package tw.onestop.rehearsal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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

        private Watched(Runs.Row run) {
            this.run = run;
            this.seen = runs.seen(run.id());
        }

        Runs.Row run() {
            return run;
        }

        /** What had been observed before. */
        Seen seen() {
            return seen;
        }

        void note(Fact fact) {
            note(fact, "", "");
        }

        void note(Fact fact, String object, String detail) {
            runs.observe(run.id(), fact, object, detail, clock.instant());
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

    /** Where no run is on nothing happens, and the answer is empty. */
    <T> Optional<T> during(AgencyCode agency, BiFunction<Watched, Instant, T> work) {
        return runs.lock(agency).map(run -> {
            T done = work.apply(new Watched(run), clock.instant());
            boolean asks = mayQuery(agency);
            if (run.passedOn() == null && isPassed(stations(asks), runs.seen(run.id()))) {
                LocalDate today = LocalDate.now(clock);
                runs.pass(run.id(), today);
                machines.passed(agency, today, asks, RULE);
            }
            return done;
        });
    }

    List<Station> stations(AgencyCode agency) {
        return stations(mayQuery(agency));
    }

    private boolean mayQuery(AgencyCode agency) {
        return agencies.find(agency)
                .filter(one -> one.kind() == Agency.Kind.LINKED)
                .isPresent();
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
