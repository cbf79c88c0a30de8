package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tw.onestop.Walk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.Receipt;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** A gas company of 屏東縣 comes into the directory by pages alone, and is told of who leaves that county by an office elsewhere. */
class ReceiverJourneyTests extends AnsweredJourney {

    private static final String CODE = "TEST-PTGAS";
    /** Public coordinates of RFC 7517, appendix A.1. */
    private static final String PUBLIC = """
            {"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",\
            "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"sig","kid":"1"}]}
            """;

    private static final String PINGTUNG = "10013010001";

    @Test
    void aReceiverIsAddedRehearsesIsEnactedOfferedToldAndAnswers() {
        prepare();
        officerRehearses();
        enact();
        People.Home home = people.household(PINGTUNG, "聯盟路1號")
                .head("康遷出", Sex.FEMALE, LocalDate.of(1984, 2, 3))
                .found();
        Receipt receipt = file(home);
        answer();
        citizen(receipt, "機關已經更新完成", "屏東天然氣");
    }

    private void prepare() {
        try (Walk walk = Walk.of(ministry("journey-receiver-a"), access, port)) {
            walk.open("/ministry/receivers");
            walk.flawless();
            walk.fits("receivers");
            walk.tabTo("new");
            walk.press("Enter");
            walk.arrive("**/ministry/receivers/new");
            walk.fill("code", "ptgas");
            walk.fill("areas", "屏東");
            walk.press("Enter");
            walk.see(".govuk-error-summary");
            walk.flawless();
            walk.fits("receiver-form-refused");
            assertThat(walk.page().innerText("#code-error")).contains("大寫英文字母");
            assertThat(walk.page().innerText("#areas-error")).contains("沒有這個縣市或鄉鎮市區：屏東");
            walk.fill("code", CODE);
            walk.tabTo("body");
            walk.press("Space", "ArrowDown", "ArrowDown");
            walk.fill("name", "屏東天然氣（測試）");
            walk.fill("nameEn", "Pingtung Gas (test)");
            walk.fill("unit", "客服中心");
            walk.fill("phone", "(08)765-0000");
            walk.fill("hours", "24小時");
            walk.fill("days", "3");
            walk.fill("areas", "屏東縣");
            walk.tick("changes-ADDRESS");
            walk.fill("key0.name", "gasNo");
            walk.fill("key0.label", "用戶號碼");
            walk.fill("key0.labelEn", "Customer number");
            walk.fill("key0.pattern", "[A-Z]\\d{7}");
            walk.fill("key0.example", "P1234567");
            walk.fill("note", "變更用戶資料，用戶號碼見瓦斯費單。");
            walk.fill("noteEn", "Changes the account; the number is on your bill.");
            walk.fill("source", "縣市聯盟公約 [M]");
            walk.fill("reason", "屏東縣政府來函");
            walk.press("Enter");
            walk.arrive("**/ministry/receivers/" + CODE);
            assertThat(walk.text()).contains("民營事業", "尚未完成", "待核定", "尚未施行");
            walk.fill("username", "ptgas.officer");
            walk.fill("officer", "郭承辦");
            walk.press("Enter");
            walk.see("#password");
            walk.flawless();
            walk.fits("receiver");
            assertThat(walk.page().innerText("#password")).matches("[a-z2-9]{16}");
            walk.page().locator("[data-about=" + CODE + "] a").focus();
            walk.press("Enter");
            walk.arrive("**/ministry/proposals/*");
            assertThat(walk.text()).contains("請由另一位同仁核定");
            assertThat(walk.page().locator("#sign").count()).isZero();
        }
    }

    private void officerRehearses() {
        try (Walk walk = officer()) {
            walk.open("/bureau/trial");
            walk.flawless();
            walk.tabTo("send");
            walk.press("Enter");
            walk.see("main tbody a");
            assertThat(walk.text()).contains("已受理");
            walk.fits("trial");
            collected(walk, "/bureau");
            walk.page().locator("main tbody a").first().focus();
            walk.press("Enter");
            walk.arrive("**/bureau/notices/*");
            assertThat(walk.text()).contains("演練丁");
            reply(walk, "COMPLETED");
            walk.open("/bureau/trial");
            assertThat(walk.page().innerText("#answered")).contains("演練完成");
            walk.tabTo("keys");
            walk.type("no keys");
            walk.press("Tab", "Enter");
            walk.see("#keys-error");
            walk.flawless();
            walk.fill("keys", PUBLIC);
            walk.press("Tab", "Enter");
            walk.see("[role=status]");
            assertThat(walk.text()).contains("已登錄系統公鑰", "test-ptgas-system");
        }
    }

