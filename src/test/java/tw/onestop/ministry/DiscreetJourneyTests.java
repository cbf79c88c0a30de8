package tw.onestop.ministry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.LinkWorld;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.RocDate;

/** The ministry marks a purpose discreet, by which law and from when, and lifts it. */
@ProductTest
class DiscreetJourneyTests {

    private static final String PURPOSE = "JOURNEY-DISCREET";
    private static final StaffMember MINISTRY =
            new StaffMember("journey-discreet", "戶政司承辦人", Set.of(Role.MINISTRY), null, null);

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    LinkWorld link;

    @Autowired
    TestClock clock;

    @AfterEach
    void ends() {
        link.end("MOJ", PURPOSE);
        TestDatabase.asOwner()
                .sql("delete from link.discreet_purpose where purpose = ?")
                .param(PURPOSE)
                .update();
    }

    @Test
    void aPurposeIsMarkedAndLifted() {
        link.grant("MOJ", PURPOSE, "name");
        try (Walk walk = Walk.of(MINISTRY, access, port)) {
            walk.open("/ministry/rules");
            walk.page().locator("a[href='/ministry/discreet']").focus();
            walk.press("Enter");
            walk.arrive("**/ministry/discreet");
            walk.fill("from", RocDate.slashed(LocalDate.now(clock).minusDays(1)));
            walk.tabTo("mark");
            walk.press("Enter");
            walk.see("#errors");
            walk.flawless();
            assertThat(walk.page().innerText("#errors")).contains("請選擇一個目的", "最早是今天", "請寫出法律與條號");
            walk.page().selectOption("#purpose", "MOJ " + PURPOSE);
            walk.fill("from", RocDate.slashed(LocalDate.now(clock)));
            walk.fill("legalBasis", "刑事訴訟法 §245");
            walk.tabTo("mark");
            walk.press("Enter");
            walk.see("[data-mark=" + PURPOSE + "]");
            walk.flawless();
            walk.fits("discreet");
            walk.page().selectOption("#purpose", "MOJ " + PURPOSE);
            walk.fill("from", RocDate.slashed(LocalDate.now(clock)));
            walk.fill("legalBasis", "再指定一次");
            walk.tabTo("mark");
            walk.press("Enter");
            walk.page().waitForSelector("#errors:has-text('已經是保密的')");
            assertThat(walk.page().inputValue("#legalBasis")).isEqualTo("再指定一次");
            walk.page().locator("[data-mark=" + PURPOSE + "] button").focus();
            walk.press("Enter");
            walk.page().waitForSelector("[data-mark=" + PURPOSE + "]:not(:has(button))");
            assertThat(walk.page().innerText("[data-mark=" + PURPOSE + "]")).contains("止");
        }
    }
}
