package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** With every transcript the clerk asks which agency wanted it; what names a person is not taken, and a blank holds up nobody. */
class AskedForJourneyTests extends CounterJourney {

    @AfterEach
    void asBefore() {
        TestDatabase.asOwner().sql("delete from joining.paper_asked").update();
    }

    @Test
    void theAgencyThatWantedTheTranscriptIsNoted() {
        People.Home home = people.household(JIESHOU, "介壽路189號")
                .head("傅問用", Sex.MALE, LocalDate.of(1980, 4, 5))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.walk.tabTo("transcript");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/transcript");
            clerk.walk.tabTo("kind");
            clerk.page().selectOption("#kind", "LAND");
            clerk.walk.tabTo("business");
            clerk.page().selectOption("#business", "LAND-02");
            clerk.walk.fill("purpose", "王先生 A123456789");
            clerk.walk.tabTo("issue");
            clerk.walk.press("Enter");
            clerk.walk.see("#purpose-error");
            clerk.walk.flawless();
            assertThat(clerk.page().inputValue("#business")).isEqualTo("LAND-02");
            clerk.page()
                    .screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                            .setPath(Path.of("target/transcript-asked.png"))
                            .setFullPage(true));
            clerk.walk.fill("purpose", "");
            clerk.walk.tabTo("issue");
            clerk.walk.press("Enter");
            clerk.walk.see("#print");
            assertThat(TestDatabase.asOwner()
                            .sql(
                                    "select told_by || ' ' || kind || ' ' || business || ' ' || office from joining.paper_asked")
                            .query(String.class)
                            .list())
                    .containsExactly("COUNTER LAND LAND-02 " + Clerk.NANGAN);
        }
    }
}
