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
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.RocDate;
import tw.onestop.registry.People;

/** The ministry looks at what agencies were granted and what they use. */
@ProductTest
class OversightJourneyTests {

    private static final StaffMember MINISTRY =
            new StaffMember("journey-oversight", "戶政司稽核", Set.of(Role.MINISTRY), null, null);

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
        link.end("NHIA", "JOURNEY-OVERSIGHT");
        clock.reset();
    }

    @Test
    void theWeekIsLookedAtByKeyboard() {
        link.grant("NHIA", "JOURNEY-OVERSIGHT", "name", "birthDate");
        People.Home home = link.someone("稽核路1號");
        for (int i = 0; i < 6; i++) {
            link.asked("NHIA", "JOURNEY-OVERSIGHT", "115-稽-1", home);
        }
        try (Walk walk = Walk.of(MINISTRY, access, port)) {
            walk.open("/ministry/rules");
            walk.page().locator("a[href='/ministry/oversight']").focus();
            walk.press("Enter");
            walk.arrive("**/ministry/oversight");
            walk.flawless();
            assertThat(walk.page().innerText("[data-drift]")).contains("NHIA JOURNEY-OVERSIGHT", "birthDate");
            assertThat(walk.page().innerText("[data-unusual]")).contains("重複查詢同一人", LinkWorld.OFFICER);
            assertThat(walk.page().innerText("#unusual-kin")).contains("機關系統", "次日");
            assertThat(walk.page().innerText("[data-checks]")).contains("115-稽-1");
            assertThat(walk.page().innerText("main"))
                    .doesNotContain(home.numbers().getFirst().value(), "追蹤人");
            walk.fits("oversight");
            walk.fill("from", "yesterday");
            walk.press("Enter");
            walk.see(".govuk-error-summary");
            assertThat(walk.page().innerText(".govuk-error-summary")).contains("日期看不懂");
            assertThat(walk.page().inputValue("#from")).isEqualTo("yesterday");
            walk.fill("from", RocDate.slashed(LocalDate.now(clock).plusDays(3)));
            walk.press("Enter");
            walk.page().waitForSelector(".govuk-error-summary:has-text('起日不能晚於迄日')");
        }
    }
}
