package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** The applicant is told once what is missing, comes back with it, and the clerk goes on where they were; by keyboard. */
class SupplementJourneyTests extends CounterJourney {

    @Test
    void whatIsMissingIsSaidOnceAndTheSittingIsTakenUpByItsNumber() {
        People.Home home = people.household(JIESHOU, "介壽路731號")
                .head("補小正", Sex.MALE, LocalDate.of(1979, 8, 7))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.NAME);
            clerk.answer("reason", 2);
            clerk.walk.fill("f-newName", "補大正");
            clerk.walk.see("#assessment .govuk-tag--red");
            clerk.walk.tabTo("supplement");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/supplement");
            assertThat(clerk.page().locator("input[name=missing]:checked").count())
                    .isEqualTo(clerk.page().locator("input[name=missing]").count())
                    .isGreaterThan(1);

            clerk.walk.fill("f-missing", "其他：印章");
            clerk.walk.fill("f-due", "115/2/30");
            clerk.walk.press("Enter");
            clerk.walk.see("#errors");
            clerk.walk.flawless();
            clerk.assertBeside("due");
            assertThat(clerk.page().inputValue("#f-missing")).isEqualTo("其他：印章");

            clerk.walk.fill("f-due", daysAgo(-7));
            clerk.walk.press("Enter");
            clerk.walk.see("[data-notice]");
            clerk.walk.flawless();
            assertThat(clerk.page().locator("[data-missing] li").allInnerTexts())
                    .contains("其他：印章")
                    .anyMatch(line -> line.startsWith("補小正："));
            String number = clerk.page().innerText("[data-number]");

            clerk.walk.open("/counter");
            clerk.walk.arrive("**/counter");
            clerk.walk.tabTo("waiting");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/supplements");
            assertThat(clerk.walk.text()).contains(number, "其他：印章");
            clerk.walk.type(number + "9");
            clerk.walk.press("Enter");
            clerk.walk.see("#number-error");
            clerk.walk.flawless();
            clerk.walk.fill("number", number);
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/forms/0");
            assertThat(clerk.page().inputValue("#f-newName")).isEqualTo("補大正");

            clerk.walk.tabTo("supplement");
            clerk.walk.press("Enter");
            clerk.walk.see("[data-notice]");
            assertThat(clerk.page().locator("#ask").count()).as("never twice").isZero();
            clerk.walk.tabTo("resume");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/forms/0");
            clerk.answer("criminalRecord", 0);
            clerk.papers("HOUSEHOLD_CERTIFICATE");
            clerk.toNotices();
            clerk.withoutNotices();
            clerk.conclude();
        }
        assertThat(person(home.id(0)).name()).isEqualTo("補大正");
    }
}
