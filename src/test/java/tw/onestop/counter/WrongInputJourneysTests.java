package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** Each wrong input has its own sentence beside its field, and nothing typed is lost, with scripts and without. */
@ProductTest
class WrongInputJourneysTests {

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    /**
     * A form filled in wrongly.
     *
     * @param typed what is typed into which field, from the top of the page to its end
     * @param wrong the fields that have to say so
     */
    record Wrong(RegistrationKind kind, Map<String, String> typed, List<String> wrong) {

        @Override
        public String toString() {
            return kind.name();
        }
    }

    static Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong(
                        RegistrationKind.ADDR,
                        typed(
                                "eventDate", "115/13/40",
                                "address.villageCode", "不存在村",
                                "address.neighbourhood", "零",
                                "address.street", "沒有門牌",
                                "joinHousehold", "ABC",
                                "applicant.nationalId", "A123456788",
                                "applicant.name", "陳大",
                                "applicant.phone", "電話"),
                        List.of(
                                "eventDate",
                                "mode",
                                "address.villageCode",
                                "address.neighbourhood",
                                "address.street",
                                "joinHousehold",
                                "evidence",
                                "applicant.nationalId",
                                "applicant.phone")),
                new Wrong(
                        RegistrationKind.MOVE_IN,
                        typed(
                                "eventDate", "0001331",
                                "address.neighbourhood", "2",
                                "applicant.name", "別人",
                                "mandate.agentName", "代理人",
                                "mandate.date", "昨天"),
                        List.of(
                                "eventDate",
                                "mode",
                                "address.villageCode",
                                "address.street",
                                "evidence",
                                "applicant.name",
                                "mandate.agentNationalId",
                                "mandate.date")),
                new Wrong(
                        RegistrationKind.NAME,
                        typed("eventDate", "明天", "newName", "林 A"),
                        List.of("eventDate", "reason", "newName", "criminalRecord", "evidence")),
                new Wrong(
                        RegistrationKind.BIRTH_DATE,
                        typed("newBirthDate", "0990230", "proofDate", "x"),
                        List.of("newBirthDate", "proofKind", "proofDate", "firstRegistrationDate", "evidence")),
                new Wrong(
                        RegistrationKind.DEATH,
                        typed("eventDate", "2999-01-01", "applicant.nationalId", "B1", "applicant.phone", "1"),
                        List.of(
                                "eventDate",
                                "idCardReturned",
                                "newHead",
                                "evidence",
                                "applicant.nationalId",
                                "applicant.name",
                                "applicant.phone")));
    }

    private static Map<String, String> typed(String... pairs) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            typed.put(pairs[i], pairs[i + 1]);
        }
        return typed;
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void byKeyboard(Wrong form) {
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(aHome().numbers().getFirst().value());
            clerk.begin(form.kind());
            form.typed().forEach((field, text) -> {
                if (field.equals("mandate.agentName")) {
                    clerk.walk.tick("f-mandate");
                }
                clerk.walk.fill("f-" + field, text);
            });
            clerk.walk.press("Enter");
            clerk.walk.see("#errors");
            clerk.walk.flawless();
            assertThat(clerk.walk.focused()).isEqualTo("errors");
            clerk.assertBeside(form.wrong().toArray(String[]::new));
            assertKept(clerk, form);
        }
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void withoutScripts(Wrong form) {
        try (Clerk clerk = Clerk.withoutScripts(Clerk.NANGAN, access, port)) {
            clerk.walk.open("/counter");
            clerk.page().fill("#q", aHome().numbers().getFirst().value());
            clerk.page().press("#q", "Enter");
            clerk.page().click("button[value=" + form.kind() + "]");
            String address = clerk.page().url();
            if (form.typed().containsKey("mandate.date")) {
                clerk.page().click("#f-mandate");
            }
            form.typed().forEach((field, text) -> field(clerk, field).fill(text));
            clerk.page().click("button[value=next]");
            clerk.assertBeside(form.wrong().toArray(String[]::new));
            assertKept(clerk, form);
            clerk.page().navigate(address);
            assertKept(clerk, form);
        }
    }

    private static void assertKept(Clerk clerk, Wrong form) {
        form.typed()
                .forEach((field, text) ->
                        assertThat(field(clerk, field).inputValue()).as(field).isEqualTo(text));
    }

    private static Locator field(Clerk clerk, String name) {
        return clerk.page().locator("[id='f-" + name + "']");
    }

    @Test
    void whoFilesLateIsSuggestedAFine() {
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(aHome().numbers().getFirst().value());
            clerk.begin(RegistrationKind.ADDR);
            clerk.walk.type(RocDate.compact(LocalDate.now(clock).minusYears(1)));
            clerk.answer("mode", 0);
            clerk.walk.fill("f-address.neighbourhood", "6");
            clerk.walk.fill("f-address.street", "復興路181號");
            clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
            clerk.walk.see("#assessment .counter-late");
            assertThat(clerk.page().innerText("#assessment")).contains("建議罰鍰", "新臺幣 300 至 900 元");
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("建議罰鍰", "新臺幣 300 至 900 元");
        }
    }

    private People.Home aHome() {
        return people.household("09007010001", "介壽路181號")
                .head("游永福", Sex.MALE, LocalDate.of(1966, 6, 6))
                .spouse("白素貞", Sex.FEMALE, LocalDate.of(1968, 8, 8))
                .child("游小青", Sex.FEMALE, LocalDate.of(1995, 5, 5))
                .found();
    }
}
