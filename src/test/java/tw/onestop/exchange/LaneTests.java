package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tw.onestop.TestClock;
import tw.onestop.kernel.AgencyCode;

/** What leaves when, without a wire: the rules of one agency's queue. */
class LaneTests {

    private final TestClock clock = new TestClock();
    private final RetrySchedule schedule = new RetrySchedule(new ExchangeSettings(
            true,
            List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofDays(5),
            Duration.ofSeconds(15),
            64,
            "urn:test",
            "urn:test:"));
    private final Lane lane = new Lane(clock, schedule, 0);

    LaneTests() {
        clock.goTo(LocalDate.of(2026, 3, 2));
    }

    @Test
    void whatFailedBeforeAReleaseButWasWrittenAfterItIsReleasedToo() {
        lane.load(List.of(promise(1), promise(2)));
        Promise failing = Objects.requireNonNull(lane.next(64));
        Promise well = Objects.requireNonNull(lane.next(64));
        lane.failed(null);
        Instant failedAt = clock.instant();
        Promise again = failing.failed(failedAt.plus(Duration.ofMinutes(5)), schedule.earliest(failedAt, 1, null));
        clock.advance(Duration.ofMillis(20));
        assertThat(lane.succeeded()).isTrue();
        lane.settled(well);
        lane.again(again, failedAt);
        assertThat(lane.next(64)).isNotNull().extracting(Promise::sequence).isEqualTo(1L);
    }

    @Test
    void aPauseThatTheAgencyAskedForOutlivesTheSuccessOfWhatWasUnderWay() {
        lane.load(List.of(promise(1), promise(2), promise(3)));
        assertThat(lane.next(2)).isNotNull();
        assertThat(lane.next(2)).isNotNull();
        lane.failed(clock.instant().plus(Duration.ofHours(1)));
        lane.succeeded();
        assertThat(lane.next(2)).isNull();
        clock.advance(Duration.ofMinutes(61));
        assertThat(lane.next(2)).isNotNull();
    }

    @Test
    void theOftenerOneFailedTheLongerAReleaseLetsItWaitButNeverAsLongAsTheSchedule() {
        Instant now = clock.instant();
        assertThat(schedule.earliest(now, 1, null)).isEqualTo(now);
        assertThat(schedule.earliest(now, 3, null)).isEqualTo(now.plusSeconds(10));
        assertThat(schedule.earliest(now, 9, null)).isEqualTo(now.plusSeconds(40));
        assertThat(schedule.earliest(now, 1, Duration.ofMinutes(10))).isEqualTo(now.plusSeconds(600));
    }

    private Promise promise(long sequence) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        return new Promise(
                id,
                new AgencyCode("LANE"),
                "t",
                Promise.Key.of(id.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                new byte[0],
                now,
                sequence,
                1,
                now,
                0,
                0,
                now,
                now,
                false);
    }
}
