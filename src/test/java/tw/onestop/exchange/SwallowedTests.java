package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.exchange.WireWorld.eventually;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.ClearingDesk;
import tw.onestop.notice.ClearingDesk.Answer;
import tw.onestop.notice.ClearingDesk.Answered;
import tw.onestop.notice.ClearingDesk.Finding;
import tw.onestop.notice.ClearingDesk.Line;
import tw.onestop.notice.ClearingDesk.Result;
import tw.onestop.notice.ClearingDesk.Which;

/**
 * Agencies that acknowledge a notice and lose one in fifty: after the fifth and one clearing each has every item in its books
 * once, and everything has come to its end.
 */
@ProductTest
class SwallowedTests {

    private static final int AGENCIES = 3;
    private static final int ITEMS = 150;
    private static final int ONE_IN = 50;
    private static final AtomicInteger REGISTRATION = new AtomicInteger(900_000_000);

    @Autowired
    WireWorld world;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    ClearingDesk clearing;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private final List<Books> agencies = new ArrayList<>();

    @AfterEach
    void closes() {
        agencies.forEach(books -> books.machine.close());
        clock.reset();
    }

    /** An agency's ledger: what was entered. */
    private static final class Books {

        final Receiver machine;
        final AgencyCode agency;
        final Set<UUID> entered = ConcurrentHashMap.newKeySet();
        final Set<UUID> swallowed = ConcurrentHashMap.newKeySet();
        private final AtomicInteger arrived = new AtomicInteger();

        Books(Receiver machine, AgencyCode agency) {
            this.machine = machine;
            this.agency = agency;
            machine.says = got -> {
                take(UUID.fromString(got.id()));
                return Receiver.Answer.of(204);
            };
        }

        private void take(UUID id) {
            if (arrived.incrementAndGet() % ONE_IN == 0) {
                swallowed.add(id);
            } else {
                // Delivery is at least once: the id says whether it was entered before.
                entered.add(id);
            }
        }

        int arrivals() {
            return arrived.get();
        }
    }

    @Test
    void afterTheFifthAndOneClearingEachLedgerHoldsEachItemOnce() throws Exception {
        for (int i = 0; i < AGENCIES; i++) {
            Receiver machine = new Receiver();
            agencies.add(new Books(machine, world.anAgencyAt(machine)));
        }
        List<UUID> items = new ArrayList<>();
        Map<Books, List<UUID>> tellings = new HashMap<>();
        for (Books books : agencies) {
            List<UUID> told = tell(books.agency);
            tellings.put(books, told);
            items.addAll(told);
            eventually(() -> books.arrivals() == ITEMS && statuses(told).equals(Set.of("SENT")));
            assertThat(books.swallowed).hasSize(ITEMS / ONE_IN);
            assertThat(books.entered).hasSize(ITEMS - ITEMS / ONE_IN);
        }

        YearMonth month = theMonthIsOver();
        for (Books books : agencies) {
            compare(books, month);
        }

        for (Books books : agencies) {
            eventually(() -> books.entered.size() >= ITEMS);
            assertThat(books.entered).hasSameElementsAs(Objects.requireNonNull(tellings.get(books)));
            assertThat(resentOf(books)).isEqualTo(books.swallowed.size());
            compareAgain(books, month);
        }
        assertThat(statuses(items)).containsExactly("COMPLETED");
    }

    private void compare(Books books, YearMonth month) {
        Actor officer = Actor.officer("clearing", books.agency);
        List<Line> lines = clearing.lines(month, new Which(true, 0, 10_000), officer)
                .orElseThrow()
                .lines();
        assertThat(lines).hasSize(ITEMS);
        assertThat(lines)
                .as("the evidence")
                .allMatch(line -> line.tried().getLast().outcome().equals("ACCEPTED"));
        List<Answered> answered = clearing.answer(
                month,
                lines.stream()
                        .map(line -> Answer.of(
                                line.id(), books.entered.contains(line.id()) ? Finding.DONE : Finding.NOT_RECEIVED))
                        .toList(),
                officer);
        assertThat(answered.stream()
                        .filter(one -> one.result() == Result.SENT_AGAIN)
                        .map(Answered::id))
                .containsExactlyInAnyOrderElementsOf(books.swallowed);
    }

    /** What came at the second try is done as well. */
    private void compareAgain(Books books, YearMonth month) {
        eventually(() -> statuses(List.copyOf(books.swallowed)).equals(Set.of("RESENT")));
        clearing.answer(
                month,
                books.swallowed.stream().map(id -> Answer.of(id, Finding.DONE)).toList(),
                Actor.officer("clearing", books.agency));
    }

    private List<UUID> tell(AgencyCode agency) {
        List<UUID> ids = new ArrayList<>();
        List<Outgoing> outgoing = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            UUID id = UUID.randomUUID();
            ids.add(id);
            outgoing.add(WireWorld.aNotice(agency, id, "citizen-" + i));
        }
        transaction.executeWithoutResult(_ -> {
            TestDatabase.asOwner()
                    .sql("""
                    insert into notice.item (id, registration, agency, programme, change, type, person, person_sealed,
                                             keys_sealed, status, since, accepted_at)
                    select id, :registration, :agency, 'statutory', 'ADDRESS', 'tw.onestop.notice.statutory.move.v1', line,
                           ''::bytea, ''::bytea, 'ACCEPTED', :now, :now
                    from unnest(:ids::uuid[]) with ordinality as t (id, line)
                    """)
                    .param("registration", REGISTRATION.incrementAndGet())
                    .param("agency", agency.value())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                    .update();
            exchange.promise(outgoing);
        });
        return ids;
    }

    private YearMonth theMonthIsOver() {
        YearMonth month = YearMonth.from(LocalDate.now(clock));
        clock.goTo(month.plusMonths(1).atDay(5));
        while (!clearing.build(month, Actor.rule("test"))) {
            month = month.plusMonths(1);
            clock.goTo(month.plusMonths(1).atDay(5));
        }
        return month;
    }

    private static long resentOf(Books books) {
        return TestDatabase.asOwner()
                .sql("select count(*) from exchange.outbox where agency = ? and attempt = 2")
                .param(books.agency.value())
                .query(Long.class)
                .single();
    }

    private static Set<String> statuses(List<UUID> ids) {
        return TestDatabase.asOwner()
                .sql("select distinct status from notice.item where id = any (?::uuid[])")
                .param(ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(String.class)
                .set();
    }
}
