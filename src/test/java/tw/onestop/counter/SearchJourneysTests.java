package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** Whatever the citizen hands over, the one box finds them. */
@ProductTest
class SearchJourneysTests {

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    People people;

    @Test
    void oneBoxTakesNumbersNamesHouseholdsAndAddresses() {
        People.Home home = people.household("09007010003", "福沃路二段161號之3")
                .head("臺𠀝宏", Sex.MALE, LocalDate.of(1971, 5, 6))
                .spouse("溫羣英", Sex.FEMALE, LocalDate.of(1973, 7, 8))
                .found();
        String head = "**/counter/persons/" + home.id(0).value();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.search(home.numbers().getFirst().value().toLowerCase(java.util.Locale.ROOT));
            clerk.walk.arrive(head);
            clerk.search("台𠀝宏");
            clerk.walk.arrive(head);
            clerk.search("臺");
            clerk.walk.arrive("**/counter/search");
            assertThat(clerk.walk.text()).contains("只以姓名查詢時至少兩字");
            clerk.walk.fill("birthDate", "0600506");
            clerk.walk.press("Enter");
            clerk.walk.arrive(head);
            for (String typed : new String[] {home.no().value(), "南竿鄉福沃村福沃路2段161-3號", "福沃路二段161號之3"}) {
                clerk.search(typed);
                clerk.walk.arrive(head);
                assertThat(clerk.page().locator(".counter-name").allInnerTexts())
                        .containsExactly("臺𠀝宏", "溫羣英");
            }
        }
    }

    @Test
    void aRomanisationIsTypedBesideTheNameAndFoundWithoutItsTones() {
        people.household("09007010003", "福沃路9號")
                .head("尤𠮷", Sex.MALE, LocalDate.of(1971, 5, 6))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find("尤𠮷");
            assertThat(clerk.walk.text()).contains("U+20BB7");
            clerk.begin(RegistrationKind.NAME);
            assertThat(clerk.page().locator("[id='f-newName']").isVisible()).isTrue();
            clerk.answer("reason", 9);
            assertThat(clerk.page().locator("[id='f-newName']").isVisible())
                    .as("the name stays")
                    .isFalse();
            clerk.walk.fill("f-romanisedName", "尤");
            clerk.papers("HOUSEHOLD_CERTIFICATE");
            clerk.walk.fill("f-applicant.phone", "0912345678");
            clerk.walk.press("Enter");
            clerk.walk.see("#errors");
            clerk.walk.flawless();
            clerk.assertBeside("romanisedName");
            clerk.walk.fill("f-romanisedName", "Yóu Jí-lè");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/notices");
            clerk.withoutNotices();
            clerk.conclude();
            clerk.find("you jile");
            assertThat(clerk.walk.text()).contains("尤𠮷", "Yóu Jí-lè");
        }
    }

    @Test
    void whoIsNotFoundOrTypedWrongIsToldSoAndLosesNothing() {
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.search("A123456788");
            clerk.walk.arrive("**/counter/search");
            assertThat(clerk.page().innerText("#q-error")).contains("統一編號錯誤");
            assertThat(clerk.page().inputValue("#q")).isEqualTo("A123456788");
            clerk.search("查無此人也");
            clerk.walk.arrive("**/counter/search");
            assertThat(clerk.walk.text()).contains("查無資料");
            assertThat(clerk.walk.focused()).isEqualTo("q");
        }
    }
}
