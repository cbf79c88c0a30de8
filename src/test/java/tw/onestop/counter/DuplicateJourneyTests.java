package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** A supervisor compares two entries side by side and says what was found, by keyboard. */
class DuplicateJourneyTests extends CounterJourney {

    /** 連江縣莒光鄉青帆村, where few live. */
    private static final String QINGFAN = "09007030001";

    private static final String JUGUANG = "09007030";
    private static final LocalDate BORN = LocalDate.of(1949, 9, 9);

    private People.Home entered(String street) {
        return people.household(QINGFAN, street).head("重覆𠮷", Sex.MALE, BORN).found();
    }

    @Test
    void aPairIsComparedAndWhatIsMissingIsSaidBesideItsField() {
        People.Home one = entered("介壽路701號");
        People.Home other = entered("介壽路702號");
        String pair = "%d-%d".formatted(one.id(0).value(), other.id(0).value());
        try (Clerk supervisor = Clerk.supervisor(JUGUANG, access, port)) {
            supervisor.walk.open("/supervisor");
            supervisor.walk.arrive("**/supervisor/duplicates");
            supervisor.walk.tabTo("pair-" + pair);
            supervisor.walk.press("Enter");
            supervisor.walk.arrive("**/supervisor/duplicates/*/*");
            assertThat(supervisor.walk.text())
                    .contains("姓名與出生日期相同", "U+20BB7", "介壽路701號", "介壽路702號")
                    .contains(
                            one.numbers().getFirst().value(),
                            other.numbers().getFirst().value());

            supervisor.walk.tick("f-verdict");
            supervisor.walk.press("ArrowDown");
            supervisor.walk.fill("f-reason", "相片相同");
            supervisor.walk.press("Enter");
            supervisor.walk.see("#errors");
            supervisor.walk.flawless();
            supervisor.assertBeside("settledBy");
            assertThat(supervisor.page().inputValue("#f-reason")).isEqualTo("相片相同");

            supervisor.walk.fill("f-settledBy", "南竿鄉戶政事務所辦理撤銷登記");
            supervisor.walk.press("Enter");
            supervisor.walk.arrive("**/supervisor/duplicates");
            assertThat(supervisor.walk.text()).contains("同一人，由南竿鄉戶政事務所辦理撤銷登記處理");

            supervisor.walk.tabTo("pair-" + pair);
            supervisor.walk.press("Enter");
            supervisor.walk.arrive("**/supervisor/duplicates/*/*");
            assertThat(supervisor.walk.text()).contains("相片相同", "walk-supervisor-" + JUGUANG);
            supervisor.walk.tick("f-verdict");
            supervisor.walk.fill("f-reason", "指紋不同");
            supervisor.walk.press("Enter");
            supervisor.walk.arrive("**/supervisor/duplicates");
            assertThat(supervisor.page().locator("#pair-" + pair).count()).isZero();
        }
    }
}
