package tw.onestop.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.LinkWorld;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.link.FileDesk.Collected;
import tw.onestop.link.FileDesk.Received;
import tw.onestop.link.FileDesk.State;
import tw.onestop.registry.People;

/** 檔案查詢, what happens to a file while it waits: the grant ends, the program stops, its time is over. */
@ProductTest
class FileTests {

    private static final AgencyCode LAND = new AgencyCode("LAND");
    private static final Actor MACHINE = Actor.system("client-land", LAND);
    private static final Actor MINISTRY = Actor.rule("test");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    static final String KEY = """
            {"kty":"EC","crv":"P-256","kid":"f","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}""";

    @Autowired
    FileDesk files;

    @Autowired
    FileAnswering answering;

    @Autowired
    GrantDesk grants;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    @Autowired
    OwnLogDesk ownLog;

    @Autowired
    FileBook book;

    @Autowired
    FileSeal seal;

    @Autowired
    LinkWorld world;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    private final String purpose = "FILE-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);
    private NationalId someone;

    @BeforeEach
    void theLandOfficeMayAsk() {
        clock.goTo(TODAY);
        granted(100);
        grants.name(LAND, "officer-f", People.nextId(Sex.FEMALE), MINISTRY);
        machines.change(exchange.endpoint(LAND).endpointId(), null, KEY, MACHINE);
        someone = people.household("09007010001", "介壽路951號")
                .head("王小檔", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found()
                .numbers()
                .getFirst();
    }

    @AfterEach
    void letTimeRun() {
        clock.reset();
    }

    private void granted(int perMinute) {
        grants.give(
                new Grant(
                        purpose,
                        LAND,
                        "測試",
                        "Test",
                        "測試",
                        Set.of("name"),
                        5,
                        perMinute,
                        TODAY,
                        TODAY.plusYears(1),
                        null),
                MINISTRY);
    }

    private Received send(String lines) throws IOException {
        return send(lines, UUID.randomUUID(), null);
    }

    private Received send(String lines, UUID id, @Nullable LocalDate asOf) throws IOException {
        return files.receive(
                new FileDesk.Upload(
                        new QueryDesk.Occasion(id, purpose, "C-1", "officer-f"),
                        List.of("name"),
                        FileDesk.Format.CSV,
                        asOf),
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                MACHINE);
    }

    private UUID sent(String lines) throws IOException {
        return ((Received.Taken) send(lines)).file().id();
    }

    private FileDesk.Progress file(UUID id) {
        return files.file(id, MACHINE).orElseThrow();
    }

    private void comesTo(UUID file, State state) throws InterruptedException {
        for (int i = 0; i < 200 && file(file).state() != state; i++) {
            answering.wake(); // nobody waits for the pause between two rounds
            Thread.sleep(100);
        }
        assertThat(file(file).state()).isEqualTo(state);
    }

    private void roundsGoBy() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            answering.wake();
            Thread.sleep(200);
        }
    }

    private Collected collect(UUID file) throws IOException {
        return files.collect(file, new ByteArrayOutputStream(), MACHINE);
    }

    /** Answering rests until it is closed. */
    private static Connection paused() throws SQLException {
        Connection operator = TestDatabase.connectionOfOwner();
        operator.createStatement().execute("select pg_advisory_lock(%d)".formatted(FileAnswering.LOCK));
        return operator;
    }

    @Test
    void everyLineIsAnActOfTheTrailBeforeItCanBeCollected() throws Exception {
        UUID file = sent(someone.value() + "\nA123456789\n");
        comesTo(file, State.ANSWERED);
        assertThat(TestDatabase.asOwner()
                        .sql("select detail from audit.trail where object = ? and action = 'link.file' order by detail")
                        .param(file.toString())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "purpose=%s user=officer-f".formatted(purpose),
                        "purpose=%s user=officer-f found=0".formatted(purpose));
        assertThat(collect(file)).isEqualTo(Collected.DONE);
    }

    @Test
    void aFileWhoseGrantEndsBeforeItIsAnsweredIsStopped() throws Exception {
        UUID file;
        Connection operator = paused();
        try {
            file = sent(someone.value() + "\n");
            grants.end(LAND, purpose, "test", MINISTRY);
            assertThat(file(file).state()).isEqualTo(State.WAITING);
            assertThat(collect(file)).isEqualTo(Collected.NOT_READY);
        } finally {
            operator.close();
        }
        comesTo(file, State.STOPPED);
        assertThat(file(file).reason()).isEqualTo("unauthorizedPurpose");
        assertThat(collect(file)).isEqualTo(Collected.GONE);
    }

    @Test
    void aFileNeitherHidesNorRenamesAQueryThatHasItsId() throws Exception {
        String other = "OTHER-" + purpose;
        world.grant("MOE", other, "name");
        People.Home home = world.someone("介壽路952號");
        UUID before = world.asked("MOE", other, "C-2", home);
        String line = home.numbers().getFirst().value() + "\n";
        assertThat(send(line, before, null))
                .isInstanceOfSatisfying(
                        Received.Refused.class,
                        no -> assertThat(no.why().code()).isEqualTo("transactionIdReused"));

        // Of a query that comes later nothing is asked of files.
        UUID file = sent(line);
        comesTo(file, State.ANSWERED);
        world.asked("MOE", other, "C-2", home, file);
        assertThat(ownLog.looks(home.numbers().getFirst(), 5, Actor.citizen("test"))
                        .lines())
                .extracting(OwnLogDesk.Look::agency, OwnLogDesk.Look::transactionId)
                .containsExactlyInAnyOrder(
                        tuple(new AgencyCode("MOE"), before), tuple(LAND, file), tuple(new AgencyCode("MOE"), file));
        world.end("MOE", other);
    }

    @Test
    void whoBearsAnotherNumberSinceIsFoundByItOnADayBefore() throws Exception {
        String number = world.newNumber(world.someone("介壽路953號"));
        UUID file = UUID.randomUUID();
        assertThat(send(number + "\n", file, TODAY.minusDays(30))).isInstanceOf(Received.Taken.class);
        comesTo(file, State.ANSWERED);
        assertThat(seal.text(book.answer(file, 0))).contains(number, "追蹤人");
        assertThat(TestDatabase.asOwner()
                        .sql("select detail from audit.trail where object = ? and action = 'link.file'")
                        .param(file.toString())
                        .query(String.class)
                        .single())
                .doesNotContain("found=0");
    }

    @Test
    void withoutAKeyNothingIsCollectedAndNobodyIsSaidToHaveGotIt() throws Exception {
        UUID file = sent(someone.value() + "\n");
        comesTo(file, State.ANSWERED);
        machines.change(exchange.endpoint(LAND).endpointId(), null, "", MACHINE);
        assertThat(collect(file)).isEqualTo(Collected.NO_KEY);
        assertThat(file(file).collectedAt()).isNull();
        assertThat(TestDatabase.asOwner()
                        .sql("select outcome || ' ' || detail from audit.trail where object = ? and action = ?")
                        .params(file.toString(), "link.file.collect")
                        .query(String.class)
                        .list())
                .containsExactly("REFUSED NO_KEY");
        machines.change(exchange.endpoint(LAND).endpointId(), null, KEY, MACHINE);
        assertThat(collect(file)).isEqualTo(Collected.DONE);
    }

    @Test
    void aBlockThatAnotherNodeLeavesUnfinishedIsAnsweredByTheNext() throws Exception {
        UUID file;
        Connection other = TestDatabase.connectionOfOwner();
        Connection operator = paused();
        try {
            file = sent((someone.value() + "\n").repeat(2 * Files.BLOCK + 1));
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("select from link.file_block where file = '%s' and no = 0 for update".formatted(file));
        } finally {
            operator.close();
        }
        for (int i = 0; i < 200 && file(file).answered() < Files.BLOCK + 1; i++) {
            answering.wake();
            Thread.sleep(100);
        }
        assertThat(file(file).answered()).isEqualTo(Files.BLOCK + 1);
        roundsGoBy();
        assertThat(file(file).state()).isEqualTo(State.WAITING);
        other.close();
        comesTo(file, State.ANSWERED);
        assertThat(file(file).answered()).isEqualTo(2 * Files.BLOCK + 1);
    }

    @Test
    void whatNobodyCollectsIsErasedAfterFiveDays() throws Exception {
        UUID file = sent(someone.value() + "\n");
        comesTo(file, State.ANSWERED);
        clock.goTo(TODAY.plusDays(FileDesk.KEPT_DAYS - 1L));
        roundsGoBy();
        assertThat(file(file).state()).isEqualTo(State.ANSWERED);
        clock.goTo(TODAY.plusDays(FileDesk.KEPT_DAYS + 1L));
        comesTo(file, State.ERASED);
        assertThat(TestDatabase.asOwner()
                        .sql("select count(*) from link.file_block where file = ?")
                        .param(file)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aPurposeSendsNoMoreLinesADayThanItMayAsk() throws Exception {
        granted(1);
        String thousand = (someone.value() + "\n").repeat(1000);
        sent(thousand);
        assertThat(send(thousand))
                .isInstanceOfSatisfying(
                        Received.Refused.class,
                        no -> assertThat(no.why().code()).isEqualTo("tooManyLines"));
        assertThat(TestDatabase.asOwner()
                        .sql("select count(*) from link.file where purpose = ?")
                        .param(purpose)
                        .query(Long.class)
                        .single())
                .isOne();
    }
}
