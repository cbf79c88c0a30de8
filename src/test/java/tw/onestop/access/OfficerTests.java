package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.access.OfficerDesk.Opened;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.agency.Receiving;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.Refusal;

/** The ministry opens the first account of an agency that only receives, and no other. */
@ProductTest
class OfficerTests {

    private static final Actor MINISTRY = Receiving.PREPARES;

    @Autowired
    OfficerDesk desk;

    @Autowired
    AccessDesk access;

    @Autowired
    StaffDesk staff;

    @Autowired
    ReceiverDesk receivers;

    @Test
    void onlyTheFirstOfAnAgencyIsOpenedAndTheTrailSaysOfWhich() {
        AgencyCode gas = prepared("TEST-GAS-O1");
        assertThat(desk.isWanted(gas)).isTrue();
        Opened opened = desk.open(gas, " o1.first ", " 郭承辦 ", MINISTRY);
        assertThat(opened.refusals()).isEmpty();
        assertThat(opened.password()).matches("[a-z2-9]{16}");
        assertThat(desk.of(gas)).containsExactly(new StaffMember("o1.first", "郭承辦", Set.of(Role.OFFICER), null, gas));
        assertThat(trail("o1.first")).containsExactly("DONE roles=OFFICER agency=TEST-GAS-O1");

        assertThat(desk.isWanted(gas)).isFalse();
        assertThat(refused(desk.open(gas, "o1.second", "林承辦", MINISTRY))).isEqualTo("receiver.officer.there");
        assertThat(staff.find("o1.second")).isEmpty();
        assertThat(trail("o1.second"))
                .containsExactly("REFUSED receiver.officer.there roles=OFFICER agency=TEST-GAS-O1");

        staff.close("o1.first");
        assertThat(refused(desk.open(gas, "o1.first", "郭承辦", MINISTRY))).isEqualTo("receiver.username.taken");
        assertThat(desk.open(gas, "o1.third", "陳承辦", MINISTRY).refusals()).isEmpty();
    }

    @Test
    void whoMayQueryGetsNoAccountFromHere() {
        AgencyCode tax = new AgencyCode("NTAX");
        assertThat(desk.isWanted(tax)).isFalse();
        assertThat(refused(desk.open(tax, "o2.tax", "林承辦", MINISTRY))).isEqualTo("receiver.officer.linked");
        assertThat(staff.find("o2.tax")).isEmpty();
        assertThat(trail("o2.tax")).containsExactly("REFUSED receiver.officer.linked roles=OFFICER agency=NTAX");
    }

    @Test
    void ofWhoOverseesACountyTheTrailSaysWhich() {
        access.open(
                new StaffMember("o4.county", "王督導", Set.of(Role.COUNTY), null, null)
                        .overseeing(new CountyCode("09007")),
                "correct horse battery");
        assertThat(trail("o4.county")).containsExactly("DONE roles=COUNTY county=09007");
    }

    @Test
    void anAccountOfSomebodyElseStaysTheirs() {
        access.open(new StaffMember("o3.clerk", "王管理", Set.of(Role.AUDITOR), null, null), "correct horse battery");
        AgencyCode gas = prepared("TEST-GAS-O3");
        assertThat(refused(desk.open(gas, "o3.clerk", "林承辦", MINISTRY))).isEqualTo("receiver.username.taken");
        assertThat(staff.find("o3.clerk").orElseThrow().roles()).containsExactly(Role.AUDITOR);
        assertThat(trail("o3.clerk"))
                .last()
                .isEqualTo("REFUSED receiver.username.taken roles=OFFICER agency=TEST-GAS-O3");
    }

    @Test
    void whatIsTypedWronglyIsSaidAndIsAnAct() {
        AgencyCode gas = prepared("TEST-GAS-O4");
        assertThat(desk.open(gas, "A123456789", " ", MINISTRY).refusals())
                .extracting(Refusal::code)
                .containsExactly("receiver.username.format", "receiver.missing.officer");
        assertThat(desk.open(gas, "o4.long", "長".repeat(31), MINISTRY).refusals())
                .containsExactly(Refusal.of("officer", "receiver.tooLong", "30"));
        assertThat(TestDatabase.asOwner()
                        .sql("select count(*) from audit.trail where detail like '%TEST-GAS-O4' and object is null")
                        .query(Long.class)
                        .single())
                .isEqualTo(1); // what may be somebody's number is not written down
    }

    /** Of two openings at once one is done: neither is the other's password shown for an account that is gone. */
    @Test
    void ofTwoAtOnceOneIsOpened() throws Exception {
        for (int i = 0; i < 6; i++) {
            AgencyCode one = prepared("TEST-GAS-P" + i);
            AgencyCode other = prepared("TEST-GAS-Q" + i);
            String name = "o5.same" + i;
            assertThat(opened(one, name + ".a", one, name + ".b")).isEqualTo(1);
            assertThat(desk.of(one)).hasSize(1);
            assertThat(opened(other, name, prepared("TEST-GAS-R" + i), name)).isEqualTo(1);
        }
    }

    private long opened(AgencyCode first, String name, AgencyCode second, String other) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Callable<Opened>> both =
                List.of(() -> opening(together, first, name), () -> opening(together, second, other));
        try (ExecutorService persons = Executors.newFixedThreadPool(2)) {
            return persons.invokeAll(both).stream()
                    .filter(one -> one.resultNow().refusals().isEmpty())
                    .count();
        }
    }

    private Opened opening(CyclicBarrier together, AgencyCode agency, String name) throws Exception {
        together.await();
        return desk.open(agency, name, "林承辦", MINISTRY);
    }

    private AgencyCode prepared(String code) {
        assertThat(receivers.prepare(Receiving.gas(code, ""), Receiving.PREPARES))
                .isEmpty();
        return new AgencyCode(code);
    }

    private static String refused(Opened opened) {
        assertThat(opened.password()).isEmpty();
        assertThat(opened.refusals()).hasSize(1);
        return opened.refusals().getFirst().code();
    }

    private static List<String> trail(String username) {
        return TestDatabase.asOwner()
                .sql("""
                        select outcome || ' ' || detail from audit.trail
                         where action = 'access.account.open' and object = ? order by seq
                        """)
                .param(username)
                .query(String.class)
                .list();
    }
}
