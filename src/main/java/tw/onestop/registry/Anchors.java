package tw.onestop.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.HouseholdNo;

/**
 * 戶鎖: one row a household, locked by whoever records about it before the recording instant is taken, so that instants
 * grow along every household and the version counts what was recorded.
 */
@Component
class Anchors {

    private final JdbcClient jdbc;
    private final Clock clock;

    Anchors(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Version and last recording instant. */
    record Anchor(long version, Instant recordedAt) {}

    /** Locks in the order of the numbers, so that two recordings never wait for each other. */
    Map<HouseholdNo, Anchor> lock(Collection<HouseholdNo> households) {
        Map<HouseholdNo, Anchor> locked = new LinkedHashMap<>();
        if (households.isEmpty()) {
            return locked;
        }
        jdbc.sql("""
                        select no, version, recorded_at from registry.household_anchor
                        where no = any (:nos) order by no for update
                        """)
                .param("nos", households.stream().map(HouseholdNo::value).toArray(String[]::new))
                .query(row -> {
                    locked.put(
                            new HouseholdNo(row.getString("no")),
                            new Anchor(
                                    row.getLong("version"),
                                    row.getObject("recorded_at", OffsetDateTime.class)
                                            .toInstant()));
                });
        return locked;
    }

    /** Later than everything recorded about these households, whatever the clock says. */
    Instant instant(Collection<Anchor> anchors) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (Anchor anchor : anchors) {
            if (!now.isAfter(anchor.recordedAt())) {
                now = anchor.recordedAt().plus(1, ChronoUnit.MICROS);
            }
        }
        return now;
    }

    /**
     * Counts the version up by one; a household founded here begins with 1.
     *
     * @return the version reached
     */
    long advance(HouseholdNo no, Instant at) {
        return jdbc.sql("""
                        insert into registry.household_anchor as a (no, version, recorded_at) values (?, 1, ?)
                        on conflict (no) do update set version = a.version + 1, recorded_at = excluded.recorded_at
                        returning version
                        """).params(no.value(), Moment.at(at)).query(Long.class).single();
    }

    List<HouseholdNo> behind(Map<HouseholdNo, Long> seen, Map<HouseholdNo, Anchor> locked) {
        return seen.entrySet().stream()
                .filter(s -> {
                    Anchor anchor = locked.get(s.getKey());
                    return anchor == null || anchor.version() != s.getValue();
                })
                .map(Map.Entry::getKey)
                .toList();
    }
}
