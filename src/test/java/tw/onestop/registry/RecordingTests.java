package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Sex;

class RecordingTests extends RegistryScenario {

    @Autowired
    RegistryLoad load;

    @Autowired
    Heard heard;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void formsOfOneSittingSeeWhatThoseBeforeThemDid() {
        People.Home home = aFamily("介壽路701號");
        List<Registration> registrations = recorded(
                NANGAN,
                Forms.death(home.person(0), "115/2/20", home.person(1), "SPOUSE")
                        .with("newHead", home.person(1)),
                Forms.addressChange(home.person(1), "115/2/21", FUXING, "復興路71號"),
                Forms.nameChange(home.person(1), "林美麗"));
        Household now = household(home.no());
        assertThat(now.recordNo()).isEqualTo(3);
        assertThat(now.version()).isEqualTo(4);
        assertThat(relations(now)).containsExactly("林美麗 戶長", "王一 長子", "王二 長女", "何來 寄居");
        assertThat(registrations.get(1).affected())
                .extracting(Registration.Affected::person)
                .containsExactly(home.id(1), home.id(2), home.id(3), home.id(4));
        assertThat(desk.history(home.no(), NANGAN))
                .extracting(Registration::kind)
                .containsExactly(RegistrationKind.NAME, RegistrationKind.ADDR, RegistrationKind.DEATH);
        assertThat(heard.of(registrations))
                .containsExactly(RegistrationKind.DEATH, RegistrationKind.ADDR, RegistrationKind.NAME);
    }

    @Test
    void allAreRecordedOrNone() {
        People.Home home = aFamily("介壽路702號");
        Recording recording = desk.record(
                List.of(
                        Forms.nameChange(home.person(0), "王大").form(),
                        Forms.nameChange(home.person(1), "林 美").form()),
                Map.of(),
                NANGAN);
        assertThat(recording)
                .isInstanceOfSatisfying(
                        Recording.Refused.class, r -> assertThat(r.refusals()).containsOnlyKeys(1));
        assertThat(person(home.id(0)).name()).isEqualTo("王小明");
        assertThat(household(home.no()).version()).isEqualTo(1);
        assertThat(desk.registrationsOf(home.id(0), NANGAN)).isEmpty();
    }

    @Test
    void whatTheCallerRollsBackNeverHappened() {
        People.Home home = aFamily("介壽路703號");
        new TransactionTemplate(transactions).executeWithoutResult(tx -> {
            recorded(Forms.nameChange(home.person(0), "王大"), NANGAN);
            tx.setRollbackOnly();
        });
        assertThat(person(home.id(0)).name()).isEqualTo("王小明");
    }

    @Test
    void whoIsOvertakenIsToldWhatChanged() {
        People.Home home = aFamily("介壽路704號");
        recorded(Forms.nameChange(home.person(1), "林美麗"), BANQIAO);
        Recording recording =
                desk.record(List.of(Forms.nameChange(home.person(0), "王大").form()), Map.of(home.no(), 1L), NANGAN);
        assertThat(recording).isInstanceOfSatisfying(Recording.Overtaken.class, o -> {
            assertThat(o.household()).isEqualTo(home.no());
            assertThat(o.since()).singleElement().satisfies(change -> {
                assertThat(change.kind()).isEqualTo(RegistrationKind.NAME);
                assertThat(change.office()).isEqualTo("65000010");
                assertThat(change.by()).isEqualTo("clerk");
            });
        });
        assertThat(desk.record(List.of(Forms.nameChange(home.person(0), "王大").form()), Map.of(home.no(), 2L), NANGAN))
                .isInstanceOf(Recording.Recorded.class);
    }

