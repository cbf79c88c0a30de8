package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.AgencyCode;

/** An officer deals with what was given up: each of the three forms says its own faults and keeps what was typed. */
@ProductTest
class LettersJourneyTests {

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    WireWorld world;

    @Autowired
    ExchangeDesk exchange;

    private AgencyCode agency = new AgencyCode("NONE");

    @BeforeEach
    void anAgencyWithMoreThanAPageAndAClosedEndpoint() {
        agency = world.anAgency(Agency.Door.INBOX);
        world.promise(agency, Collections.nCopies(DeadLetterDesk.ROWS + 1, "citizen"));
        exchange.endpoint(agency);
        TestDatabase.asOwner().sql("""
                insert into exchange.dead_letter (outbox_id, attempt, agency, type, died_at)
                select id, attempt, agency, type, now() from exchange.outbox where agency = ?
                """).param(agency.value()).update();
        TestDatabase.asOwner()
                .sql("update exchange.endpoint set disabled = true, disabled_at = now() where agency = ?")
                .param(agency.value())
                .update();
    }

    @Test
    void whatIsRefusedStaysWhereItWasTyped() {
        try (Walk walk = Walk.of(
                new StaffMember("letters-" + agency, "張退件", Set.of(Role.OFFICER), null, agency), access, port)) {
            walk.open("/bureau/letters?page=1");
            walk.flawless();
            walk.tick("letter");
            walk.tabTo("again");
            walk.press("Enter");
            walk.see("#reason-error");
            assertThat(walk.page().locator("input[name=letter]").count())
                    .as("still the second page")
                    .isEqualTo(1);
            assertThat(walk.page().isChecked("#letter")).isTrue();

            walk.fill("since", "115/01/09");
            walk.fill("time", "1:2");
            walk.fill("why", "系統還原");
            walk.press("Enter");
            walk.see("#time-error");
            walk.flawless();
            walk.fits("letters-refused");
            assertThat(walk.page().locator("#since-error").count()).isZero();
            assertThat(walk.page().inputValue("#time")).isEqualTo("1:2");
            assertThat(walk.page().inputValue("#why")).isEqualTo("系統還原");
            assertThat(walk.page().inputValue("#mended")).as("a box of its own").isEmpty();

            walk.fill("mended", "長".repeat(600));
            walk.press("Enter");
            walk.see("#mended-error");
            assertThat(walk.page().inputValue("#mended")).hasSize(600);

            walk.fill("since", "115/01/09");
            walk.fill("time", "9");
            walk.fill("why", "系統還原");
            walk.press("Enter");
            walk.see(".bureau-done");
            assertThat(TestDatabase.asOwner()
                            .sql(
                                    "select detail from audit.trail where action = 'exchange.replay' and object = ? and outcome = 'DONE'")
                            .param(agency.value())
                            .query(String.class)
                            .single())
                    .startsWith("since=2026-01-09T01:00:00Z");
        }
        try (Walk walk =
                Walk.of(new StaffMember("letters-ministry", "王部", Set.of(Role.MINISTRY), null, null), access, port)) {
            walk.open("/ministry/receivers");
            walk.see("#delivery-alarm");
            walk.flawless();
            walk.tabTo("delivery-alarm");
            walk.press("Enter");
            walk.arrive("**/ministry/delivery");
            assertThat(walk.text()).contains("已停用");
        }
    }
}
