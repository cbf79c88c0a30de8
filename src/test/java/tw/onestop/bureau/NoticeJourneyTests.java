package tw.onestop.bureau;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.bureau.Screens.arrive;
import static tw.onestop.bureau.Screens.flawless;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
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
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.notice.Receipt;

/** The agencies' officers answer in their web inbox; clerk, officer and citizen see the same at every step. */
@ProductTest
class NoticeJourneyTests {

    private static final String CLERK = "journey-notice-clerk";
    private static final Map<String, String> NAMES =
            Map.of("BLI", "勞動部勞工保險局", "NTAX", "財政部國稅局", "LTAX", "地方稅稽徵機關", "LAND", "內政部地政司（地政機關）");

    private static Screens screens;

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    AgencyDesk agencies;

    @Autowired
    Cases cases;

    @Autowired
    TestClock clock;

    private final Map<String, Agency.Door> doors = new ConcurrentHashMap<>();
    private final Map<String, Page> officers = new ConcurrentHashMap<>();

    @BeforeAll
    static void open() {
        screens = new Screens();
    }

    @AfterAll
    static void close() {
        screens.close();
    }

    @BeforeEach
    void agenciesThatReadTheWebInbox() {
        access.open(
                new StaffMember(CLERK, "林志明", Set.of(Role.CLERK), new OfficeCode(Cases.OFFICE), null),
                Screens.PASSWORD);
        NAMES.keySet().forEach(code -> {
            AgencyCode agency = new AgencyCode(code);
            doors.put(code, agencies.find(agency).orElseThrow().door());
            agencies.chooseDoor(agency, Agency.Door.INBOX);
            access.open(
                    new StaffMember("journey-" + code, "張承辦", Set.of(Role.OFFICER), null, agency), Screens.PASSWORD);
        });
    }

    @AfterEach
    void theirDoorsAsBefore() {
        doors.forEach((code, door) -> agencies.chooseDoor(new AgencyCode(code), door));
        clock.reset();
    }

    @Test
    void whatTheOfficerAnswersTheClerkAndTheCitizenSee() {
        Receipt receipt = cases.move("陳𡘙美", "BLI", "NTAX", "LTAX");
        Page clerk = screens.signedIn(port, CLERK);
        Page citizen = follow(receipt);
        allSee(receipt, clerk, citizen, "BLI", "已受理");

        Page bli = inbox(receipt, "BLI");
        flawless(bli);
        allSee(receipt, clerk, citizen, "BLI", "已通報");
        openNotice(bli, receipt, "BLI");
        answer(bli, "RECEIVED");
        flawless(bli);
        allSee(receipt, clerk, citizen, "BLI", "已接收，審核處理中");
        openNotice(bli, receipt, "BLI");
        assertThat(bli.locator("input[value=RECEIVED]").count()).isZero();
        bli.check("input[value=COMPLETED]");
        bli.fill("#caseNo", "保-115-0042");
        bli.click("button:has-text('送出回復')");
        arrive(bli, "**/bureau");
        allSee(receipt, clerk, citizen, "BLI", "已完成");
        showNotice(bli, receipt, "BLI");
        flawless(bli);
        assertThat(bli.innerText("main")).contains("保-115-0042", "這一項已結案");
        assertThat(bli.locator("form[action*=replies]").count()).isZero();
        assertThat(text(bli, "/bureau?caseNo=" + receipt.receiptNo()))
                .contains("沒有符合這個編號的待辦通報", "符合編號的已結案件", "地址變更", "已完成");
        flawless(bli);
        bli.click("#ended a");
        arrive(bli, "**" + notice(receipt, "BLI"));

        answer(inbox(receipt, "LTAX"), "NO_RECORD");
        allSee(receipt, clerk, citizen, "LTAX", "查無資料");
        allSee(receipt, clerk, citizen, "NTAX", "已受理");
    }

