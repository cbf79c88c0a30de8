package tw.onestop.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.Walk;
import tw.onestop.statistics.Republished;
import tw.onestop.statistics.StatisticsDesk.Carried;

/** Somebody reads by keyboard what the services of a year saved, of the nation, of a county and of agencies. */
@ProductTest
class StatisticsJourneyTests {

    @LocalServerPort
    int port;

    @Autowired
    Republished articles;

    @BeforeEach
    void theArticlesCasesWereRecorded() throws IOException {
        articles.record();
    }

    @AfterEach
    void asBefore() {
        articles.takeAway();
    }

    @Test
    void figuresOfAYearAreFoundAndUnderstood() {
        try (Walk walk = Walk.of(port)) {
            walk.open("/");
            walk.flawless();
            walk.fits("home");
            assertThat(walk.page().innerText("ul[aria-labelledby=more]")).contains("誰查過我的資料", "服務統計");
            assertThat(walk.page().innerText("ul[aria-labelledby=staff]"))
                    .contains("登入戶政櫃檯")
                    .doesNotContain("我的資料");
            walk.tabTo("to-statistics");
            walk.press("Enter");
            walk.arrive("**/statistics");
            walk.tabTo("year");
            walk.page().selectOption("#year", "2017");
            walk.tabTo("show");
            walk.press("Enter");
            walk.arrive("**/statistics?year=2017");
            walk.fits("statistics");
            assertThat(walk.page().innerText("#sum-cases")).contains("21,069,920");
            assertThat(walk.text()).contains("民國106年", "9,227,258.5", "1,053,496,000", "待核對");
            assertThat(walk.page().locator("svg.statistics-chart").count()).isEqualTo(2);
            Object ours = inkOfTheChart(walk);
            walk.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            assertThat(inkOfTheChart(walk)).isNotEqualTo(ours);
            walk.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
            walk.tabTo("to-areas");
            walk.press("Enter");
            walk.arrive("**/statistics/areas?year=2017");
            walk.tabTo("county");
            walk.page().selectOption("#county", "09007");
            walk.tabTo("show");
            walk.press("Enter");
            walk.arrive("**/statistics/areas?year=2017&county=09007");
            walk.fits("statistics-areas");
            assertThat(walk.page().innerText("[data-office='09007010']")).contains("南竿");
            walk.open("/statistics/agencies?year=2017");
            walk.flawless();
            walk.fits("statistics-agencies");
            assertThat(walk.page().innerText("[data-agency=NTAX]")).contains("18,454,517");
            walk.open("/statistics/open?year=2017");
            walk.flawless();
            walk.fits("statistics-open");
            walk.open("/statistics?year=2017&lang=en");
            walk.flawless();
            walk.fits("statistics-en");
            assertThat(walk.text())
                    .contains("Figures of 2017", "Changes told to other agencies", "not verified")
                    .doesNotContain("''");
            walk.open("/statistics/areas?year=2017");
            walk.flawless();
            walk.open("/statistics/open?year=2017&lang=zh-TW");
        }
    }

    private static Object inkOfTheChart(Walk walk) {
        return walk.page().evaluate("getComputedStyle(document.querySelector('.statistics-label')).fill");
    }

    @Test
    void aRenamedCountyMonthsWithoutDataAndSmallFiguresAreUnderstood() {
        articles.record(List.of(
                figure("change", "68000010", "TAIPOWER", 4, 60),
                figure("life-policy", "68000010", "LIA", 4, 2),
                figure("change", "09007010", "TAIPOWER", 6, 30),
                figure("life-policy", "09007010", "LIA", 6, 40),
                figure("e-transcript", "65000010", "LAND", 6, 50)));
        try (Walk walk = Walk.of(port)) {
            walk.open("/statistics?year=2014");
            assertThat(walk.page().innerText("[data-month='3']")).contains("沒有資料");
            assertThat(walk.page().innerText("[data-month='4']")).contains("62").doesNotContain("沒有資料");
            assertThat(walk.page().innerText("[data-services] [data-service=e-transcript]"))
                    .contains("本系統尚未登錄此項", "50");
            assertThat(walk.page().innerText("[data-services] [data-service=change]"))
                    .doesNotContain("尚未登錄");
            assertThat(walk.page().innerText("main")).contains("測試所設");
            walk.flawless();
            walk.fits("statistics-few");
            walk.open("/statistics/areas?year=2014&county=68000");
            assertThat(walk.text()).contains("桃園市", "（年初為桃園縣）", "＊");
            walk.flawless();
            walk.fits("statistics-areas-few");
            walk.open("/statistics/agencies?year=2014");
            assertThat(walk.page().innerText("[data-agency=TAIPOWER]")).contains("90");
            walk.flawless();
        }
    }

    private static Carried figure(String service, String office, String agency, int month, long cases) {
        return new Carried(service, office, agency, LocalDate.of(2014, month, 30), cases, "測試所設");
    }

    @Test
    void whatIsNoYearAndNoCountyIsSaidAndAYearWithoutDataSaysSo() {
        try (Walk walk = Walk.of(port)) {
            walk.open("/statistics?year=abc");
            walk.see("#year-error");
            walk.flawless();
            assertThat(walk.page().inputValue("#year")).isEqualTo("abc");
            walk.fill("year", "60");
            walk.press("Enter");
            walk.arrive("**/statistics?year=60");
            assertThat(walk.page().innerText("#none")).contains("沒有資料");
            assertThat(walk.page().innerText("[data-month='1']")).contains("沒有資料");
            walk.open("/statistics/areas?year=2017&county=99999");
            walk.see("#county-error");
            walk.flawless();
            assertThat(walk.page().innerText("#county-error")).contains("99999");
        }
    }
}
