package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.Walk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;

/** 迴避 by keyboard: what is a clerk's own is a colleague's to handle, and who is hidden from a clerk is not there. */
class AbstentionJourneyTests extends CounterJourney {

    private static final OfficeCode JUGUANG = new OfficeCode("09007030");
    private static final String QINGFAN = "09007030001";

    @Autowired
    MarkDesk marks;

    private People.Home home(String street) {
        return people.household(QINGFAN, street)
                .head("迴小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("迴小美", Sex.FEMALE, LocalDate.of(1982, 3, 4))
                .child("迴小一", Sex.MALE, LocalDate.of(2006, 5, 6))
                .found();
    }

    private Walk clerk(String name, Person self) {
        return Walk.of(
                new StaffMember("walk-abstain-" + name, "林志明", Set.of(Role.CLERK), JUGUANG, null)
                        .being(self.nationalId()),
                access,
                port);
    }

    private static void search(Walk clerk, String typed) {
        clerk.open("/counter");
        clerk.backTo("q");
        clerk.type(typed);
        clerk.press("Enter");
    }

    @Test
    void aClerkBeginsNothingOfTheirOwnFamilyAndIsToldWhoCan() {
        People.Home home = home("迴避路21號");
        access.open(
                new StaffMember("walk-abstain-colleague", "陳同仁", Set.of(Role.CLERK), JUGUANG, null),
                "correct horse battery staple");
        try (Walk clerk = clerk("own", home.person(0))) {
            search(clerk, home.numbers().get(2).value());
            clerk.arrive("**/counter/persons/*");
            clerk.tabTo("begin-NAME");
            clerk.press("Enter");
            clerk.see("#abstain");
            clerk.flawless();
            assertThat(clerk.text()).contains("應迴避", "1親等的血親", "行政程序法第32條", "可由下列同仁辦理", "陳同仁");
            clerk.open("/counter/persons/" + home.id(0).value() + "/mark");
            clerk.press("Space");
            clerk.fill("m-reference", "字第1號");
            clerk.fill("m-barred", "A123456789");
            clerk.press("Enter");
            clerk.see("#errors");
            clerk.flawless();
            assertThat(clerk.text()).contains("涉及您本人", "陳同仁");
            assertThat(clerk.page().inputValue("#m-barred")).isEqualTo("A123456789");
        }
        try (Clerk colleague = Clerk.of(JUGUANG.value(), access, port)) {
            colleague.find(home.numbers().get(2).value());
            colleague.begin(tw.onestop.registry.RegistrationKind.NAME);
        }
    }

    @Test
    void whoIsHiddenFromAClerkIsNotThereForThem() {
        People.Home home = home("迴避路22號");
        People.Home other = home("迴避路23號");
        String hers = home.numbers().get(1).value();
        assertThat(marks.place(
                        new MarkForm(
                                home.id(1),
                                "PROTECTION_ORDER",
                                "PERSON",
                                "字第1號",
                                other.numbers().getFirst().value(),
                                "",
                                ""),
                        People.clerk(QINGFAN)))
                .isEmpty();
        try (Walk clerk = clerk("barred", other.person(0))) {
            search(clerk, hers);
            clerk.see("text=查無資料");
            clerk.open("/counter/persons/" + home.id(1).value());
            assertThat(clerk.page().locator("h1").innerText()).contains("找不到");
            search(clerk, home.numbers().getFirst().value());
            clerk.arrive("**/counter/persons/*");
            assertThat(clerk.page().locator("main").innerText())
                    .contains("迴小明", "迴小一")
                    .doesNotContain(hers);
        }
    }
}
