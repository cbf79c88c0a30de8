package tw.onestop.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.Walk;
import tw.onestop.statistics.Republished;

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
