package tw.onestop.ministry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.RocDate;

/** The ministry announces a new limit and a day off by keyboard. */
@ProductTest
class RuleJourneyTests {

    private static final StaffMember MINISTRY =
            new StaffMember("journey-ministry", "戶政司承辦人", Set.of(Role.MINISTRY), null, null);

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    TestClock clock;

    /** What these journeys announce lies after every day on which another test stands. */
    @AfterEach
    void asBefore() {
        TestDatabase.asOwner()
                .sql("delete from registry.rule_value where name = 'human.maximumAge' and not lower_inf(effective)")
                .update();
        TestDatabase.asOwner()
                .sql("update registry.rule_value set effective = '(,)' where name = 'human.maximumAge'")
                .update();
        TestDatabase.asOwner()
                .sql("delete from registry.holiday where source = '測試公告'")
                .update();
    }

    @Test
    void aNewValueIsAnnouncedAndAWrongOneIsToldSoAndKept() {
        LocalDate from = LocalDate.now(clock).plusYears(2);
        try (Walk walk = Walk.of(MINISTRY, access, port)) {
            walk.open("/ministry");
            walk.arrive("**/ministry/rules");
            walk.page()
                    .locator("[data-rules=VALUE] a[href$='human.maximumAge'] >> nth=-1")
                    .focus();
            walk.press("Enter");
            walk.arrive("**/announcement?table=VALUE&name=human.maximumAge");
            assertThat(walk.page().locator("[data-now]").innerText()).contains("130");
            walk.fill("value", "many");
            walk.fill("from", RocDate.compact(from));
            walk.press("Enter");
            walk.see(".govuk-error-summary");
            walk.flawless();
            assertThat(walk.page().innerText("#value-error")).contains("請填 0 到 9999999 的整數");
            assertThat(walk.page().innerText("#source-error")).contains("請填依據");
            assertThat(walk.page().inputValue("#value")).isEqualTo("many");
            walk.fill("value", "140");
            walk.fill("source", "測試公告");
            walk.press("Enter");
            walk.arrive("**/ministry/rules?announced=1");
            assertThat(walk.page()
                            .locator("[data-rules=VALUE] tr:has-text('測試公告')")
                            .innerText())
                    .contains("140", RocDate.format(from) + "起", "已公告，尚未適用");
        }
    }

    @Test
    void aDayOffIsAddedAndTakenOut() {
        LocalDate day = LocalDate.now(clock).plusYears(3);
        try (Walk walk = Walk.of(MINISTRY, access, port)) {
            walk.open("/ministry/rules");
            walk.page().locator("#day").focus();
            walk.type(RocDate.compact(day));
            walk.fill("name", "測試假");
            walk.fill("source", "測試公告");
            walk.press("Enter");
            walk.arrive("**/ministry/rules?announced=1#holidays");
            String row = "[data-rules=HOLIDAY] tr:has-text('測試假')";
            assertThat(walk.page().locator(row).innerText()).contains(RocDate.format(day));
            walk.page().locator(row + " button").focus();
            walk.press("Enter");
            walk.page().waitForCondition(() -> walk.page().locator(row).count() == 0);
            walk.flawless();
        }
    }

    @Test
    void aRuleThatDoesNotExistHasNoPage() {
        try (Walk walk = Walk.of(MINISTRY, access, port)) {
            walk.open("/ministry/rules/announcement?table=VALUE&name=unheard");
            assertThat(walk.page().locator("h1").innerText()).contains("找不到");
            walk.open("/ministry/rules/announcement?table=MOON&name=unheard");
            assertThat(walk.page().locator("h1").innerText()).doesNotContain("unheard");
        }
    }
}
