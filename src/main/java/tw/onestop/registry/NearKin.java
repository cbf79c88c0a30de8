package tw.onestop.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.NationalId;

/** 近親: whom of some people a member of staff is related to so near that somebody else handles their case (行政程序法 §32). */
@Component
class NearKin {

    private static final String NEAR = sql();

    private final JdbcClient jdbc;
    private final Rulebook rules;
    private final Clock clock;

    NearKin(JdbcClient jdbc, Rulebook rules, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.clock = clock;
    }

    private static String sql() {
        try {
            return new ClassPathResource("registry/near-kin.sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 關係, the nearest first. */
    enum Sort {
        SELF,
        SPOUSE,
        BLOOD,
        AFFINITY
    }

    /**
     * 親等.
     *
     * @param number which the relative bears now
     * @param degree 0 of the member of staff and of a spouse
     */
    record Tie(NationalId number, Sort sort, int degree) {}

    /** How many steps away somebody can be and still be near. */
    int farthest(LocalDate on) {
        return Math.max(rules.value("abstain.blood", on), rules.value("abstain.affinity", on));
    }

    /** Those of these people who are as near as the rule of today says, or were; by person, none where nobody is. */
    Map<PersonId, Tie> among(Collection<PersonId> people, Collection<NationalId> numbers, NationalId self) {
        LocalDate today = LocalDate.now(clock);
        Map<PersonId, Tie> near = new LinkedHashMap<>();
        jdbc.sql(NEAR)
                .param("self", self.value())
                .param("people", PersonId.array(people))
                .param(
                        "numbers",
                        numbers.stream().map(NationalId::value).distinct().toArray(String[]::new))
                .param("blood", rules.value("abstain.blood", today))
                .param("affinity", rules.value("abstain.affinity", today))
                .query(row -> {
                    near.put(
                            new PersonId(row.getLong("id")),
                            new Tie(
                                    new NationalId(row.getString("national_id")),
                                    Sort.valueOf(row.getString("sort")),
                                    row.getInt("degree")));
                });
        return near;
    }
}