    @Test
    void aRejectionNeedsItsReasonAndStaysOpenUntilTheCitizenWasTold() {
        Receipt receipt = cases.move("林阿好", "NTAX");
        Page clerk = screens.signedIn(port, CLERK);
        Page citizen = follow(receipt);
        Page officer = inbox(receipt, "NTAX");

        officer.check("input[value=REJECTED]");
        officer.fill("#contactedOn", "115/13/40");
        officer.selectOption("#contactedBy", "PHONE");
        officer.fill("#contactedTime", "25:99");
        officer.fill("#caseNo", "稅-7");
        officer.click("button:has-text('送出回復')");
        officer.waitForSelector(".govuk-error-summary");
        flawless(officer);
        assertThat(officer.locator("#reason-error").innerText()).contains("請寫明理由");
        assertThat(officer.locator("#contactedOn-error").innerText()).contains("聯絡日期看不懂");
        assertThat(officer.locator("#contactedTime-error").innerText()).contains("聯絡時間看不懂");
        assertThat(officer.innerText(".bureau-change")).contains("街路門牌").doesNotContainPattern("[a-z]");
        assertThat(officer.inputValue("#contactedOn")).isEqualTo("115/13/40");
        assertThat(officer.inputValue("#contactedTime")).isEqualTo("25:99");
        assertThat(officer.inputValue("#contactedBy")).isEqualTo("PHONE");
        assertThat(officer.inputValue("#caseNo")).isEqualTo("稅-7");
        assertThat(officer.isChecked("input[value=REJECTED]")).isTrue();
        allSee(receipt, clerk, citizen, "NTAX", "已通報");

        openNotice(officer, receipt, "NTAX");
        officer.check("input[value=REJECTED]");
        officer.fill("#reason", "查無您的綜合所得稅籍，請攜帶身分證到分局辦理。");
        officer.click("button:has-text('送出回復')");
        arrive(officer, "**/bureau");
        allSee(receipt, clerk, citizen, "NTAX", "不予核准");
        assertThat(text(clerk, "/counter/receipts/" + receipt.receiptNo())).contains("查無您的綜合所得稅籍");
        assertThat(citizen.innerText("main")).contains("以電話或簡訊與您聯絡").doesNotContain("綜合所得稅籍");

        // Still in the inbox: nobody has told the citizen.
        openNotice(officer, receipt, "NTAX");
        flawless(officer);
        assertThat(officer.innerText("main")).contains("補登聯絡", "查無您的綜合所得稅籍");
        officer.click("button:has-text('登錄聯絡')");
        officer.waitForSelector("#contactedBy-error");
        officer.selectOption("#contactedBy", "SMS");
        officer.fill("#contactedOn", "115/01/09");
        officer.fill("#contactedTime", "9點");
        officer.click("button:has-text('登錄聯絡')");
        officer.waitForSelector("#contactedTime-error");
        assertThat(officer.inputValue("#contactedBy")).isEqualTo("SMS");
        officer.fill("#contactedTime", "9:05");
        officer.click("button:has-text('登錄聯絡')");
        arrive(officer, "**/bureau");
        assertThat(officer.innerText("main")).contains("已登錄聯絡");
        assertThat(officer.locator("main > .house-scroll:has-text('" + receipt.receiptNo() + "')")
                        .count())
                .isZero();
        allSee(receipt, clerk, citizen, "NTAX", "不予核准");
        showNotice(officer, receipt, "NTAX");
        assertThat(officer.innerText("main")).contains("簡訊", "115/01/09 09:05", "這一項已結案");
    }

    @Test
    void anotherAgencysOfficerSeesNothingOfIt() {
        Receipt receipt = cases.move("黃水木", "BLI");
        inbox(receipt, "BLI");
        Page other = officer("LTAX");
        other.navigate("/bureau");
        assertThat(other.innerText("main")).doesNotContain(receipt.receiptNo());

        Response answer = Objects.requireNonNull(other.navigate(notice(receipt, "BLI")));

        assertThat(answer.status()).isEqualTo(404);
        flawless(other);
        assertThat(other.innerText("body")).doesNotContain("黃水木");
    }

