package tw.onestop.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ReaderException;
import com.microsoft.playwright.Download;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.Cards;
import tw.onestop.ProductTest;
import tw.onestop.QrReader;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.KinGrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** Two officers and the ministry: the code, the relatives and their sheet, the review and its share, by keyboard. */
@ProductTest
class KinshipJourneyTests {

    private static final AgencyCode MOCS = new AgencyCode("MOCS");
    private static final Actor MINISTRY = Actor.rule("test");
    private static final StaffMember CONTROLLER =
            new StaffMember("journey-kin-controller", "稽核", Set.of(Role.OFFICER), null, MOCS);
    private static final StaffMember QUERIER =
            new StaffMember("journey-kin-querier", "承辦", Set.of(Role.OFFICER), null, MOCS);

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    GrantDesk grants;

    @Autowired
    KinGrantDesk kin;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    private final NationalId controllerNumber = People.nextId(Sex.FEMALE);
    private final NationalId querierNumber = People.nextId(Sex.MALE);
    private People.Home home;

    @BeforeEach
    void anAgencyThatMayAsk() {
        LocalDate today = LocalDate.now(clock);
        grants.give(
                new Grant(
                        "JOURNEY-MOCS",
                        MOCS,
                        "遺族撫慰金審查",
                        "Survivors of civil servants",
                        "公務人員退休資遣撫卹法",
                        Set.of("name", "kinWithin"),
                        3,
                        600,
                        today,
                        today.plusYears(5).minusDays(1),
                        null),
                MINISTRY);
        kin.give(MOCS, "JOURNEY-MOCS", "COURT", 3, MINISTRY);
        kin.appoint(MOCS, "JOURNEY-MOCS", Set.of(CONTROLLER.username()), MINISTRY);
        grants.name(MOCS, CONTROLLER.username(), controllerNumber, MINISTRY);
        grants.name(MOCS, QUERIER.username(), querierNumber, MINISTRY);
        TestDatabase.asOwner().sql("delete from link.kin_try").update();
        home = people.household("09007010001", "親等路91號")
                .head("𠮷永健", Sex.MALE, LocalDate.of(1970, 10, 10))
                .spouse("林美", Sex.FEMALE, LocalDate.of(1972, 3, 4))
                .child("𠮷永一", Sex.MALE, LocalDate.of(2000, 5, 6))
                .found();
    }

    @AfterEach
    void ends() {
        grants.end(MOCS, "JOURNEY-MOCS", "test", MINISTRY);
    }

    @Test
    void fromTheCodeToTheFiledSheetAndTheReviewedQuery() throws IOException, ReaderException {
        String target = home.person(2).nationalId().value();
        try (Walk controller = Walk.of(CONTROLLER, access, port);
                Walk querier = Walk.of(QUERIER, access, port)) {
            byCard(controller, "稽核", controllerNumber);
            byCard(querier, "承辦", querierNumber);
            controller.open("/bureau/kinship");
            controller.flawless();
            controller.tabTo("to-control");
            controller.press("Enter");
            controller.arrive("**/bureau/kinship/control");
            assertThat(controller.focused()).isEqualTo("purpose");
            controller.fill("querier", "nobody");
            controller.fill("number", target);
            controller.press("Enter");
            controller.see("#errors");
            controller.flawless();
            assertThat(controller.text()).contains("nobody 不在這個目的的使用者名冊上");
            assertThat(controller.page().inputValue("#number")).isEqualTo(target);
            controller.fill("querier", QUERIER.username());
            controller.press("Enter");
            controller.see("#made");
            controller.flawless();
            controller.fits("kinship-code");
            String code = controller.page().innerText("#made");
            assertThat(controller.text()).contains("只在這一頁顯示一次").doesNotContain(target);

            querier.open("/bureau/kinship");
            querier.flawless();
            assertThat(querier.focused()).isEqualTo("code");
            querier.fill("code", code);
            querier.fill("caseNo", "115-撫-1");
            querier.fill("number", target);
            querier.fill("father", "吉永健");
            querier.fill("mother", "林美");
            querier.press("Enter");
            querier.see("#errors");
            querier.flawless();
            assertThat(querier.text()).contains("統一編號與父母姓名不符，或查無資料");
            assertThat(querier.page().inputValue("#code")).isEqualTo(code);
            querier.fill("father", "𠮷永健");
            querier.press("Enter");
            querier.see("[data-kin]");
            querier.flawless();
            assertThat(querier.page().innerText("[data-kin]"))
                    .contains("𠮷永健", "林美", "直系血親", "第二順序")
                    .doesNotContain("親等路91號");
            querier.fits("kinship-told");
            assertThat(querier.focused()).isEqualTo("file-sheet");
            Download sheet = querier.page().waitForDownload(() -> querier.press("Enter"));
            Path file = Path.of("target/kinship-sheet.pdf");
            sheet.saveAs(file);
            proved(file);

            controller.open("/bureau/kinship/reviews");
            controller.flawless();
            assertThat(controller.page().innerText("#share")).contains("還要抽查 1 筆");
            controller.tabTo("review-0");
            controller.press("Enter");
            controller.see("#errors");
            assertThat(controller.text()).contains("請選擇抽查結果");
            controller.flawless();
            controller.tick("finding");
            controller.fill("note", "案卷齊全");
            controller.fits("kinship-reviews");
            controller.press("Enter");
            controller.see("[data-reviewed]");
            controller.flawless();
            assertThat(controller.page().innerText("#share")).contains("100%", "已達抽查比率");
        }
        theMinistrySees();
    }

