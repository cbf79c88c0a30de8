package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tw.onestop.Walk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** Protective marks in a real browser and by keyboard: placed by a clerk, felt by who is barred, lifted by a supervisor. */
class MarkJourneysTests extends CounterJourney {

    private People.Home alone(String name, Sex sex, String street) {
        return people.household(JIESHOU, street)
                .head(name, sex, LocalDate.of(1986, 6, 6))
                .found();
    }

    /** With an account of its own: whom it serves is kept with its session, which others must not share. */
    private Walk member(String name, Role role, String office) {
        return Walk.of(
                new StaffMember("walk-marks-" + name, "林志明", Set.of(role), new OfficeCode(office), null), access, port);
    }

    private static void place(Walk clerk, People.Home her, String reference, String barred) {
        clerk.open("/counter/persons/" + her.id(0).value());
        clerk.tabTo("mark");
        clerk.press("Enter");
        clerk.arrive("**/mark");
        clerk.press("Space");
        clerk.fill("m-reference", reference);
        clerk.fill("m-barred", barred);
        clerk.press("Enter");
    }

    private static void serve(Walk clerk, String number) {
        clerk.open("/counter");
        clerk.fill("visitor", number);
        clerk.press("Enter");
    }

    @Test
    void aClerkPlacesAMarkElsewhereAndWhoIsBarredFindsNobodyUntilASupervisorLiftsIt() {
        People.Home her = alone("白雪", Sex.FEMALE, "介壽路801之1號");
        People.Home him = alone("黑森", Sex.MALE, "介壽路801之2號");
        String hers = her.numbers().getFirst().value();
        String his = him.numbers().getFirst().value();
        try (Walk clerk = member("elsewhere", Role.CLERK, Clerk.BANQIAO)) {
            place(clerk, her, "115年度家護字第12號", "A123456788");
            clerk.see("#errors");
            clerk.flawless();
            assertThat(clerk.page().locator("#m-barred-error").isVisible()).isTrue();
            assertThat(clerk.page().inputValue("#m-reference")).isEqualTo("115年度家護字第12號");
            clerk.fill("m-barred", his);
            clerk.press("Enter");
            clerk.see("#placed");
            clerk.flawless();
            assertThat(clerk.page().locator("#marks").count()).isZero();
            assertThat(clerk.text()).doesNotContain(his);
        }
        try (Walk clerk = member("counter", Role.CLERK, Clerk.NANGAN)) {
            serve(clerk, "A123456788");
            clerk.see("#visitor-error");
            clerk.flawless();
            assertThat(clerk.page().inputValue("#visitor")).isEqualTo("A123456788");
            serve(clerk, his);
            clerk.see(".house-visitors");
            clerk.flawless();
            search(clerk, hers);
            clerk.see("text=查無資料");
            clerk.backTo("visitors-end");
            clerk.press("Enter");
            clerk.arrive("**/counter");
            assertThat(clerk.page().locator(".house-visitors").count()).isZero();
            search(clerk, hers);
            clerk.arrive("**/counter/persons/*");
            assertThat(clerk.text()).contains("白雪");
        }
        try (Walk supervisor = member("supervisor", Role.SUPERVISOR, Clerk.NANGAN)) {
            supervisor.open("/counter/persons/" + her.id(0).value() + "/mark");
            supervisor.backTo("marks");
            supervisor.press("Enter");
            supervisor.arrive("**/counter/marks/*");
            assertThat(supervisor.text()).contains("115年度家護字第12號", his, "有效");
            String mark = supervisor.page().locator("[name=mark]").inputValue();
            supervisor.tabTo("lift-" + mark);
            supervisor.press("Enter");
            supervisor.see("#errors");
            supervisor.flawless();
            supervisor.fill("m-reason-" + mark, "保護令撤銷");
            supervisor.press("Enter");
            supervisor.see("text=已註銷");
            supervisor.flawless();
            assertThat(supervisor.text()).contains("保護令撤銷");
        }
    }

    @Test
    void whatIsAnsweredOfSomebodyHiddenIsByteForByteWhatIsAnsweredOfSomebodyUnknown() {
        People.Home her = alone("白雲", Sex.FEMALE, "介壽路802之1號");
        People.Home him = alone("黑木", Sex.MALE, "介壽路802之2號");
        NationalId unborne = People.nextId(Sex.FEMALE);
        try (Walk clerk = member("bytes", Role.CLERK, Clerk.NANGAN)) {
            place(clerk, her, "字第1號", him.numbers().getFirst().value());
            clerk.see("#placed");
            serve(clerk, him.numbers().getFirst().value());
            clerk.see(".house-visitors");
            long hidden = her.id(0).value();
            for (String page : new String[] {"", "/kin", "/mark"}) {
                assertThat(answer(clerk, "/counter/persons/" + hidden + page, hidden))
                        .as(page)
                        .startsWith("404")
                        .isEqualTo(answer(clerk, "/counter/persons/999999999" + page, 999999999));
            }
            assertThat(answer(clerk, "/counter/persons/" + him.id(0).value(), 0))
                    .startsWith("200");
            String known = her.numbers().getFirst().value();
            assertThat(found(clerk, known))
                    .contains("查無資料")
                    .isEqualTo(found(clerk, unborne.value()).replace(unborne.value(), known));
            String household = her.no().value();
            assertThat(found(clerk, household))
                    .contains("查無資料")
                    .isEqualTo(found(clerk, "Y9999998").replace("Y9999998", household));
        }
    }

    private static void search(Walk clerk, String typed) {
        clerk.open("/counter");
        clerk.page().waitForSelector("#q:focus");
        clerk.type(typed);
        clerk.press("Enter");
    }

    /** Status and text, without what differs from one request to the next. */
    private static String answer(Walk clerk, String path, long id) {
        return tidy(
                clerk.page()
                        .request()
                        .get(address(clerk, path), RequestOptions.create().setHeader("Accept", "text/html")),
                String.valueOf(id));
    }

    private static String found(Walk clerk, String typed) {
        clerk.open("/counter");
        return tidy(
                clerk.page()
                        .request()
                        .post(
                                address(clerk, "/counter/search"),
                                RequestOptions.create()
                                        .setForm(FormData.create()
                                                .set("q", typed)
                                                .set(
                                                        "_csrf",
                                                        clerk.page()
                                                                .locator("[name=_csrf]")
                                                                .first()
                                                                .inputValue()))),
                "-");
    }

    private static String tidy(APIResponse answer, String id) {
        return answer.status()
                + " "
                + answer.text()
                        .replaceAll("(id=\"reference\">)[^<]*", "$1")
                        .replaceAll("(name=\"_csrf\" value=\")[^\"]*", "$1")
                        .replaceAll("(<meta name=\"csrf\"[^>]* content=\")[^\"]*", "$1")
                        .replace("/" + id, "/…");
    }

    private static String address(Walk clerk, String path) {
        return clerk.page().url().replaceAll("(http://[^/]+).*", "$1") + path;
    }
}
