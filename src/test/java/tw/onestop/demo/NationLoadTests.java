package tw.onestop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import tw.onestop.TestDatabase;
import tw.onestop.registry.BulkLoad;
import tw.onestop.registry.Founding;
import tw.onestop.registry.RegistryLoad;
import tw.proof.Integrity;

/** A small county is loaded, stopped in the middle, and loaded to its end. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = NationLoadTests.Database.class)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NationLoadTests {

    static class Database extends TestDatabase {

        @Override
        protected String name() {
            return "nation";
        }
    }

    private static final String KEYS = """
            select pg_get_indexdef(indexrelid) || coalesce(
                (select pg_get_constraintdef(c.oid) from pg_constraint c where c.conindid = indexrelid), '')
            from pg_index where indrelid in ('registry.person'::regclass, 'registry.stay'::regclass,
                'registry.household'::regclass, 'registry.household_anchor'::regclass) order by 1
            """;

    private final Nation nation = new Nation("金門縣", 0.05, Population.SEED);
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Autowired
    private BulkLoad registry;

    @Autowired
    private RegistryLoad whole;

    @Autowired
    private Environment settings;

    private DataSource owner = new DriverManagerDataSource();
    private List<String> keysBefore = List.of();
    private List<String> keysBetween = List.of();
    private Map<String, String> partsBetween = Map.of();
    private Tally tally = new Tally();

    @BeforeAll
    void loadedInTwoGoes() {
        owner = new DriverManagerDataSource(
                settings.getRequiredProperty("spring.flyway.url"),
                settings.getRequiredProperty("spring.flyway.user"),
                settings.getRequiredProperty("spring.flyway.password"));
        keysBefore = strings(KEYS);
        assertThatThrownBy(() -> new NationLoad(nation, new StoppedAfter(2, registry), owner).run(1, progress()))
                .hasMessage("stopped");
        keysBetween = strings(KEYS);
        partsBetween = registry.parts();
        tally = new NationLoad(nation, registry, owner).run(2, progress());
    }

    @Test
    void whatWasFinishedBeforeTheStopIsNotLoadedAgain() {
        assertThat(partsBetween).hasSize(2);
        assertThat(registry.parts()).hasSize(6).containsAllEntriesOf(partsBetween);
        assertThat(strings("select national_id from registry.person where upper_inf(valid_during) order by 1"))
                .isEqualTo(nation.townships().stream()
                        .flatMap(t -> nation.settle(t).households())
                        .flatMap(h -> h.members().stream())
                        .map(m -> m.nationalId().value())
                        .sorted()
                        .toList());
    }

    @Test
    void theKeysAreLaidAsideAndMadeAgain() {
        assertThat(keysBefore).hasSizeGreaterThan(12);
        assertThat(keysBetween).isEmpty();
        assertThat(strings(KEYS)).isEqualTo(keysBefore);
        assertThat(strings("select name from load.laid_aside")).isEmpty();
    }

    @Test
    void theRegisterCanBeTrueAndHasItsOfficialTotals() throws SQLException {
        try (Connection connection = owner.getConnection()) {
            assertThat(Integrity.check(connection)).isEmpty();
            connection.setAutoCommit(false);
            connection.createStatement().execute("update load.village set men = men + 1");
            assertThat(Integrity.check(connection)).hasSize(1);
            connection.rollback();
        }
        assertThat(strings("select count(*) from load.village")).isEqualTo(List.of("37"));
    }

    @Test
    void whoHasDiedIsNoLongerPresentAndWasBefore() {
        assertThat(strings("select count(*) > 0 from registry.household where closed"))
                .isEqualTo(List.of("t"));
        assertThat(strings("""
                select distinct p.status || (s.left_on is null) || (p.death_date = lower(p.valid_during))
                from registry.person p join registry.stay s on s.id = p.id and s.valid_during = p.valid_during
                where p.death_date is not null
                """)).isEqualTo(List.of("DEADfalsetrue"));
        assertThat(strings("""
                select distinct marital from registry.person
                where id in (select id from registry.person where death_date is not null and marital = 'WIDOWED')
                order by 1
                """)).isEqualTo(List.of("MARRIED", "WIDOWED"));
    }

    @Test
    void aLoadOfOtherPeopleIsRefused() {
        Nation others = new Nation("金門縣", 0.05, 99);
        assertThatThrownBy(() -> new NationLoad(others, registry, owner).run(1, progress()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("金門縣, scale 0.05, seed " + Population.SEED);
        assertThatThrownBy(() -> whole.load(Stream.of())).hasMessageContaining("not empty");
    }

    @Test
    void theReportAndTheProgressSayWhatCame() {
        assertThat(tally.report().getFirst()).contains("people").contains("who have died");
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("100 %").contains("person_pkey");
    }

    private NationLoad.Progress progress() {
        long people = nation.townships().stream().mapToLong(Township::people).sum();
        return new LoadProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), false, people);
    }

    private List<String> strings(String sql) {
        return JdbcClient.create(owner).sql(sql).query(String.class).list();
    }

    /** A load that fails behind its first parts, as a machine does that is switched off. */
    private static final class StoppedAfter implements BulkLoad {

        private final AtomicInteger left;
        private final BulkLoad load;

        private StoppedAfter(int parts, BulkLoad load) {
            this.left = new AtomicInteger(parts);
            this.load = load;
        }

        @Override
        public void begin(DataSource database, String what, Collection<Official> official) {
            load.begin(database, what, official);
        }

        @Override
        public long part(String name, String note, Stream<Founding> households) {
            return left.getAndDecrement() > 0
                    ? load.part(name, note, households)
                    : load.part(name, note, Stream.concat(households, Stream.generate(StoppedAfter::stop)));
        }

        private static Founding stop() {
            throw new IllegalStateException("stopped");
        }

        @Override
        public Map<String, String> parts() {
            return load.parts();
        }

        @Override
        public void finish(DataSource database, Consumer<String> done) {
            load.finish(database, done);
        }
    }
}
