package tw.onestop.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.ClearingDesk;
import tw.onestop.notice.Receipt;

/** The clearing officer compares a list by keyboard and by file, and the ministry sees how it stands. */
@ProductTest
class ClearingJourneyTests {

    /** Of whom few other tests tell. */
    private static final AgencyCode TPEWATER = new AgencyCode("TPEWATER");

    private static final StaffMember OFFICER =
            new StaffMember("journey-clearing", "張清查", Set.of(Role.OFFICER), null, TPEWATER);
    private static final StaffMember MINISTRY =
            new StaffMember("journey-clearing-m", "戶政司清查", Set.of(Role.MINISTRY), null, null);

    @TempDir
    Path files;

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    AgencyDesk agencies;

    @Autowired
    ClearingDesk clearing;

    @Autowired
    Cases cases;

    @Autowired
    TestClock clock;

    private Agency.Door door = Agency.Door.WEBHOOK;

    @BeforeEach
    void anAgencyThatReadsTheWebInbox() {
        door = agencies.find(TPEWATER).orElseThrow().door();
        agencies.chooseDoor(TPEWATER, Agency.Door.INBOX);
    }

    @AfterEach
    void itsDoorAsBefore() {
        agencies.chooseDoor(TPEWATER, door);
        clock.reset();
    }

    @Test
    void aListIsComparedByKeyboardAndByFile() throws Exception {
        Receipt lost = cases.move("清查一", "TPEWATER");
        Receipt done = cases.move("清查二", "TPEWATER");
        Receipt refused = cases.move("清查三", "TPEWATER");
        Receipt filed = cases.move("清查四", "TPEWATER");
        try (Walk walk = Walk.of(OFFICER, access, port)) {
            for (Receipt one : List.of(lost, done, refused, filed)) {
                eventually(() -> {
                    walk.open("/bureau/notices/" + id(one));
                    return walk.text().contains("已通報");
                });
            }
            YearMonth month = listsOfTheNextMonth();

            walk.open("/bureau");
            assertThat(walk.page().innerText("#late")).contains("逾期未結", lost.receiptNo());
            walk.fits("clearing-front");
            walk.page().locator("a[href='/bureau/clearing']").first().focus();
            walk.press("Enter");
            walk.arrive("**/bureau/clearing");
            assertThat(walk.page().innerText("[data-late]")).contains(lost.receiptNo());
            walk.fits("clearing");
            walk.fill("officer.name", "張清查");
            walk.fill("officer.phone", "(02)2345-6789");
            walk.fill("officer.email", "nobody");
            walk.press("Enter");
            walk.see(".govuk-error-summary");
            assertThat(walk.page().inputValue("#officer\\.email")).isEqualTo("nobody");
            walk.fill("officer.email", "chang@example.gov.tw");
            walk.press("Enter");
            walk.see("text=已登錄清查承辦人");

            walk.tabTo("list-" + month);
            walk.press("Enter");
            walk.arrive("**/bureau/clearing/" + month);
            walk.tabTo("answer");
            walk.press("Enter");
            walk.see(".govuk-error-summary");
            assertThat(walk.text()).contains("請先勾選要登錄的通報", "請選擇比對結果");

            walk.tick(box(walk, lost));
            walk.tabTo("finding");
            walk.press("ArrowDown");
            walk.fits("clearing-list");
            walk.tabTo("answer");
            walk.press("Enter");
            walk.see("text=已登錄 1 件未收到，隨即重新通報");
            assertThat(walk.page().innerText("[data-lines]")).doesNotContain(lost.receiptNo());

            walk.tick(box(walk, done));
            walk.tick("finding");
            walk.tabTo("answer");
            walk.press("Enter");
            walk.see("text=已登錄 1 件辦竣");

            walk.tick(box(walk, refused));
            walk.tabTo("finding");
            walk.press("ArrowDown", "ArrowDown", "ArrowDown");
            walk.fill("reason", "查無稅籍，請補正");
            walk.tabTo("answer");
            walk.press("Enter");
            walk.see("#contactedBy-error");
            assertThat(walk.page().inputValue("#reason")).isEqualTo("查無稅籍，請補正");
            walk.tabTo("contactedBy");
            walk.page().selectOption("#contactedBy", "PHONE");
            walk.fill("contactedOn", "115/01/09");
            walk.fill("contactedTime", "9:05");
            walk.tabTo("answer");
            walk.press("Enter");
            walk.see("text=已登錄 1 件不予核准及聯絡紀錄");

            String csv = new String(
                    walk.page().request().get(address(walk) + "/list.csv").body(), StandardCharsets.UTF_8);
            assertThat(csv).startsWith("\uFEFFline,id,type").contains(id(filed).toString());
            assertThat(csv).doesNotContain("清查四");
            Path upload = files.resolve("answers.csv");
            Files.writeString(
                    upload,
                    "id,answer\n" + id(filed) + ",已辦竣\n\"" + id(lost) + ",未收到\n" + id(done) + ",NOT_RECEIVED\n"
                            + id(lost) + ",也許\n");
            walk.page().setInputFiles("#file", Files.write(files.resolve("large.csv"), new byte[5 << 20]));
            walk.tabTo("send-file");
            walk.press("Enter");
            walk.see("#file-error:has-text('4 MB')");
            walk.flawless();
            walk.page().setInputFiles("#file", upload);
            walk.tabTo("send-file");
            walk.press("Enter");
            walk.see("#outcome");
            walk.flawless();
            assertThat(walk.page().innerText("#outcome")).contains("已登錄 1 行，3 行未登錄");
            assertThat(walk.page().innerText("[data-rows]")).contains("引號沒有結束", "這一件已經結案", "看不懂的比對結果「也許」", "已登錄");
            walk.fits("clearing-file");

            walk.open("/bureau/clearing/" + month + "?all=true");
            assertThat(state(walk, lost)).contains("重新通報", "未收到");
            assertThat(state(walk, done)).contains("已完成");
            assertThat(state(walk, refused)).contains("不予核准");
            assertThat(state(walk, filed)).contains("已完成");
        }
    }

