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