    @Test
    void theOfficerReadsTheSamePagesInEnglish() {
        Receipt receipt = cases.move("郭金枝", "BLI");
        Page officer = inbox(receipt, "BLI");
        officer.click("button:has-text('送出回復')");
        officer.waitForSelector("#status-error");
        officer.click("text=English");
        arrive(officer, "**/bureau/notices/*");
        flawless(officer);
        assertThat(officer.innerText("main")).contains("What is told", "Send the reply", "Address");
        officer.navigate("/bureau");
        flawless(officer);
        assertThat(officer.innerText("main")).contains("Sent to the agency").doesNotContain("已通報");
        officer.navigate("/bureau/endpoint");
        flawless(officer);
        officer.navigate("/docs/api");
        flawless(officer);
    }

    @Test
    void theCitizenTypesNumberAndCodeAndIsToldWhatIsWrong() {
        Receipt receipt = cases.move("吳來發", "BLI");
        Page citizen = screens.window(port);
        citizen.navigate("/");
        flawless(citizen);
        citizen.click(".portal-main");
        arrive(citizen, "**/progress");
        flawless(citizen);

        look(citizen, "", "12345");
        assertThat(citizen.locator("#receiptNo-error").innerText()).contains("請輸入案件編號");
        assertThat(citizen.locator("#code-error").innerText()).contains("10 個數字", "5 個");
        assertThat(citizen.inputValue("#code")).isEqualTo("12345");
        flawless(citizen);

        String wrongCode = refused(citizen, receipt.receiptNo(), other(receipt.queryCode()));
        assertThat(citizen.inputValue("#receiptNo")).isEqualTo(receipt.receiptNo());
        assertThat(refused(citizen, "999999999999", receipt.queryCode())).isEqualTo(wrongCode);
        flawless(citizen);

        String no = receipt.receiptNo();
        look(citizen, no.substring(0, 4) + " " + no.substring(4, 8) + "-" + no.substring(8), receipt.queryCode());
        citizen.waitForSelector("#result");
        flawless(citizen);
        assertThat(citizen.innerText("main")).contains(NAMES.get("BLI")).doesNotContain("吳", "發");

        citizen.click("text=English");
        citizen.waitForSelector("text=Bureau of Labor Insurance");
        flawless(citizen);
        assertThat(citizen.innerText("#result"))
                .contains("Accepted", "Expected by")
                .doesNotContain("客服", "上班日");
    }

    @Test
    void whoGuessesHasToWaitAndIsToldSo() {
        Receipt receipt = cases.move("許添丁", "BLI");
        Page citizen = screens.window(port);
        citizen.navigate("/progress");
        for (int i = 0; i < 10; i++) {
            look(citizen, receipt.receiptNo(), other(receipt.queryCode()));
        }

        look(citizen, receipt.receiptNo(), receipt.queryCode());

        assertThat(citizen.innerText("#refusal")).contains("輸入錯誤太多次", "分鐘再試");
        assertThat(citizen.locator("#result").count()).isZero();
        flawless(citizen);
        clock.advance(Duration.ofMinutes(6));
        look(citizen, receipt.receiptNo(), receipt.queryCode());
        citizen.waitForSelector("#result");
    }

    @Test
    void theCodeOfTheQrNeverReachesAnAddressTheServerSees() {
        Receipt receipt = cases.move("蔡月娥", "BLI");
        Page citizen = screens.window(port);
        Set<String> addresses = ConcurrentHashMap.newKeySet();
        citizen.context().onRequest(request -> {
            addresses.add(request.url().replaceFirst("#.*", ""));
            addresses.add(String.valueOf(request.headers().get("referer")));
        });

        scan(citizen, receipt);
        citizen.click("text=重新查詢");
        citizen.waitForResponse("**/progress", () -> citizen.click("text=重新查詢"));

        assertThat(citizen.url()).endsWith("/progress");
        assertThat(addresses)
                .isNotEmpty()
                .noneMatch(address -> address.contains(receipt.queryCode()) || address.contains(receipt.receiptNo()));
        citizen.goBack();
        assertThat(citizen.url()).doesNotContain(receipt.queryCode());
    }

