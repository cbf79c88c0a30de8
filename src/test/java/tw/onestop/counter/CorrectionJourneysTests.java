package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** What was registered is set right or taken back, in a real browser and by keyboard. */
class CorrectionJourneysTests extends CounterJourney {

    @Test
    void aRegistrationIsRevokedFromTheListAndIsShownAsRevoked() {
        People.Home home = alone("江水明", "介壽路174號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.BIRTHPLACE);
            clerk.walk.fill("f-birthPlace", "花蓮縣");
            clerk.papers();
            clerk.toNotices();
            clerk.withoutNotices();
            clerk.conclude();
            clerk.find(home.numbers().getFirst().value());
            clerk.walk.tabTo("revoke-1");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/forms/*");
            clerk.answer("revokeGround", 0);
            clerk.answer("revokeBy", 2);
            clerk.walk.fill("f-eventDate", daysAgo(0));
            clerk.answer("litigation", 1);
            clerk.walk.tick("f-evidence-ORIGINAL_DOCUMENT");
            clerk.walk.fill("f-applicant.phone", "0912345678");
            clerk.walk.press("Enter");
            clerk.walk.see("#errors");
            clerk.assertBeside("litigation");
            clerk.walk.tabTo("f-litigation-PENDING");
            clerk.walk.press("ArrowUp");
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("出生地登記因自始不存在");
            clerk.conclude();
            clerk.find(home.numbers().getFirst().value());
            assertThat(clerk.page().innerText(".counter-timeline")).contains("撤銷", "已於");
        }
        assertThat(person(home.id(0)).birthPlace()).isEqualTo("連江縣");
    }

    @Test
    void aMisspeltNameIsSetRight() {
        People.Home home = alone("江曉明", "介壽路175號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.CORRECT);
            clerk.answer("correctItem", 0);
            clerk.walk.fill("f-rightName", "江小明");
            clerk.answer("proofKind", 7);
            clerk.walk.fill("f-proofDate", daysAgo(10));
            clerk.answer("litigation", 0);
            clerk.walk.tick("f-evidence-ORIGINAL_DOCUMENT");
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("原登記姓名江曉明因戶政事務所作業錯誤更正為江小明");
            clerk.conclude();
            clerk.walk.tabTo(clerk.page().locator("[id^=letters-]").getAttribute("id"));
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/letters");
            assertThat(clerk.page().locator(".counter-letter").count()).isEqualTo(1);
            assertThat(clerk.page().innerText(".counter-letter")).contains("介壽路175號", "江小明 君", "更正為江小明", "第 46 條");
        }
        assertThat(person(home.id(0)).name()).isEqualTo("江小明");
    }

    @Test
    void theDayOfAMoveIsSetRight() {
        People.Home home = alone("江定國", "介壽路176號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.ADDR);
            clerk.walk.type(daysAgo(2));
            clerk.answer("mode", 0);
            clerk.address("南竿鄉復興", "2", "復興路176號");
            clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
            clerk.toNotices();
            clerk.withoutNotices();
            clerk.conclude();
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.CORRECT);
            clerk.answer("correctItem", 7);
            clerk.pick("f-wrongRegistration", 1);
            clerk.walk.fill("f-rightEventDate", daysAgo(9));
            clerk.answer("proofKind", 7);
            clerk.walk.fill("f-proofDate", daysAgo(10));
            clerk.answer("litigation", 0);
            clerk.walk.tick("f-evidence-ORIGINAL_DOCUMENT");
            clerk.walk.flawless();
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("原登記住址變更登記發生日期", "因戶政事務所作業錯誤更正為");
            clerk.conclude();
        }
        assertThat(registry.person(home.id(0), AsOf.on(today().minusDays(9)), People.clerk(JIESHOU))
                        .orElseThrow()
                        .address()
                        .full())
                .contains("復興路176號");
    }

    private People.Home alone(String name, String street) {
        return people.household(JIESHOU, street)
                .head(name, Sex.MALE, LocalDate.of(1994, 4, 5))
                .found();
    }
}
