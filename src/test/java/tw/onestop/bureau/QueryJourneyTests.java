package tw.onestop.bureau;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.bureau.Screens.flawless;

import com.google.zxing.ReaderException;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.QrReader;
import tw.onestop.TestClock;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** An officer of a linked agency asks from the keyboard alone, and gets a sheet for the file. */
@ProductTest
class QueryJourneyTests {

    private static final AgencyCode LAND = new AgencyCode("LAND");
    private static final String OFFICER = "journey-query-land";
    private static final Actor MINISTRY = Actor.rule("test");

    private static Screens screens;

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    GrantDesk grants;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    private People.Home home;

    @BeforeAll
    static void open() {
        screens = new Screens();
    }

    @AfterAll
    static void close() {
        screens.close();
    }

    @BeforeEach
    void anOfficerWithAGrant() {
        access.open(new StaffMember(OFFICER, "張承辦", Set.of(Role.OFFICER), null, LAND), Screens.PASSWORD);
        grants.name(LAND, OFFICER, People.nextId(Sex.FEMALE), MINISTRY);
        granted("name", "birthDate", "address.full", "annotations");
        home = people.household("09007010001", "介壽路911號")
                .head("𠮷永健", Sex.MALE, LocalDate.of(1970, 10, 10))
                .found();
    }

    private void granted(String... fields) {
        LocalDate today = LocalDate.now(clock);
        grants.give(
                new Grant(
                        "JOURNEY-LAND",
                        LAND,
                        "土地登記申請人身分查驗",
                        "Identity of applicants for land registration",
                        "土地登記規則第40條",
                        Set.of(fields),
                        3,
                        600,
                        today,
                        today.plusYears(5).minusDays(1),
                        null),
                MINISTRY);
    }

    @AfterEach
    void ends() {
        grants.end(LAND, "JOURNEY-LAND", "test", MINISTRY);
        clock.reset();
    }

    @Test
    void fromTheCaseNumberToTheFiledSheetWithoutAMouse() throws IOException, ReaderException {
        Page page = screens.signedIn(port, OFFICER);
        page.navigate("/bureau/query");
        page.waitForSelector("#caseNo:focus");
        flawless(page);

        page.keyboard().press("Enter");
        page.waitForSelector(".govuk-error-summary");
        assertThat(page.innerText(".govuk-error-summary")).contains("請輸入案號。", "請輸入要查的統一編號。");
        flawless(page);

        page.navigate("/bureau/query");
        Path file = timed(page, "115-登-88", home.person(0).nationalId().value().toLowerCase(Locale.ROOT));
        assertThat(page.innerText(".bureau-sheet"))
                .contains("115-登-88", "土地登記規則第40條", "𠮷永健", "民國59年10月10日", "介壽路911號")
                .doesNotContain("性別");
        flawless(page);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/query-sheet.png"))
                .setFullPage(true));

        proved(file);

