package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.Walk;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Receipt;
import tw.onestop.registry.Household;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistrationKind;

/** One journey for each registration of moves, corrections and death but the address change, in a real browser and by keyboard. */
class RegistrationJourneysTests extends CounterJourney {

    @Autowired
    NoticeDesk notices;

    @Test
    void aWholeHouseholdMovesInFromAnotherCounty() {
        People.Home home = people.household(LIUHOU, "文化路一段51號")
                .head("高志遠", Sex.MALE, LocalDate.of(1978, 3, 5))
                .spouse("吳佩珊", Sex.FEMALE, LocalDate.of(1980, 8, 9))
                .child("高子晴", Sex.FEMALE, LocalDate.of(2014, 2, 3))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.MOVE_IN);
            clerk.walk.type(daysAgo(3));
            clerk.answer("mode", 0);
            clerk.address("南竿鄉介壽", "2", "介壽路151號");
            clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
            clerk.toNotices();
            assertThat(clerk.walk.text()).contains("役政", "高志遠", "吳佩珊", "高子晴");
            clerk.walk.tick(box("NTAX", home.id(0)), box("NTAX", home.id(1)));
            clerk.agree();
            assertThat(clerk.walk.text()).contains("由新北市板橋區留侯里001鄰文化路一段51號遷入");
            clerk.conclude();
            String receiptNo = clerk.page().locator(".counter-done__no").textContent();
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/receipts/**");
            assertThat(clerk.page().innerText(".items tr:has-text('財政部國稅局') .what"))
                    .contains("高○遠、吳○珊");
            clerk.walk.fits("receipt-family");
            theFamilyIsOneInTheListOfCases(clerk, receiptNo);
            theFamilyIsOneOnItsProgressPage(
                    notices.receipt(receiptNo, People.clerk(Clerk.NANGAN)).orElseThrow());
        }
        Household now = household(person(home.id(0)).householdNo());
        assertThat(now.no()).isNotEqualTo(home.no());
        assertThat(now.address().full()).isEqualTo("連江縣南竿鄉介壽村002鄰介壽路151號");
        assertThat(now.members()).extracting(Person::relationToHead).containsExactly("戶長", "配偶", "長女");
        assertThat(household(home.no()).closedOn()).isEqualTo(today().minusDays(3));
    }

    private static void theFamilyIsOneInTheListOfCases(Clerk clerk, String receiptNo) {
        clerk.walk.open("/counter/applications");
        String tax = ".counter-application:has-text('" + receiptNo + "') li:has-text('財政部國稅局')";
        assertThat(clerk.page().locator(tax).count()).isEqualTo(1);
        assertThat(clerk.page().innerText(tax)).contains("高○遠、吳○珊（2 人）", "住址");
        clerk.walk.flawless();
        clerk.walk.fits("applications-family");
    }

    /** Nobody is named there, so what stands alike is told apart by nothing. */
    private void theFamilyIsOneOnItsProgressPage(Receipt receipt) {
        String tax = ".progress__item:has-text('財政部國稅局')";
        try (Walk citizen = Walk.of(port)) {
            citizen.open("/progress");
            citizen.fill("receiptNo", receipt.receiptNo());
            citizen.fill("code", receipt.queryCode());
            citizen.press("Enter");
            citizen.see(tax);
            assertThat(citizen.page().locator(tax).count()).isEqualTo(1);
            assertThat(citizen.page().innerText(tax)).contains("戶籍地址變更", "2 人").doesNotContain("高");
            citizen.page().locator(tax + " summary").focus();
            citizen.press("Enter");
            assertThat(citizen.page().innerText(tax)).contains("2 人會一起撤回");
            citizen.flawless();
            citizen.fits("progress-family");
            citizen.press("Tab", "Enter");
            citizen.see(".progress__note--good");
            assertThat(citizen.page().innerText(tax)).contains("已撤回", "2 人");
        }
    }

