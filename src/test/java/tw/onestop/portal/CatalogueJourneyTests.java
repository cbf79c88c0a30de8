package tw.onestop.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
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
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.joining.PaperDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;

/** A citizen looks up what needs no transcript and says who asked for one all the same; the ministry sees it and mends the catalogue. */
@ProductTest
class CatalogueJourneyTests {

    private static final StaffMember MINISTRY =
            new StaffMember("journey-catalogue", "戶政司承辦人", Set.of(Role.MINISTRY), null, null);

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    GrantDesk grants;

    @Autowired
    PaperDesk papers;

    @Autowired
    TestClock clock;

    @AfterEach
    void asBefore() {
        TestDatabase.asOwner().sql("delete from joining.paper_asked").update();
        TestDatabase.asOwner()
                .sql("delete from joining.business where source = '測試公告'")
                .update();
    }

    @Test
    void aCitizenFindsTheirBusinessAndTellsWhoAskedForPaper() {
        try (Walk walk = Walk.of(port)) {
            walk.open("/catalogue");
            walk.arrive("**/catalogue");
            phone(walk, "catalogue");
            walk.fill("q", "拋棄繼承");
            walk.press("Enter");
            walk.arrive("**/catalogue?q=*");
            assertThat(walk.page().innerText("#found")).contains("1");
            assertThat(walk.page().innerText("[data-item=CRT-01]")).contains("家事事件法", "§132", "親等關聯資料", "待核對");
            walk.page().locator("[data-item=CRT-01] a").focus();
            walk.press("Enter");
            walk.arrive("**/asked?item=CRT-01");
            phone(walk, "asked");
            assertThat(walk.page().inputValue("#business")).isEqualTo("CRT-01");
            walk.fill("purpose", "我的號碼是 A123456789");
            walk.press("Enter");
            walk.see("#purpose-error");
            walk.flawless();
            assertThat(walk.page().inputValue("#purpose")).contains("A123456789");
            walk.fill("purpose", "拋棄繼承時櫃檯要除戶謄本");
            walk.press("Enter");
            walk.arrive("**/asked?told=1");
            assertThat(walk.text()).contains("謝謝您");
            walk.open("/catalogue/laws");
            walk.flawless();
            phone(walk, "laws");
            assertThat(walk.text()).contains("/460", "/510", "修正前", "檢討中");
            walk.open("/catalogue/laws?lang=en");
            walk.flawless();
            assertThat(walk.text())
                    .contains("Laws under review", "Amended and in force")
                    .doesNotContain("''");
            walk.open("/catalogue");
            walk.flawless();
            assertThat(walk.text()).contains("Renunciation of an inheritance");
            walk.open("/catalogue?lang=zh-TW");
        }
        try (Walk ministry = Walk.of(MINISTRY, access, port)) {
            ministry.open("/ministry/papers");
            ministry.flawless();
            assertThat(ministry.page().innerText("[data-kind=COURT]")).contains("法院", "1", "尚無查詢權");
            assertThat(ministry.page().innerText("[data-item=CRT-01]")).contains("家事事件法 §132", "尚無查詢權");
            told();
            ministry.open("/ministry/papers");
            assertThat(ministry.page().innerText("[data-agency=HEALTH-09007010]"))
                    .contains("連江縣南竿鄉衛生所", "衛生機關", "有查詢權，一年內從未使用");
            assertThat(ministry.page().innerText("[data-kind=HEALTH]:has-text('沒有說是哪一個機關')"))
                    .contains("1 個有查詢權", "0 個一年內用過", "1 個有權未用");
            assertThat(ministry.page().innerText("[data-item=HLT-01]")).contains("1 個有查詢權");
            ministry.fits("papers");
            ministry.open("/ministry/papers?lang=en");
            ministry.flawless();
            assertThat(ministry.text())
                    .contains("Not used by 1", "Which agency was not said")
                    .doesNotContain("''");
            ministry.open("/ministry/papers?lang=zh-TW");
        } finally {
            grants.end(new AgencyCode("HEALTH-09007010"), "HEALTH-PAPERS", "test", Actor.rule("test"));
        }
    }

    /** Of a health centre that may look it up, of one that is not listed, and of one that was not named. */
    private void told() {
        LocalDate today = LocalDate.now(clock);
        grants.give(
                new Grant(
                        "HEALTH-PAPERS",
                        new AgencyCode("HEALTH-09007010"),
                        "新生兒預防接種催注",
                        "Vaccination of infants",
                        "傳染病防治法§27",
                        Set.of("name"),
                        5,
                        60,
                        today,
                        today.plusMonths(1),
                        null,
                        Set.of(),
                        Set.of("HLT-01")),
                Actor.rule("test"));
        for (String agency : List.of("南竿鄉衛生所", "某某衛生所", "")) {
            assertThat(papers.told(new PaperDesk.Asked("HEALTH", agency, "HLT-01", ""), "10.0.2.1"))
                    .isEmpty();
        }
    }

    @Test
    void theMinistryAddsAnItemAndIsToldWhatIsWrong() {
        LocalDate today = LocalDate.now(clock);
        try (Walk walk = Walk.of(MINISTRY, access, port)) {
            walk.open("/ministry/catalogue");
            walk.flawless();
            walk.tabTo("add-item");
            walk.press("Enter");
            walk.arrive("**/catalogue/item");
            walk.fill("code", "EDU-77");
            walk.fill("name", "測試補助");
            walk.press("Enter");
            walk.see("#nameEn-error");
            walk.flawless();
            assertThat(walk.page().inputValue("#name")).isEqualTo("測試補助");
            walk.tabTo("kind");
            walk.page().selectOption("#kind", "EDUCATION");
            walk.fill("nameEn", "Test aid");
            walk.fill("law", "測試法");
            walk.fill("article", "§7");
            walk.fill("lawOn", "110/1/20");
            walk.tick("fields");
            walk.fill("source", "測試公告");
            walk.fill("from", RocDate.slashed(today));
            walk.press("Enter");
            walk.arrive("**/ministry/catalogue?published=1");
            assertThat(walk.page().innerText("[data-item=EDU-77]")).contains("測試補助", "測試法 §7", "待核對");
            walk.open("/ministry/catalogue/law?code=L008");
            walk.flawless();
        }
    }

    private static void phone(Walk walk, String name) {
        walk.page().setViewportSize(390, 844);
        assertThat(walk.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("fits a phone: " + walk.page().url())
                .isEqualTo(true);
        walk.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/" + name + "-390.png")));
        walk.page().setViewportSize(1280, 900);
        walk.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/" + name + ".png")));
    }
}