    @Test
    void ofTwoClerksAtOnceOneRecordsAndTheOtherIsTold() throws Exception {
        for (int round = 0; round < 10; round++) {
            People.Home home = aFamily("介壽路705號");
            CountDownLatch start = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Recording>> both = Stream.of(
                                Forms.nameChange(home.person(0), "王甲"), Forms.nameChange(home.person(1), "林甲"))
                        .map(form -> (Callable<Recording>) () -> {
                            start.await();
                            return desk.record(List.of(form.form()), Map.of(home.no(), 1L), NANGAN);
                        })
                        .map(threads::submit)
                        .toList();
                start.countDown();
                List<Recording> answers = new ArrayList<>();
                for (Future<Recording> answer : both) {
                    answers.add(answer.get());
                }
                assertThat(answers)
                        .filteredOn(Recording.Recorded.class::isInstance)
                        .hasSize(1);
                assertThat(answers)
                        .filteredOn(Recording.Overtaken.class::isInstance)
                        .singleElement()
                        .satisfies(o ->
                                assertThat(((Recording.Overtaken) o).since()).hasSize(1));
            }
        }
    }

    /** Each one's record names the other, in households far apart: neither waits for the other for ever. */
    @Test
    void spousesOfTwoHouseholdsAreRenamedAtOnce() throws Exception {
        People.Home home = aFamily("介壽路710號");
        recorded(Forms.partOf(RegistrationKind.ADDR, "115/2/1", home.person(1)).address(FUXING, "復興路10號"), NANGAN);
        for (int round = 0; round < 10; round++) {
            Forms his = Forms.nameChange(person(home.id(0)), "王" + (char) ('甲' + round))
                    .with("reason", "SAME_PLACE");
            Forms hers = Forms.nameChange(person(home.id(1)), "林" + (char) ('甲' + round))
                    .with("reason", "SAME_PLACE");
            CountDownLatch start = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Recording>> both = Stream.of(his, hers)
                        .map(form -> form.with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,REASON_PROOF"))
                        .map(form -> (Callable<Recording>) () -> {
                            start.await();
                            return desk.record(List.of(form.form()), Map.of(), NANGAN);
                        })
                        .map(threads::submit)
                        .toList();
                start.countDown();
                for (Future<Recording> answer : both) {
                    assertThat(answer.get()).isInstanceOf(Recording.Recorded.class);
                }
            }
            assertThat(person(home.id(0)).spouse()).isEqualTo(person(home.id(1)).name());
            assertThat(person(home.id(1)).spouse()).isEqualTo(person(home.id(0)).name());
        }
    }

    @Test
    void toAssessChangesNothing() {
        People.Home home = aFamily("介壽路706號");
        Assessment a = desk.assess(Forms.nameChange(home.person(0), "王大").form(), NANGAN);
        assertThat(a.acceptable()).isTrue();
        assertThat(a.annotation()).isEqualTo("原姓名王小明特殊原因民國115年03月02日第一次改名。");
        assertThat(a.consequences())
                .extracting(tw.onestop.kernel.Refusal::code)
                .contains("registry.consequence.KIN", "registry.consequence.idCard");
        assertThat(person(home.id(0)).name()).isEqualTo("王小明");
    }

    @Test
    void theDatabaseItselfRefusesTwoBeliefsOfOneDay() {
        People.Home home = aFamily("介壽路707號");
        long id = home.id(0).value();
        JdbcClient owner = TestDatabase.asOwner();
        assertThatThrownBy(() -> owner.sql("""
                        insert into registry.stay (id, valid_during, recorded_at, household_no, relation)
                        values (?, '[2020-01-01,2020-01-02)', now(), 'Y0000001', '寄居')
                        """).param(id).update()).hasMessageContaining("stay_pkey");
        recorded(Forms.birthDate(home.person(0), "69/1/19"), NANGAN);
        assertThatThrownBy(() -> owner.sql("""
                        insert into registry.person_superseded
                        select * from registry.person_superseded where id = ?
                        """).param(id).update()).hasMessageContaining("exclusion constraint");
    }

    @Test
    void everyReadingAndEveryRefusalIsInTheTrail() {
        People.Home home = aFamily("介壽路708號");
        JdbcClient owner = TestDatabase.asOwner();
        String count = "select count(*) from audit.trail where action = ?";
        long readings = owner.sql(count)
                .param("registry.household.read")
                .query(Long.class)
                .single();
        long refusals = owner.sql(count)
                .param("registry.registration.record")
                .query(Long.class)
                .single();
        household(home.no());
        assertThat(owner.sql(count)
                        .param("registry.household.read")
                        .query(Long.class)
                        .single())
                .isEqualTo(readings + 5);
        desk.record(List.of(Forms.nameChange(home.person(0), "王小明").form()), Map.of(), NANGAN);
        assertThat(owner.sql(count)
                        .param("registry.registration.record")
                        .query(Long.class)
                        .single())
                .isEqualTo(refusals + 1);
    }

    @Test
    void aRegisterThatHoldsSomebodyTakesNoLoad() {
        people.household(JIESHOU, "介壽路709號")
                .head("王一", Sex.MALE, TODAY.minusYears(30))
                .found();
        assertThat(load.isEmpty()).isFalse();
        assertThatThrownBy(() -> load.load(Stream.of())).isInstanceOf(IllegalStateException.class);
    }
}