    @Test
    void anAccountThatAHouseholdSharesIsTickedOnceAndWhatIsEachMembersForEach() {
        People.Home home = people.household(LIUHOU, "文化路一段53號")
                .head("溫志遠", Sex.MALE, LocalDate.of(1978, 3, 5))
                .spouse("冉佩珊", Sex.FEMALE, LocalDate.of(1980, 8, 9))
                .child("溫子晴", Sex.FEMALE, LocalDate.of(2014, 2, 3))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            aHouseholdMovesIn(clerk, home, "介壽路155號");
            all(clerk);
            assertThat(ticked(clerk, "TAIPOWER")).containsExactly(name(home, 0));
            assertThat(ticked(clerk, "NTAX")).containsExactly(name(home, 0), name(home, 1), name(home, 2));
            clerk.walk.fits("notices-family");
            all(clerk);
            assertThat(ticked(clerk, "TAIPOWER")).as("pressed again").isEmpty();
            assertThat(ticked(clerk, "NTAX")).isEmpty();
            clerk.walk.tick(box("TAIPOWER", home.id(1)));
            all(clerk);
            assertThat(ticked(clerk, "TAIPOWER"))
                    .as("the account is in the name of another")
                    .containsExactly(name(home, 1));
            assertThat(ticked(clerk, "TAIWATER")).containsExactly(name(home, 0));
        }
    }

    @Test
    void whoAppliesStandsForTheAccountAlsoWithoutScripts() {
        People.Home home = people.household(LIUHOU, "文化路一段54號")
                .head("樊志遠", Sex.MALE, LocalDate.of(1978, 3, 5))
                .spouse("宮佩珊", Sex.FEMALE, LocalDate.of(1980, 8, 9))
                .found();
        String draft;
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            aHouseholdMovesIn(clerk, home, "介壽路156號");
            draft = URI.create(clerk.page().url()).getPath();
        }
        try (Clerk clerk = Clerk.withoutScripts(Clerk.NANGAN, access, port)) {
            clerk.walk.open(draft);
            clerk.walk.fill("f-applicant.nationalId", home.numbers().get(1).value());
            clerk.walk.fill("f-applicant.name", "宮佩珊");
            all(clerk);
            clerk.walk.see("[id='" + box("NTAX", home.id(0)) + "']:checked");
            assertThat(ticked(clerk, "TAIPOWER")).containsExactly(name(home, 1));
            assertThat(ticked(clerk, "NTAX")).containsExactly(name(home, 0), name(home, 1));
        }
    }

    private void aHouseholdMovesIn(Clerk clerk, People.Home home, String street) {
        clerk.find(home.numbers().getFirst().value());
        clerk.begin(RegistrationKind.MOVE_IN);
        clerk.walk.type(daysAgo(3));
        clerk.answer("mode", 0);
        clerk.address("南竿鄉介壽", "2", street);
        clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
        clerk.toNotices();
    }

    /** 全部勾選. */
    private static void all(Clerk clerk) {
        clerk.page().locator("[data-tick-all]").focus();
        clerk.walk.press("Enter");
    }

    private static String name(People.Home home, int member) {
        return home.person(member).name();
    }

    private static List<String> ticked(Clerk clerk, String agency) {
        return clerk
                .page()
                .locator("input[name=choices][value^='" + agency + "/ADDRESS/']:checked + label")
                .allInnerTexts()
                .stream()
                .map(label -> label.replaceFirst("：[\\s\\S]*", ""))
                .toList();
    }

    @Test
    void someMembersMoveInAndJoinAHousehold() {
        People.Home home = people.household(LIUHOU, "文化路一段52號")
                .head("簡文忠", Sex.MALE, LocalDate.of(1979, 4, 4))
                .spouse("黎秀美", Sex.FEMALE, LocalDate.of(1981, 5, 5))
                .child("簡安", Sex.MALE, LocalDate.of(2016, 6, 6))
                .found();
        People.Home joined = people.household(JIESHOU, "介壽路152號")
                .head("黎國城", Sex.MALE, LocalDate.of(1952, 1, 1))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.no().value());
            clerk.walk.backTo("person-" + home.id(0).value());
            clerk.walk.press("ArrowDown");
            clerk.begin(RegistrationKind.MOVE_IN);
            clerk.walk.type(daysAgo(0));
            clerk.answer("mode", 1);
            clerk.walk.tick(
                    "f-members-" + home.id(1).value(), "f-members-" + home.id(2).value());
            clerk.walk.fill("f-joinHousehold", joined.no().value());
            clerk.papers("HOUSEHOLD_CERTIFICATE", "HEAD_CONSENT");
            clerk.toNotices();
            clerk.withoutNotices();
            clerk.conclude();
        }
        assertThat(household(joined.no()).members()).extracting(Person::name).containsExactly("黎國城", "黎秀美", "簡安");
        assertThat(household(home.no()).members()).extracting(Person::name).containsExactly("簡文忠");
    }

    @Test
    void anotherMemberHeadsTheHouseholdByAgreement() {
        People.Home home = people.household(JIESHOU, "介壽路154號")
                .head("駱建國", Sex.MALE, LocalDate.of(1958, 3, 5))
                .spouse("紀玉蘭", Sex.FEMALE, LocalDate.of(1960, 8, 9))
                .child("駱子晴", Sex.FEMALE, LocalDate.of(1994, 2, 3))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.HEAD);
            clerk.answer("headGround", 0);
            clerk.walk.fill("f-eventDate", daysAgo(2));
            clerk.papers("HOUSEHOLD_CERTIFICATE");
            clerk.walk.fill("f-applicant.phone", "0912345678");
            clerk.walk.press("Enter");
            clerk.walk.see("#errors");
            clerk.assertBeside("newHead", "evidence");
            clerk.walk.flawless();
            clerk.pick("f-newHead", 2);
            clerk.walk.tick("f-evidence-HEAD_AGREEMENT");
            clerk.toNotices();
            assertThat(clerk.walk.text()).contains("戶長", "駱建國", "紀玉蘭", "駱子晴");
            clerk.walk.tick("c-LTAX/HEAD/" + home.id(2).value());
            clerk.agree();
            assertThat(clerk.walk.text()).contains("協議變更戶長改由駱子晴為戶長");
            clerk.conclude();
        }
        assertThat(household(home.no()).members())
                .extracting(p -> p.name() + p.relationToHead())
                .containsExactly("駱子晴戶長", "駱建國父", "紀玉蘭母");
    }

    @Test
    void aNameWithARareCharacterGoesOnToTheChild() {
        People.Home home = people.household(JIESHOU, "介壽路153號")
                .head("溫志龍", Sex.MALE, LocalDate.of(1983, 7, 7))
                .child("溫小雨", Sex.FEMALE, LocalDate.of(2012, 8, 8))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.BANQIAO, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.NAME);
            clerk.answer("reason", 2);
            clerk.walk.fill("f-newName", "溫𠀝龍");
            clerk.answer("criminalRecord", 0);
            clerk.papers("HOUSEHOLD_CERTIFICATE");
            clerk.toNotices();
            clerk.walk.tick("c-NHIA/NAME/" + home.id(0).value());
            clerk.agree();
            assertThat(clerk.walk.text()).contains("第一次改名", "溫志龍");
            clerk.conclude();
        }
        assertThat(person(home.id(0)).name()).isEqualTo("溫𠀝龍");
        assertThat(person(home.id(1)).father()).isEqualTo("溫𠀝龍");
    }

    @Test
    void aBirthDateIsCorrected() {
        People.Home home = people.household(JIESHOU, "介壽路154號")
                .head("蘇家豪", Sex.MALE, LocalDate.of(1985, 1, 19))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.BIRTH_DATE);
            clerk.walk.fill("f-newBirthDate", "0740109");
            clerk.answer("proofKind", 5);
            clerk.walk.fill("f-proofDate", daysAgo(10));
            clerk.papers();
            clerk.toNotices();
            clerk.walk.tick("c-NHIA/BIRTH_DATE/" + home.id(0).value());
            clerk.agree();
            clerk.conclude();
            assertThat(clerk.walk.text()).contains("更正為民國74年01月09日");
        }
        assertThat(person(home.id(0)).birthDate()).isEqualTo(LocalDate.of(1985, 1, 9));
    }

    @Test
    void aDeadHeadIsSucceededAndTheOldRecordCanStillBeSeen() {
        People.Home home = people.household(JIESHOU, "介壽路155號")
                .head("江水木", Sex.MALE, LocalDate.of(1950, 2, 2))
                .spouse("謝玉蘭", Sex.FEMALE, LocalDate.of(1953, 3, 3))
                .child("江志成", Sex.MALE, LocalDate.of(1978, 4, 4))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            assertThat(clerk.page().locator("[id='begin-life-policy/check']").count())
                    .as("nobody died here")
                    .isZero();
            death(clerk, 2);
            assertThat(clerk.page().locator(".counter-panel").innerText())
                    .contains("依法直接通報")
                    .containsPattern("國稅局：死亡\\s*承諾 \\d+ 個工作天");
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("除戶");
            clerk.conclude();
            theRecordBeforeAndAfter(clerk, home);
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.BIRTH_DATE);
        }
        Household now = household(home.no());
        assertThat(now.recordNo()).isEqualTo(2);
        assertThat(now.head()).isEqualTo(home.id(2));
        assertThat(person(home.id(1)).marital()).isEqualTo(Person.Marital.WIDOWED);
        assertThat(person(home.id(0)).deathDate()).isEqualTo(today().minusDays(2));
    }

    private void theRecordBeforeAndAfter(Clerk clerk, People.Home home) {
        clerk.find(home.numbers().get(1).value());
        assertThat(clerk.page().innerText(".counter-facts")).contains("江志成");
        assertThat(clerk.page().innerText(".counter-members")).contains("喪偶", "死亡");
        assertThat(clerk.page().locator("[id='begin-life-policy/check']").count())
                .isEqualTo(1);
        clerk.walk.fill("on", daysAgo(5));
        clerk.walk.press("Enter");
        clerk.walk.arrive("**/counter/persons/*?on=*");
        assertThat(clerk.page().innerText(".counter-facts")).contains("江水木");
        assertThat(clerk.page().innerText(".counter-members")).contains("有偶").doesNotContain("喪偶");
        assertThat(clerk.walk.text()).contains("除戶", RocDate.format(today().minusDays(5)));
    }
}
