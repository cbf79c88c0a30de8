package tw.onestop.rehearsal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 介接演練, for the agency's officers at a page and for its developers' programs alike. */
public interface RehearsalDesk {

    /**
     * 登錄演練金鑰: the public keys of the client that rehearses, which is made with the first ones, and its first run with it.
     *
     * @param publicJwkSet as typed or sent
     */
    List<Refusal> register(String publicJwkSet, Actor by);

    /**
     * 登錄系統金鑰: the public keys of the machine that is at work, of an agency that only receives: it gets what citizens had sent to it and can ask
     * nothing. One that may ask is enrolled by whoever runs the product.
     */
    List<Refusal> goToWork(String publicJwkSet, Actor by);

    /** The id of that machine. */
    String workingClient(AgencyCode agency);

    /** From the beginning again; what was passed stays passed. Empty before keys are registered. */
    Optional<Run> begin(Actor by);

    /** The run that is on; empty before keys are registered. */
    Optional<Run> run(Actor by);

    /**
     * 演練.
     *
     * @param passedOn when all stations were passed, null before
     */
    record Run(
            UUID id,
            AgencyCode agency,
            String clientId,
            Instant startedAt,
            List<Stop> stops,
            @Nullable LocalDate passedOn) {

        public Run {
            stops = List.copyOf(stops);
        }

        public long passed() {
            return stops.stream()
                    .filter(stop -> stop.state() == Station.State.PASSED)
                    .count();
        }
    }

    /** A station as it stands. */
    record Stop(Station station, Station.State state) {}

    /** When this agency first passed, empty before. */
    Optional<LocalDate> passedOn(AgencyCode agency);

    /** 演練合格證明, made and signed when it is first asked for. */
    Certificate certificate(Actor by);

    /** 證明. */
    sealed interface Certificate {

        record Issued(byte[] pdf) implements Certificate {}

        record Refused(Refusal why) implements Certificate {}
    }
}