    /** Binds a card to the account, and comes again with it. */
    private static void byCard(Walk walk, String name, NationalId number) {
        Cards.insert(name, number);
        walk.open("/account");
        walk.page().focus("#card-password");
        walk.type(Walk.PASSWORD);
        walk.pin(Cards.PIN);
        walk.see("#card-bound");
        walk.page().click(".house-header__button");
        walk.arrive("**/sign-in?left");
        walk.pin(Cards.PIN);
        walk.page().waitForURL("**/bureau");
    }

    /** Somebody else, who holds the sheet, scans it and then brings the file. */
    private void proved(Path file) throws IOException, ReaderException {
        String scanned;
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 150);
            ImageIO.write(image, "png", Path.of("target/kinship-sheet-pdf.png").toFile());
            scanned = QrReader.read(image);
        }
        try (Walk holder = Walk.of(port)) {
            holder.open("/sheet" + scanned.substring(scanned.indexOf('#')));
            holder.see("#shown");
            assertThat(holder.page().innerText(".bureau-sheet"))
                    .contains("115-撫-1", "公務人員退休資遣撫卹法", "法院審理案件", "𠮷永一", "𠮷永健", "林美", "直系血親");
            holder.flawless();
            holder.fits("kinship-sheet-shown");
            holder.page().setInputFiles("#file", file);
            holder.page().press("#file", "Tab");
            holder.press("Enter");
            holder.see("#verdict");
            assertThat(holder.text()).contains("真實", "JOURNEY-MOCS").doesNotContain("𠮷永一", "115-撫-1");
            holder.open("/sheet?lang=en");
            holder.fill("code", scanned.substring(scanned.indexOf('#') + 1));
            holder.press("Enter");
            holder.see("#shown");
            holder.flawless();
            assertThat(holder.text()).contains("Father, as named by the officer", "within 3 degrees");
        }
    }

    private void theMinistrySees() {
        StaffMember official = new StaffMember("journey-kin-ministry", "科員", Set.of(Role.MINISTRY), null, null);
        try (Walk ministry = Walk.of(official, access, port)) {
            ministry.open("/ministry/kinship");
            ministry.flawless();
            assertThat(ministry.page().innerText("[data-shares]")).contains("JOURNEY-MOCS", "100 %", "已達");
            ministry.fits("kinship-shares");
            ministry.fill("month", "十一月");
            ministry.press("Enter");
            ministry.see("#errors");
            ministry.flawless();
            assertThat(ministry.text()).contains("月份看不懂");
            ministry.open("/ministry/kinship?lang=en");
            ministry.flawless();
            assertThat(ministry.text()).contains("Review of kinship queries");
        }
    }
}