    @Test
    void theMinistrySeesEveryListAndWhatIsOpenHowLong() {
        cases.move("清查五", "TPEWATER");
        YearMonth month = listsOfTheNextMonth();
        try (Walk walk = Walk.of(MINISTRY, access, port)) {
            walk.open("/ministry/rules");
            walk.page().locator("a[href='/ministry/clearing']").focus();
            walk.press("Enter");
            walk.arrive("**/ministry/clearing");
            assertThat(walk.page().innerText("[data-lists]")).contains("-TPEWATER");
            assertThat(walk.page().innerText("[data-ages] [data-agency=TPEWATER]"))
                    .contains("臺北自來水事業處");
            assertThat(walk.page().locator("#alarm").count()).isZero();
            clock.goTo(month.plusMonths(1).atDay(6));
            walk.open("/ministry/rules");
            walk.flawless();
            walk.tabTo("clearing-alarm");
            walk.press("Enter");
            walk.arrive("**/ministry/clearing");
            walk.flawless();
            assertThat(walk.page().innerText("#alarm")).contains("期限", "已過", "仍未領取");
            walk.fits("clearing-ministry");
            walk.page().locator("text=English").click();
            walk.see("text=Clearing overview");
            walk.flawless();
        }
    }

    @Test
    void aMonthThatIsNoneHasNoPage() {
        try (Walk walk = Walk.of(OFFICER, access, port)) {
            for (String month : List.of("+999999999-01", "2026-13", "0000-01")) {
                assertThat(Objects.requireNonNull(
                                        walk.page().navigate("http://localhost:" + port + "/bureau/clearing/" + month))
                                .status())
                        .as(month)
                        .isEqualTo(404);
            }
        }
    }

    /** The month is over, and its lists are made: the first month of which nobody made them before. */
    private YearMonth listsOfTheNextMonth() {
        YearMonth month = YearMonth.from(LocalDate.now(clock));
        clock.goTo(month.plusMonths(1).atDay(3));
        while (!clearing.build(month, Actor.rule("test"))) {
            month = month.plusMonths(1);
            clock.goTo(month.plusMonths(1).atDay(3));
        }
        return month;
    }

    private static String box(Walk walk, Receipt receipt) {
        return Objects.requireNonNull(walk.page()
                .locator("[data-line]:has-text('" + receipt.receiptNo() + "') input[type=checkbox]")
                .getAttribute("id"));
    }

    private static String state(Walk walk, Receipt receipt) {
        return walk.page()
                .locator("[data-line]:has-text('" + receipt.receiptNo() + "')")
                .innerText();
    }

    private static String address(Walk walk) {
        return walk.page().url().replaceFirst("\\?.*", "");
    }

    private static UUID id(Receipt receipt) {
        return receipt.items().stream()
                .filter(item -> item.agency().code().equals(TPEWATER))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static void eventually(BooleanSupplier holds) {
        Instant giveUp = Instant.now().plus(Duration.ofSeconds(30));
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as("still not so").isBefore(giveUp);
        }
    }
}
