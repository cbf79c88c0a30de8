package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** A supervisor renumbers the doors of a street, by keyboard: wrong lines, preview, enactment, the former door, and back. */
class RenumberingJourneyTests extends CounterJourney {

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
        try (Clerk supervisor = Clerk.supervisor(JUGUANG, access, port)) {
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
            supervisor.walk.arrive("**/renumberings/*?done=1");
            assertThat(supervisor.walk.text()).contains("已登記 1 戶", "連民字第1150001號");
            assertThat(household(home.no()).address().street()).isEqualTo("行旅路3號");

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
            supervisor.walk.tabTo("f-reason");
            supervisor.walk.press("Enter");
            supervisor.walk.see("#errors");
            supervisor.assertBeside("reason");
            supervisor.walk.fill("f-reason", "公告撤銷");
            supervisor.walk.press("Enter");
            supervisor.walk.see(".govuk-tag--red");
            supervisor.walk.flawless();
            assertThat(household(home.no()).address().street()).isEqualTo("行旅路1號");
        }
    }
}
