package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.Walk;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** A supervisor renumbers the doors of a street, by keyboard: wrong lines, preview, enactment, the former door, and back. */
class RenumberingJourneyTests extends AnsweredJourney {

    /** 連江縣莒光鄉青帆村, where few live. */
    private static final String QINGFAN = "09007030001";

    private static final String JUGUANG = "09007030";

    @Test
    void doorsAreRenumberedFoundByTheirFormerNameAndTakenBack() {
        People.Home home = people.household(QINGFAN, "行旅路1號")
                .head("門牌", Sex.FEMALE, LocalDate.of(1971, 7, 1))
                .found();
        people.household(QINGFAN, "行旅路9號")
                .head("不動", Sex.MALE, LocalDate.of(1972, 7, 1))
                .found();
        try (Clerk supervisor = Clerk.supervisor(JUGUANG, access, port);
                Clerk another = Clerk.supervisor(Clerk.NANGAN, access, port)) {
            supervisor.walk.open("/supervisor/renumberings");
            supervisor.walk.arrive("**/supervisor/renumberings");
            supervisor.walk.tabTo("new");
            supervisor.walk.press("Enter");
            supervisor.walk.arrive("**/renumberings/new");
            supervisor.pick("f-villageCode", 1);
            supervisor.walk.fill("f-street", "行旅路");
            supervisor.walk.fill("f-lines", "1,9");
            supervisor.walk.press("Enter");
            supervisor.walk.type("7,8");
            supervisor.walk.fill("f-reference", "連民字第1150001號");
            supervisor.walk.press("Enter");
            supervisor.walk.see("#errors");
            supervisor.walk.flawless();
            supervisor.assertBeside("lines", "effective");
            assertThat(supervisor.walk.text()).contains("第 1 行：新門牌 行旅路9號 已有人設籍", "第 2 行：行旅路7號 沒有人設籍", "請填生效日期");
            assertThat(supervisor.page().inputValue("#f-lines")).isEqualTo("1,9\n7,8");

            supervisor.walk.fill("f-lines", "1,3");
            supervisor.walk.fill("f-effective", RocDate.compact(today()));
            supervisor.walk.press("Enter");
            supervisor.walk.see("#previewed");
            supervisor.walk.flawless();
            assertThat(supervisor.page().innerText("#households")).isEqualTo("1");
            assertThat(supervisor.page().innerText("[data-doors]")).contains("001鄰行旅路1號", "001鄰行旅路3號");
            supervisor.walk.tabTo("enact");
            supervisor.walk.press("Enter");
            supervisor.walk.arrive("**/supervisor/renumberings?done=sent");
            assertThat(supervisor.walk.text()).contains("已送核定", "連民字第1150001號", "待其他主管核定");
            assertThat(household(home.no()).address().street()).isEqualTo("行旅路1號");
            proposal(supervisor);
            assertThat(supervisor.walk.text()).contains("須由另一位主管核定");
            assertThat(supervisor.page().locator("#decide").count()).isZero();

            people.household(QINGFAN, "行旅路1號二樓")
                    .head("新來", Sex.MALE, LocalDate.of(1973, 7, 1))
                    .found();
            another.walk.open("/supervisor/renumberings");
            another.walk.arrive("**/supervisor/renumberings");
            proposal(another);
            assertThat(another.page().innerText("#changed")).contains("擬案時 1 戶 1 人", "現在 2 戶 2 人");
            another.walk.tick("f-verdict");
            another.walk.press("ArrowDown", "Enter");
            another.assertBeside("reason");
            another.walk.flawless();
            another.walk.tabTo("f-verdict-SENT_BACK");
            another.walk.press("ArrowUp", "Enter");
            another.walk.arrive("**/supervisor/renumberings?done=enacted");
            assertThat(another.walk.text()).contains("已核定並登記");
            assertThat(household(home.no()).address().street()).isEqualTo("行旅路3號");

            police();

            supervisor.search("莒光鄉行旅路1號");
            supervisor.walk.see("#formerly");
            supervisor.walk.flawless();
            assertThat(supervisor.walk.text()).contains("依原住址查得", "行旅路3號");
            supervisor.page().locator("[data-result]").first().focus();
            supervisor.walk.press("Enter");
            supervisor.walk.arrive("**/counter/persons/*");
            assertThat(supervisor.walk.text()).contains("行旅路3號", "門牌整編", "連民字第1150001號");
            assertThat(supervisor.page().locator("#tell-1").count()).isZero();

            supervisor.walk.open("/supervisor/renumberings");
            supervisor.walk.arrive("**/supervisor/renumberings");
            supervisor.page().locator("[id^=act-]").first().focus();
            supervisor.walk.press("Enter");
            supervisor.walk.arrive("**/renumberings/*");
            assertThat(supervisor.page().innerText("#prepared-by")).isEqualTo("walk-supervisor-" + JUGUANG);
            supervisor.walk.tabTo("f-reason");
            supervisor.walk.press("Enter");
            supervisor.walk.see("#errors");
            supervisor.assertBeside("reason");
            supervisor.walk.fill("f-reason", "公告撤銷");
            supervisor.walk.press("Enter");
            supervisor.walk.see("#own");
            supervisor.walk.flawless();
            assertThat(supervisor.walk.text()).contains("擬撤銷此整編，事由：公告撤銷");
            assertThat(household(home.no()).address().street()).isEqualTo("行旅路3號");

            another.walk.open("/supervisor/renumberings");
            another.walk.arrive("**/supervisor/renumberings");
            another.page().locator("tr:has([data-takeback]) [id^=act-]").focus();
            another.walk.press("Enter");
            another.walk.arrive("**/renumberings/*");
            another.walk.flawless();
            another.walk.tick("f-verdict");
            another.walk.press("Enter");
            another.walk.see(".govuk-tag--red");
            another.walk.flawless();
            assertThat(household(home.no()).address().street()).isEqualTo("行旅路1號");
        }
    }

    /** Told of the doors and of nobody; there is no application, and so nobody's page to follow it on. */
    private void police() {
        try (Walk officer = officer("POLICE-" + JUGUANG)) {
            find(officer, "", "門牌整編");
            officer.fits("renumbering-officer");
            assertThat(officer.text())
                    .contains("門牌整編整批通報", "連民字第1150001號", "行旅路1號", "行旅路3號")
                    .doesNotContain("新來");
            assertThat(officer.page().locator(".bureau-change tbody tr").allInnerTexts())
                    .as("each door with what it was called and is called")
                    .hasSize(2)
                    .allMatch(door -> door.startsWith("門牌"))
                    .anyMatch(door -> door.contains("行旅路1號二樓") && door.contains("行旅路3號二樓"));
            assertThat(officer.page().innerText("dl.bureau-facts")).doesNotContain("行旅路", "案件編號");
            done(officer);
            assertThat(officer.text()).contains("已收下您的回復");
        }
    }

    private static void proposal(Clerk supervisor) {
        supervisor.page().locator("tr:has-text('行旅路') [id^=proposal-]").focus();
        supervisor.walk.press("Enter");
        supervisor.walk.arrive("**/renumberings/proposals/*");
    }
}