    @Test
    void anItemIsWithdrawnBeforeTheAgencyTookItUpAndNeverAfter() {
        Receipt receipt = cases.move("鄭罔市", "BLI", "LAND", "LTAX");
        Page clerk = screens.signedIn(port, CLERK);
        Page citizen = follow(receipt);
        Page early = follow(receipt);
        withdraw(citizen, "LAND");
        assertThat(citizen.innerText("#result")).contains("已經撤回。");
        flawless(citizen);
        allSee(receipt, clerk, citizen, "LAND", "已撤回");

        Page ltax = inbox(receipt, "LTAX");
        citizen.click("text=重新查詢");
        citizen.locator(item("LTAX"), new Page.LocatorOptions().setHasText("已通報"))
                .waitFor();
        withdraw(citizen, "LTAX");
        ltax.check("input[value=COMPLETED]");
        ltax.click("button:has-text('送出回復')");
        ltax.waitForSelector(".govuk-error-summary");
        assertThat(ltax.innerText("main")).contains("民眾已撤回這一項");
        allSee(receipt, clerk, citizen, "LTAX", "已撤回");

        answer(inbox(receipt, "BLI"), "RECEIVED");
        citizen.click("text=重新查詢");
        citizen.locator(item("BLI"), new Page.LocatorOptions().setHasText("審核處理中"))
                .waitFor();
        assertThat(citizen.locator(item("BLI") + " details").count()).isZero();
        withdraw(early, "BLI");
        assertThat(early.innerText("#result")).contains("機關已經開始辦理，不能撤回");
        flawless(early);
        allSee(receipt, clerk, citizen, "BLI", "已接收，審核處理中");
    }

    @Test
    void theReceiptOnScreenAndOnPaperSaysTheSame() throws Exception {
        Receipt receipt = cases.move("𠮷美𡘙", "TAIPOWER", "MVO", "BLI");
        Page clerk = screens.signedIn(port, CLERK);
        clerk.navigate("/counter/receipts/" + receipt.receiptNo());
        flawless(clerk);
        String screen = clerk.innerText(".paper");
        String grouped = receipt.receiptNo().replaceAll("(.{4})(?=.)", "$1 ");
        String code = receipt.queryCode().replaceAll("(.{4})(?=.)", "$1 ");
        assertThat(clerk.locator(".signed img").evaluate("image => image.naturalWidth"))
                .isEqualTo(800);
        String progress =
                clerk.innerText(".paper .url") + "#no=" + receipt.receiptNo() + "&code=" + receipt.queryCode();
        assertThat(QrReader.read(clerk.request()
                        .get(clerk.getAttribute(".qr img", "src"))
                        .body()))
                .isEqualTo(progress);

        byte[] pdf = clerk.request()
                .get("/counter/receipts/" + receipt.receiptNo() + ".pdf")
                .body();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String paper = new PDFTextStripper().getText(document);
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(QrReader.read(new PDFRenderer(document).renderImageWithDPI(0, 200)))
                    .isEqualTo(progress);
            for (String said : List.of(grouped, code, "𠮷○𡘙", "預定", "前")) {
                assertThat(screen).contains(said);
                assertThat(paper).contains(said);
            }
            receipt.items().forEach(item -> {
                assertThat(screen)
                        .contains(item.agency().name(), item.agency().contact().phone());
                assertThat(paper)
                        .contains(item.agency().name(), item.agency().contact().phone());
                if (!item.statutory()) {
                    String expected = RocDate.slashed(Objects.requireNonNull(item.expectedOn()));
                    assertThat(screen).contains(expected);
                    assertThat(paper).contains(expected);
                }
            });
        }

