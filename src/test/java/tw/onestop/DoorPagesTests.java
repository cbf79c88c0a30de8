package tw.onestop;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.ContextConfiguration;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.exchange.Reply;
import tw.onestop.notice.ItemStatus;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.NoticeDesk.AgencyItem;
import tw.onestop.notice.ProgressAnswer;
import tw.onestop.notice.Receipt;
import tw.onestop.trust.TrustDesk;

/** The pages of the doors {@code portal} and {@code bureau} and the receipt, in a real browser, on stand-in desks. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.flyway.enabled=false", "onestop.voice.number=412-8585"})
@ContextConfiguration(initializers = TestDatabase.class)
@EnabledIf("aBrowserIsThere")
class DoorPagesTests {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    int port;

    @Autowired
    StandInDesks.Exchange exchange;

    static boolean aBrowserIsThere() {
        return Files.isExecutable(CHROMIUM);
    }

    @BeforeAll
    static void open() {
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void close() {
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void nothingRepliedYet() {
        exchange.replies.clear();
    }

    @Test
    void everyPageIsWithoutSeriousFindingsOnATelephoneAndOnADesk() {
        for (String path : List.of(
                "/",
                "/progress",
                "/progress#no=115000000123&code=1234567890",
                "/docs/api",
                "/bureau",
                "/bureau/notices/" + StandInDesks.OPEN,
                "/bureau/endpoint",
                "/counter/receipts/115000000123",
                "/?lang=en",
                "/bureau/notices/" + StandInDesks.OPEN + "?lang=en")) {
            for (int[] size : new int[][] {{390, 844}, {1280, 900}}) {
                try (Page page = page(size[0], size[1])) {
                    page.navigate(at(path));
                    page.waitForLoadState();
                    if (path.contains("#")) {
                        page.waitForSelector("#result");
                    }
                    picture(page, path, size[0]);
                    assertThat(serious(page)).as(path + " " + size[0]).isEmpty();
                    assertThat(tooWide(page))
                            .as("wider than the screen: " + path)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void theQrCodeOpensTheResultAndLeavesNoCodeInTheAddress() {
        try (Page page = page(390, 844)) {
            page.navigate(at("/progress#no=115000000123&code=1234567890"));
            page.waitForSelector("#result");
            assertThat(page.url()).isEqualTo(at("/progress"));
            assertThat(page.textContent("#result"))
                    .contains("台灣電力公司", "已接收，審核處理中", "1911", "115/01/09 14:05")
                    .doesNotContain("王○明", "車牌號碼與車主不符");
            assertThat(page.getByText("撤回這一項").count()).isEqualTo(1);
        }
    }

    @Test
    void aWrongCodeAndAnUnknownNumberGetTheSameSentenceUntilTooMany() {
        try (Page page = page(390, 844)) {
            String wrongCode = refusal(page, "115000000123", "0000000000");
            String unknownNumber = refusal(page, "115999999999", "1234567890");
            assertThat(wrongCode).isEqualTo(unknownNumber).contains("查不到這個案件");
            assertThat(refusal(page, "115000000777", "0000000000")).contains("輸入錯誤太多次，請過5分鐘再試");
        }
    }

    @Test
    void anItemNotYetTakenUpCanBeWithdrawnWithoutAScriptInThePage() {
        try (Page page = page(390, 844)) {
            page.navigate(at("/progress"));
            page.fill("#receiptNo", "1150 0000 0123");
            page.fill("#code", "1234 5678 90");
            page.click("#progress-form button");
            page.getByText("撤回這一項").click();
            page.getByText("確定撤回").click();
            assertThat(page.textContent("[role=status]")).contains("已經撤回");
        }
    }

    @Test
    void anOfficerReadsBeforeAndAfterAndRejectsWithReasonAndContact() {
        try (Page page = page(1280, 900)) {
            page.navigate(at("/bureau"));
            page.getByText("戶籍地址變更").first().click();
            assertThat(page.textContent("main"))
                    .contains("連江縣南竿鄉介壽村5鄰76號", "連江縣北竿鄉塘岐村3鄰12號", "電號", "01234567890", "王𠮷明");
            page.getByLabel("不予核准", new Page.GetByLabelOptions().setExact(true)).check();
            page.getByText("送出回復").click();
            assertThat(page.textContent("#reason-error")).contains("請寫明理由");
            page.fill("#reason", "電號與戶名不符");
            page.selectOption("#contactedBy", "PHONE");
            page.fill("#contactedOn", "115/1/12");
            page.fill("#contactedTime", "10:30");
            page.getByText("送出回復").click();
            assertThat(page.textContent("[role=status]")).contains("已收下您的回復");
        }
        assertThat(exchange.replies)
                .singleElement()
                .isEqualTo(new Reply(
                        Reply.Status.REJECTED, "電號與戶名不符", "PHONE", Instant.parse("2026-01-12T02:30:00Z"), null));
    }

    @Test
    void aReplyThatGoesBackwardsIsRefusedInItsOwnSentence() {
        try (Page page = page(1280, 900)) {
            page.navigate(at("/bureau/notices/" + StandInDesks.CLOSED));
            page.getByLabel("已接收，審核處理中").check();
            page.getByText("送出回復").click();
            assertThat(page.textContent("#status-error")).contains("不能改回先前的狀態");
        }
    }

    @Test
    void theReceiptPrintsAsPdf() {
        try (Page page = page(1280, 900)) {
            var pdf = page.request().get(at("/counter/receipts/115000000123.pdf"));
            assertThat(pdf.status()).isEqualTo(200);
            assertThat(pdf.headers().get("content-type")).startsWith("application/pdf");
            assertThat(page.request().get(at("/counter/receipts/115999999999")).status())
                    .isEqualTo(404);
        }
    }

    private String refusal(Page page, String number, String code) {
        page.navigate(at("/progress"));
        page.fill("#receiptNo", number);
        page.fill("#code", code);
        page.click("#progress-form button");
        return page.textContent("#refusal");
    }

    private Page page(int width, int height) {
        Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, height));
        page.setDefaultTimeout(8000);
        return page;
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    private static List<String> serious(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(v -> List.of("serious", "critical").contains(v.getImpact()))
                        .map(v -> v.getId() + " " + v.getNodes().getFirst().getHtml())
                        .toList();
    }

    /** What makes the page scroll sideways, if it does. */
    private static String tooWide(Page page) {
        return (String) page.evaluate("""
                () => document.documentElement.scrollWidth <= window.innerWidth + 1 ? '' :
                  [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
                    .map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ') || 'page'""");
    }

    private static void picture(Page page, String path, int width) {
        String name = path.replaceAll("[^a-z]+", "-") + "-" + width + ".png";
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "papers", name)));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan(basePackages = {"tw.onestop.portal", "tw.onestop.bureau", "tw.onestop.notice.web"})
    @ComponentScan(
            basePackages = "tw.onestop",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {Header.class, Languages.class, Roc.class, Sentences.class}))
    static class House {

        @Bean
        TestClock testClock() {
            return new TestClock();
        }

        @Bean
        SecurityFilterChain everythingOpen(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .build();
        }

        @Bean
        AccessDesk access() {
            return new StandInDesks.Access();
        }

        @Bean
        StandInDesks.Exchange exchange() {
            return new StandInDesks.Exchange();
        }

        @Bean
        TrustDesk trust() {
            return only(
                    TrustDesk.class,
                    Map.of("verifyingKeys", _ -> List.of(new TrustDesk.VerifyingKey("k1", new byte[32]))));
        }

        @Bean
        AgencyDesk agencies() {
            Agency taipower = StandInDesks.agency("TAIPOWER", "台灣電力公司", "Taiwan Power Company", "1911");
            return only(AgencyDesk.class, Map.of("find", _ -> Optional.of(taipower), "capabilities", _ -> List.of()));
        }

        @Bean
        NoticeDesk notices() {
            Receipt receipt = StandInDesks.receipt();
            AgencyItem open = new AgencyItem(
                    StandInDesks.OPEN,
                    "tw.onestop.notice.registration-change.address.v1",
                    ItemStatus.SENT,
                    StandInDesks.FILED,
                    "115000000123");
            return only(
                    NoticeDesk.class,
                    Map.of(
                            "receipt",
                                    given -> Optional.of(receipt)
                                            .filter(r -> r.receiptNo().equals(given[0])),
                            "progress", given -> progress(receipt, given),
                            "openItems", _ -> List.of(open),
                            "withdraw", _ -> true));
        }

        private static Object progress(Receipt receipt, Object[] given) {
            boolean right =
                    receipt.receiptNo().equals(given[0]) && receipt.queryCode().equals(given[1]);
            if (given.length == 2) {
                return Optional.of(receipt).filter(_ -> right);
            }
            return right
                    ? new ProgressAnswer.Found(receipt)
                    : given[0].equals("115000000777")
                            ? new ProgressAnswer.Wait(Duration.ofSeconds(250))
                            : new ProgressAnswer.NotFound();
        }

        /** A desk that answers these methods only. */
        private static <D> D only(Class<D> desk, Map<String, Function<Object[], Object>> answers) {
            return desk.cast(Proxy.newProxyInstance(
                    desk.getClassLoader(), new Class<?>[] {desk}, (self, method, given) -> switch (method.getName()) {
                        case "equals" ->
                            given[0] != null && System.identityHashCode(self) == System.identityHashCode(given[0]);
                        case "hashCode" -> System.identityHashCode(self);
                        case "toString" -> desk.getSimpleName();
                        default ->
                            Objects.requireNonNull(answers.get(method.getName()), method.getName())
                                    .apply(given);
                    }));
        }
    }
}