        page.fill("#caseNo", "115-登-89");
        page.fill("#numbers", People.nextId(Sex.MALE).value());
        page.press("#numbers", "Enter");
        page.waitForSelector(".govuk-inset-text");
        assertThat(page.innerText(".bureau-sheet")).contains("查無資料", "115-登-89");
    }

    @Test
    void aHouseholdIsAskedByItsNumberWithoutAMouse() throws IOException {
        People.Home couple = people.household("09007010001", "介壽路913號")
                .head("戶內甲", Sex.MALE, LocalDate.of(1970, 1, 9))
                .spouse("戶內乙", Sex.FEMALE, LocalDate.of(1972, 3, 4))
                .found();
        People.Home four = people.household("09007010001", "介壽路915號")
                .head("多人甲", Sex.MALE, LocalDate.of(1970, 1, 9))
                .spouse("多人乙", Sex.FEMALE, LocalDate.of(1972, 3, 4))
                .child("多人丙", Sex.MALE, LocalDate.of(2005, 5, 6))
                .child("多人丁", Sex.MALE, LocalDate.of(2007, 5, 6))
                .found();
        Page page = screens.signedIn(port, OFFICER);
        page.navigate("/bureau/query");
        page.waitForSelector("#caseNo:focus");
        assertThat(page.locator("#households").count()).isZero();

        granted("name", "householdNo");
        page.navigate("/bureau/query");
        page.waitForSelector("#caseNo:focus");
        page.keyboard().type("115-戶-1");
        page.keyboard().press("Enter");
        page.waitForSelector("#numbers-error:has-text('請輸入要查的統一編號或戶號。')");
        households(page, "f12");
        page.waitForSelector("#households-error:has-text('有一個戶號看不懂')");
        assertThat(page.inputValue("#households")).isEqualTo("f12");
        flawless(page);
        shot(page, "query-household-refused");
        page.fill("#numbers", home.person(0).nationalId().value());
        households(page, couple.no().value());
        page.waitForSelector("#households-error:has-text('請只填一欄')");
        assertThat(page.inputValue("#households")).isEqualTo(couple.no().value());
        assertThat(page.inputValue("#numbers"))
                .isEqualTo(home.person(0).nationalId().value());
        page.fill("#numbers", "");
        households(page, four.no().value());
        page.waitForSelector("#households-error:has-text('人數超過')");
        assertThat(page.inputValue("#households")).isEqualTo(four.no().value());

        page.press("input[value=householdNo]", "Space");
        households(page, couple.no().value().toLowerCase(Locale.ROOT) + "、Y9999998");
        page.waitForSelector(".bureau-sheet");
        assertThat(page.innerText(".bureau-sheet"))
                .contains("115-戶-1", "戶內甲", "戶內乙", couple.no().value(), "查無資料：Y9999998");
        flawless(page);
        shot(page, "query-household");
        page.waitForSelector("#file-sheet:focus");
        Download sheet = page.waitForDownload(() -> page.keyboard().press("Enter"));
        try (PDDocument document = Loader.loadPDF(Files.readAllBytes(sheet.path()))) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains(
                            couple.no().value(),
                            "Y9999998",
                            couple.person(0).nationalId().value(),
                            couple.person(1).nationalId().value());
        }

        page.navigate("/bureau/query?lang=en");
        page.fill("#caseNo", "115-戶-2");
        granted("name");
        households(page, couple.no().value());
        page.waitForSelector("#households-error:has-text('not granted for this purpose')");
        assertThat(page.inputValue("#households")).isEqualTo(couple.no().value());
        flawless(page);
        page.navigate("/bureau/query");
        page.waitForSelector("#caseNo");
        assertThat(page.locator("#households").count()).isZero();
    }

    @Test
    void aQuestionAndADayAreAskedWithoutAMouseAndAnsweredYesOrNo() throws IOException {
        People.Home pair = people.household("09007010001", "介壽路917號")
                .head("是否甲", Sex.MALE, LocalDate.of(1970, 1, 9))
                .child("是否乙", Sex.FEMALE, LocalDate.of(2000, 5, 6))
                .found();
        String parent = pair.person(0).nationalId().value();
        String child = pair.person(1).nationalId().value();
        granted("birthDate");
        Page page = screens.signedIn(port, OFFICER);
        page.navigate("/bureau/query");
        page.waitForSelector("#caseNo:focus");
        assertThat(page.isVisible("#asOf")).isFalse();
        tabTo(page, "more");
        page.keyboard().press("Enter");
        page.waitForSelector("#years");
        assertThat(page.locator("#together, #kin, #degree").count()).isZero();

        granted("name", "ageAtLeast", "sameHousehold", "kinWithin");
        page.navigate("/bureau/query");
        page.waitForSelector("#caseNo:focus");
        page.keyboard().type("115-問-1");
        page.keyboard().press("Tab");
        page.keyboard().type(child);
        tabTo(page, "more");
        page.keyboard().press("Enter");
        typeInto(page, "asOf", "上個月");
        typeInto(page, "years", "十八");
        typeInto(page, "together", "A12");
        typeInto(page, "kin", parent);
        typeInto(page, "degree", "7");
        page.keyboard().press("Enter");
        page.waitForSelector("#asOf-error:has-text('日期看不懂')");
        assertThat(page.inputValue("#together")).isEqualTo("A12");
        flawless(page);
        page.fill("#asOf", RocDate.slashed(LocalDate.now(clock).plusDays(1)));
        page.press("#asOf", "Enter");
        page.waitForSelector("#asOf-error:has-text('到今天之間')");
        assertThat(page.innerText("main")).contains("請輸入 1 到 150 的歲數", "比對同戶的統一編號看不懂", "請輸入 1 到 6 親等");
        flawless(page);
        shot(page, "query-question-refused");
        page.fill("#asOf", "");
        page.fill("#years", "18");
        page.fill("#together", parent.toLowerCase(Locale.ROOT));
        page.fill("#degree", "1");
        page.press("#degree", "Enter");
        page.waitForSelector(".bureau-sheet");
        assertThat(page.innerText(".bureau-sheet"))
                .contains("年滿 18 歲：是", "與 " + parent + " 同戶：是", "與 " + parent + " 為 1 親等內親屬：是")
                .doesNotContain("是否乙", "資料日期");
        assertThat(page.isVisible("#asOf")).isFalse();
        flawless(page);
        shot(page, "query-question");

        page.navigate("/bureau/query?lang=en");
        page.waitForSelector("#caseNo:focus");
        page.keyboard().type("115-問-2");
        page.keyboard().press("Tab");
        page.keyboard().type(child);
        tabTo(page, "more");
        page.keyboard().press("Enter");
        typeInto(page, "asOf", "101/1/2");
        typeInto(page, "years", "18");
        page.keyboard().press("Enter");
        page.waitForSelector(".bureau-sheet");
        assertThat(page.innerText(".bureau-sheet")).contains("At least 18 years old：no", "Data as of");
        flawless(page);
        page.waitForSelector("#file-sheet:focus");
        Download sheet = page.waitForDownload(() -> page.keyboard().press("Enter"));
        byte[] pdf = Files.readAllBytes(sheet.path());
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("年滿 18 歲", "否", "資料日期", "民國101年1月2日", child)
                    .doesNotContain("是否乙");
            ImageIO.write(
                    new PDFRenderer(document).renderImageWithDPI(0, 150),
                    "png",
                    Path.of("target/query-question-pdf.png").toFile());
        }

        page.navigate("/bureau/query?lang=zh-TW");
        page.waitForSelector("#caseNo:focus");
        page.fill("#caseNo", "115-問-3");
        page.fill("#numbers", child);
        tabTo(page, "more");
        page.keyboard().press("Enter");
        typeInto(page, "kin", parent);
        typeInto(page, "degree", "1");
        granted("name", "householdNo");
        page.keyboard().press("Enter");
        page.waitForSelector("#kin-error:has-text('不在這個目的的授權內')");
        page.fill("#kin", "");
        page.fill("#degree", "");
        page.fill("#together", parent);
        page.fill("#numbers", "");
        page.fill("#households", pair.no().value());
        page.press("#together", "Enter");
        page.waitForSelector("#households-error:has-text('請留白戶號')");
        flawless(page);
    }

    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 60 && !id.equals(page.evaluate("document.activeElement.id")); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo(id);
    }

    private static void typeInto(Page page, String id, String text) {
        tabTo(page, id);
        page.keyboard().type(text);
    }

    private static void households(Page page, String typed) {
        page.fill("#households", typed);
        page.press("#households", "Enter");
    }

    /**
     * From the page that has come to the file that lies there, by nothing but keys. How long the officer waited for the machine is
     * said, never asserted; what their fingers need comes to it.
     */
    private static Path timed(Page page, String caseNo, String number) {
        long begin = System.nanoTime();
        page.waitForSelector("#caseNo:focus");
        page.keyboard().type(caseNo);
        page.keyboard().press("Tab");
        page.keyboard().type(number);
        page.keyboard().press("Enter");
        page.waitForSelector("#file-sheet:focus");
        long answered = System.nanoTime();
        Download sheet = page.waitForDownload(() -> page.keyboard().press("Enter"));
        Path file = Path.of("target/" + sheet.suggestedFilename());
        sheet.saveAs(file);
        long filed = System.nanoTime();
        System.out.printf(
                "from the case number to the filed sheet: %d keys, %d ms (answered after %d ms)%n",
                caseNo.length() + number.length() + 3, (filed - begin) / 1_000_000, (answered - begin) / 1_000_000);
        return file;
    }

    /** Somebody else, who holds the sheet, scans it and then brings the file. */
    private void proved(Path file) throws IOException, ReaderException {
        String scanned;
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 150);
            ImageIO.write(image, "png", Path.of("target/query-sheet-pdf.png").toFile());
            scanned = QrReader.read(image);
        }
        Page holder = screens.window(port);
        holder.navigate("/sheet" + scanned.substring(scanned.indexOf('#')));
        holder.waitForSelector("#shown");
        assertThat(holder.url()).doesNotContain("#");
        assertThat(holder.innerText(".bureau-sheet")).contains("115-登-88", "𠮷永健", "介壽路911號", "筆的證明");
        flawless(holder);
        shot(holder, "sheet-shown");
        holder.setInputFiles("#file", Files.write(Files.createTempFile("large", ".pdf"), new byte[5 << 20]));
        holder.press("#file", "Tab");
        holder.keyboard().press("Enter");
        holder.waitForSelector("#file-error:has-text('4 MB')");
        flawless(holder);
        holder.setInputFiles("#file", file);
        holder.press("#file", "Tab");
        holder.keyboard().press("Enter");
        holder.waitForSelector("#verdict");
        assertThat(holder.innerText("main")).contains("真實").doesNotContain("𠮷永健", "115-登-88");
        flawless(holder);
        shot(holder, "sheet-proved");
        holder.navigate("/sheet?lang=en");
        holder.fill("#code", "no code");
        holder.press("#code", "Enter");
        holder.waitForSelector(".govuk-error-summary");
        assertThat(holder.innerText(".govuk-error-summary")).contains("A code has 24 characters");
        assertThat(holder.inputValue("#code")).isEqualTo("no code");
        flawless(holder);
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/" + name + ".png"))
                .setFullPage(true));
        page.setViewportSize(390, 844);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/" + name + "-390.png"))
                .setFullPage(true));
        page.setViewportSize(1280, 900);
    }

    @Test
    void whatIsTooOldOrNotTheirsIsNotPrinted() {
        Page page = screens.signedIn(port, OFFICER);
        page.navigate("/bureau/query");
        page.fill("#caseNo", "115-登-91");
        page.fill("#numbers", home.person(0).nationalId().value());
        page.press("#numbers", "Enter");
        page.waitForSelector("#file-sheet");
        clock.advance(java.time.Duration.ofMinutes(31));
        page.press("#file-sheet", "Enter");
        page.waitForSelector(".govuk-error-summary");
        assertThat(page.innerText(".govuk-error-summary")).contains("已逾 30 分鐘");
    }

    @Test
    void whoIsNotOnTheRosterIsToldSoAndKeepsWhatWasTyped() {
        grants.dismiss(LAND, OFFICER, MINISTRY);
        Page page = screens.signedIn(port, OFFICER);
        page.navigate("/bureau/query");
        page.fill("#caseNo", "115-登-90");
        page.fill("#numbers", home.person(0).nationalId().value());
        page.press("#numbers", "Enter");
        page.waitForSelector(".govuk-error-summary");
        assertThat(page.innerText(".govuk-error-summary")).contains("您不在貴機關的使用者名冊上");
        assertThat(page.inputValue("#caseNo")).isEqualTo("115-登-90");
    }
}