        answer(inbox(receipt, "BLI"), "COMPLETED");
        clerk.reload();
        assertThat(clerk.innerText(".items tr:has-text('勞動部勞工保險局') .when"))
                .contains("已完成")
                .doesNotContain("預定");
    }

    /** Clerk (list and receipt), citizen and officer (inbox and notice) see this state of the agency's item. */
    private void allSee(Receipt receipt, Page clerk, Page citizen, String agency, String state) {
        String name = NAMES.getOrDefault(agency, agency);
        clerk.navigate("/counter/receipts/" + receipt.receiptNo());
        assertThat(clerk.locator(".items tr", new Page.LocatorOptions().setHasText(name))
                        .locator(".when")
                        .innerText())
                .as("the clerk on the receipt")
                .contains(state);
        clerk.navigate("/counter/applications");
        assertThat(clerk.locator(".counter-application", new Page.LocatorOptions().setHasText(receipt.receiptNo()))
                        .locator("li", new Locator.LocatorOptions().setHasText(name))
                        .locator(".govuk-tag")
                        .innerText())
                .as("the clerk in the list")
                .isEqualTo(state);
        citizen.waitForResponse("**/progress", () -> citizen.click("text=重新查詢"));
        citizen.locator(item(agency) + " .progress__status", new Page.LocatorOptions().setHasText(state))
                .waitFor();
        Page officer = officers.get(agency);
        if (officer != null && !state.equals("已受理")) {
            officer.navigate(notice(receipt, agency));
            assertThat(officer.locator("h1 .govuk-tag").innerText())
                    .as("the officer")
                    .isEqualTo(state);
        }
    }

    private static String item(String agency) {
        return ".progress__item:has-text('" + NAMES.getOrDefault(agency, agency) + "')";
    }

    private static void withdraw(Page citizen, String agency) {
        citizen.click(item(agency) + " summary");
        citizen.click(item(agency) + " button");
        citizen.waitForURL("**/progress/withdraw");
    }

    private Page follow(Receipt receipt) {
        Page citizen = screens.window(port);
        scan(citizen, receipt);
        return citizen;
    }

    /** As the telephone does with the QR code. */
    private static void scan(Page citizen, Receipt receipt) {
        citizen.navigate("/progress#no=" + receipt.receiptNo() + "&code=" + receipt.queryCode());
        citizen.waitForSelector("#result");
    }

    private static void look(Page citizen, String number, String code) {
        citizen.fill("#receiptNo", number);
        citizen.fill("#code", code);
        citizen.evaluate("document.body.id = 'asked'");
        citizen.press("#code", "Enter");
        citizen.waitForSelector("body:not(#asked)");
        citizen.waitForLoadState();
    }

    private static String refused(Page citizen, String number, String code) {
        look(citizen, number, code);
        return citizen.innerText("#refusal");
    }

    private static String other(String code) {
        return (code.charAt(0) == '0' ? '1' : '0') + code.substring(1);
    }

    private static String text(Page page, String path) {
        page.navigate(path);
        return page.innerText("main");
    }

    private Page officer(String agency) {
        return officers.computeIfAbsent(agency, code -> screens.signedIn(port, "journey-" + code));
    }

    /** Opens the agency's inbox until the notice is in it, and then the notice. */
    private Page inbox(Receipt receipt, String agency) {
        Page officer = officer(agency);
        eventually(() -> text(officer, "/bureau?caseNo=" + receipt.receiptNo()).contains(receipt.receiptNo()));
        openNotice(officer, receipt, agency);
        return officer;
    }

    private static void openNotice(Page officer, Receipt receipt, String agency) {
        officer.navigate("/bureau?caseNo=" + receipt.receiptNo());
        officer.locator("tbody tr", new Page.LocatorOptions().setHasText(receipt.receiptNo()))
                .locator("a")
                .click();
        arrive(officer, "**" + notice(receipt, agency));
    }

    private static void showNotice(Page officer, Receipt receipt, String agency) {
        officer.navigate(notice(receipt, agency));
    }

    private static String notice(Receipt receipt, String agency) {
        return "/bureau/notices/"
                + receipt.items().stream()
                        .filter(item -> item.agency().code().value().equals(agency))
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    private static void answer(Page officer, String status) {
        officer.check("input[value=" + status + "]");
        officer.click("button:has-text('送出回復')");
        arrive(officer, "**/bureau");
        assertThat(officer.innerText("[role=status]")).contains("已收下您的回復");
    }

    /** What the sequencer does by itself after the commit is waited for, not timed. */
    private static void eventually(BooleanSupplier holds) {
        Instant giveUp = Instant.now().plusSeconds(30);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as("still not so").isBefore(giveUp);
        }
    }
}