    private void enact() {
        try (Walk walk = Walk.of(ministry("journey-receiver-b"), access, port)) {
            walk.open("/ministry/receivers");
            walk.page().locator("[data-about=" + CODE + "] a").focus();
            walk.press("Enter");
            walk.arrive("**/ministry/proposals/*");
            walk.fits("proposal");
            walk.tick("verdict");
            walk.fill("from", RocDate.compact(today()));
            walk.fill("password", "not the password");
            walk.press("Enter");
            walk.see("#password-error");
            walk.flawless();
            assertThat(walk.page().inputValue("#from")).isEqualTo(RocDate.compact(today()));
            walk.fill("password", Walk.PASSWORD);
            walk.press("Enter");
            walk.arrive("**/ministry/receivers?done=ENACTED");
            assertThat(walk.page().locator("[data-row='" + CODE + "/ADDRESS']").innerText())
                    .contains("屏東天然氣", "用戶號碼", "[M]");
        }
    }

    private Receipt file(People.Home home) {
        Receipt receipt;
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.MOVE_IN);
            clerk.walk.type(daysAgo(0));
            clerk.answer("mode", 0);
            clerk.address("南竿鄉介壽", "2", "介壽路177號");
            clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
            clerk.toNotices();
            assertThat(clerk.walk.text()).contains("屏東天然氣", "依新址或舊址提供，服務地區：屏東縣");
            clerk.walk.tick(box(CODE, home.id(0)));
            clerk.walk.press("Tab");
            clerk.walk.type("Q7654321");
            clerk.walk.fits("notices-of-a-county");
            clerk.agree();
            clerk.conclude();
            receipt = receipt(clerk);
        }
        People.Home elsewhere = people.household(LIUHOU, "聯盟路2號")
                .head("康別處", Sex.FEMALE, LocalDate.of(1984, 2, 3))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(elsewhere.numbers().getFirst().value());
            clerk.begin(RegistrationKind.MOVE_IN);
            clerk.walk.type(daysAgo(0));
            clerk.answer("mode", 0);
            clerk.address("南竿鄉介壽", "2", "介壽路178號");
            clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
            clerk.toNotices();
            assertThat(clerk.walk.text()).doesNotContain("屏東天然氣");
        }
        return receipt;
    }

    private void answer() {
        try (Walk walk = officer()) {
            collected(walk, "/bureau");
            walk.page().locator("main tbody a").first().focus();
            walk.press("Enter");
            walk.arrive("**/bureau/notices/*");
            assertThat(walk.text()).contains("康遷出", "介壽路177號", "用戶號碼", "Q7654321");
            reply(walk, "COMPLETED");
            assertThat(walk.text()).contains("目前沒有待辦的通報");
        }
    }

    /** Numbered behind the commit, and sent by opening: the first of the list is opened until it came. */
    private static void collected(Walk walk, String path) {
        for (int i = 0; i < 60; i++) {
            walk.open(path);
            String first = walk.page().locator("main tbody a").count() == 0
                    ? path
                    : walk.page().locator("main tbody a").first().getAttribute("href");
            walk.open(first);
            if (!first.equals(path) && walk.text().contains("已通報")) {
                walk.open(path);
                return;
            }
            walk.page().waitForTimeout(200);
        }
        throw new AssertionError("nothing came: " + walk.text());
    }

    private static void reply(Walk walk, String status) {
        walk.page().locator("input[value=" + status + "]").focus();
        walk.press("Space", "Enter");
        walk.arrive("**/bureau");
    }

    private Walk officer() {
        return Walk.of(
                new StaffMember("ptgas.officer", "郭承辦", Set.of(Role.OFFICER), null, new AgencyCode(CODE)),
                access,
                port);
    }

    private static StaffMember ministry(String username) {
        return new StaffMember(username, "戶政司承辦人", Set.of(Role.MINISTRY), null, null);
    }
}
