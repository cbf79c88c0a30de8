package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Forms;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** What a sitting can hold, what can be added to it later, and what happens when somebody else was faster. */
class SittingJourneysTests extends CounterJourney {

    private static final Actor COLLEAGUE = Actor.staff("colleague", new OfficeCode(Clerk.NANGAN));

    @Test
    void oneSittingHoldsSeveralRegistrationsOfSeveralPeople() {
        People.Home home = people.household(JIESHOU, "介壽路171號")
                .head("方建國", Sex.MALE, LocalDate.of(1976, 1, 2))
                .spouse("石麗華", Sex.FEMALE, LocalDate.of(1977, 3, 4))
                .found();
        People.Home other = people.household(JIESHOU, "介壽路172號")
                .head("方建民", Sex.MALE, LocalDate.of(1979, 5, 6))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.ADDR);
            move(clerk, "復興路171號");
            addNameChange(clerk, "石麗樺");
            clerk.find(other.numbers().getFirst().value());
            clerk.pick("sitting", 1);
            clerk.begin(RegistrationKind.NAME);
            rename(clerk, "方健民");
            clerk.toNotices();
            clerk.walk.tick(
                    "c-LTAX/ADDRESS/" + home.id(0).value(),
                    "c-NHIA/NAME/" + home.id(1).value(),
                    "c-NHIA/NAME/" + other.id(0).value());
            clerk.agree();
            clerk.conclude();
            assertThat(clerk.page().locator(".counter-annotation").count()).isEqualTo(3);
        }
        assertThat(person(home.id(1)).name()).isEqualTo("石麗樺");
        assertThat(person(home.id(1)).address().street()).isEqualTo("復興路171號");
        assertThat(person(other.id(0)).name()).isEqualTo("方健民");
    }

    private void move(Clerk clerk, String street) {
        clerk.walk.type(RocDate.compact(LocalDate.now(clock)));
        clerk.answer("mode", 0);
        clerk.walk.fill("f-address.neighbourhood", "5");
        clerk.walk.fill("f-address.street", street);
        clerk.papers("HOUSEHOLD_CERTIFICATE", "HOUSE_TAX_BILL");
        clerk.walk.fill("f-applicant.phone", "0836-22101");
        // What was assessed meanwhile may have been half of the number.
        clerk.walk.press("Tab", "Shift+Tab");
        clerk.walk.see("#assessment .govuk-tag--green");
    }

    /** From the list beside the form: the second member, a change of name. */
    private static void addNameChange(Clerk clerk, String newName) {
        clerk.pick("add-person", 1);
        clerk.pick("add-kind", 2);
        clerk.walk.press("Tab", "Enter");
        clerk.walk.arrive("**/forms/1");
        rename(clerk, newName);
        clerk.walk.see("#assessment .govuk-tag--green");
    }

    private static void rename(Clerk clerk, String newName) {
        clerk.answer("reason", 2);
        clerk.walk.fill("f-newName", newName);
        clerk.answer("criminalRecord", 0);
        clerk.papers("HOUSEHOLD_CERTIFICATE");
    }

    @Test
    void whatWasTypedIsKeptWhicheverWayAPageIsLeft() {
        People.Home home = people.household(JIESHOU, "介壽路175號")
                .head("尤麗花", Sex.FEMALE, LocalDate.of(1971, 3, 8))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.ADDR);
            move(clerk, "復興路1號");
            clerk.walk.fill("f-address.street", "復興路175號");
            step(clerk, 2, "notices");
            clerk.walk.tick("c-NTAX/ADDRESS/" + home.id(0).value());
            clerk.walk.fill("f-phone", "0836-22175");
            step(clerk, 1, "forms/0");
            keeps(clerk, "f-address.street", "復興路175號");
            step(clerk, 2, "notices");
            keeps(clerk, "f-phone", "0836-22175");
            assertThat(clerk.page()
                            .isChecked("[id='c-NTAX/ADDRESS/%d']"
                                    .formatted(home.id(0).value())))
                    .isTrue();
        }
    }

    /** By a link above the page, which sends nothing off. */
    private static void step(Clerk clerk, int nth, String page) {
        clerk.page().click(".counter-steps li:nth-child(%d) a".formatted(nth));
        clerk.walk.arrive("**/" + page);
    }

    /** What was typed on the page that was left may arrive a moment after this one. */
    private static void keeps(Clerk clerk, String id, String typed) {
        String box = "[id='%s']".formatted(id);
        for (int i = 0; i < 50 && !clerk.page().inputValue(box).equals(typed); i++) {
            clerk.page().waitForTimeout(100);
            clerk.page().reload();
        }
        assertThat(clerk.page().inputValue(box)).isEqualTo(typed);
    }

    @Test
    void whatThePageSentByItselfAndComesLateIsNotPutOverWhatWasSentOff() {
        People.Home home = people.household(JIESHOU, "介壽路176號")
                .head("尤麗花", Sex.FEMALE, LocalDate.of(1971, 3, 8))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.ADDR);
            String before = (String) clerk.page().evaluate("new URLSearchParams(new FormData(sheet)).toString()");
            String url = clerk.page().getAttribute("#sheet", "hx-post");
            move(clerk, "復興路176號");
            clerk.toNotices();
            assertThat(clerk.page().inputValue("#f-phone")).isEqualTo("0912345678");

            Object status = clerk.page()
                    .evaluate(
                            "([url, body]) => fetch(url, {method: 'POST', body: new URLSearchParams(body)}).then(r => r.status)",
                            List.of(url, before));

            assertThat(status).isEqualTo(200);
            clerk.page().reload();
            assertThat(clerk.page().inputValue("#f-phone")).isEqualTo("0912345678");
        }
    }

    @Test
    void noticesAreFiledLaterAtAnotherOffice() {
        People.Home home = people.household(JIESHOU, "介壽路173號")
                .head("呂春嬌", Sex.FEMALE, LocalDate.of(1988, 8, 8))
                .found();
        registry.record(
                List.of(Forms.addressChange(
                                home.person(0), RocDate.compact(LocalDate.now(clock)), "09007010002", "復興路173號")
                        .form()),
                Map.of(),
                COLLEAGUE);
        try (Clerk clerk = Clerk.of(Clerk.BANQIAO, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.walk.tabTo("tell-1");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/notices");
            clerk.walk.tick("c-NTAX/ADDRESS/" + home.id(0).value());
            clerk.walk.fill("f-phone", "0911222333");
            clerk.agree();
            clerk.conclude();
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/receipts/**");
            assertThat(clerk.walk.text()).contains("呂○嬌", "財政部國稅局");
        }
    }

    @Test
    void whoWasOvertakenIsToldWhatChangedAndKeepsWhatWasTyped() {
        People.Home home = people.household(JIESHOU, "介壽路174號")
                .head("丁大同", Sex.MALE, LocalDate.of(1969, 9, 9))
                .spouse("賴美雲", Sex.FEMALE, LocalDate.of(1970, 7, 7))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.ADDR);
            move(clerk, "復興路174號");
            registry.record(List.of(Forms.nameChange(home.person(1), "賴美芸").form()), Map.of(), COLLEAGUE);
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/notices");
            clerk.withoutNotices();
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/conclude");
            assertThat(clerk.walk.text()).contains("剛剛有人異動", "姓名變更", "連江縣南竿鄉戶政事務所", "colleague");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/forms/0");
            assertThat(clerk.page().inputValue("[id='f-address.street']")).isEqualTo("復興路174號");
            clerk.toNotices();
            clerk.withoutNotices();
            clerk.conclude();
        }
        assertThat(person(home.id(1)).name()).isEqualTo("賴美芸");
        assertThat(person(home.id(1)).address().street()).isEqualTo("復興路174號");
    }
}
