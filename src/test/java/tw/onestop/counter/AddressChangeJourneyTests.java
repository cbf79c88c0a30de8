package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistryDesk;

/** The main road in a real browser, by keyboard; only the citizen's signature is drawn. */
@ProductTest
class AddressChangeJourneyTests {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String PASSWORD = "correct horse battery staple";

    /** Five agencies, with what the citizen adds where an agency needs it. */
    private static final Map<String, String> TOLD =
            Map.of("TAIPOWER", "01234567890", "TAIWATER", "4K123456789", "LAND", "", "MVO", "ABC-1234", "NTAX", "");

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    RegistryDesk registry;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @BeforeAll
    static void open() {
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync")));
    }

    @AfterAll
    static void close() {
        browser.close();
        playwright.close();
    }

    @Test
    void aClerkRecordsAnAddressChangeWithFiveNoticesByKeyboard() {
        People.Home home = people.household("09007010001", "介壽路1號")
                .head("陳大文", Sex.MALE, LocalDate.of(1975, 4, 2))
                .found();
        access.open(new StaffMember("journey", "林志明", Set.of(Role.CLERK), new OfficeCode("09007010"), null), PASSWORD);

        try (Page page = browser.newPage()) {
            page.setViewportSize(1280, 900);
            signIn(page);
            find(page, home);
            page.keyboard().press("Enter");
            type(page);
            tick(page, home);
            sign(page);
            conclude(page);
        }

        assertThat(registry.person(home.id(0), AsOf.on(LocalDate.now(clock)), People.clerk("09007010"))
                        .orElseThrow()
                        .address()
                        .street())
                .isEqualTo("復興路88號");
    }

    @Test
    void withoutScriptsAWrongFormSaysWhatIsWrongAndLosesNothing() {
        People.Home home = people.household("09007010001", "介壽路2號")
                .head("林小美", Sex.FEMALE, LocalDate.of(1990, 6, 7))
                .found();
        access.open(new StaffMember("journey", "林志明", Set.of(Role.CLERK), new OfficeCode("09007010"), null), PASSWORD);

        try (BrowserContext plain = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = plain.newPage();
            signIn(page);
            page.fill("#q", home.numbers().getFirst().value());
            page.press("#q", "Enter");
            page.click("button[value=ADDR]");
            page.fill("#f-eventDate", "115/13/40");
            page.fill("[name='v.address.village']", "南竿鄉津沙");
            page.fill("[id='f-address.street']", "津沙9號");
            page.click("button[value=next]");

            assertThat(page.url()).endsWith("/forms/0");
            assertThat(page.locator("[id='f-eventDate-error']").isVisible()).isTrue();
            assertThat(page.locator("[id='f-mode-error']").isVisible()).isTrue();
            assertThat(page.inputValue("#f-eventDate")).isEqualTo("115/13/40");
            assertThat(page.inputValue("[name='v.address.village']")).isEqualTo("連江縣南竿鄉津沙村");
            page.navigate("http://localhost:" + port + "/counter");
            page.click(".counter-cards a");
            assertThat(page.inputValue("[id='f-address.street']")).isEqualTo("津沙9號");
        }
    }

    private void signIn(Page page) {
        page.navigate("http://localhost:" + port + "/sign-in");
        page.fill("#username", "journey");
        page.fill("#password", PASSWORD);
        page.press("#password", "Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    private void find(Page page, People.Home home) {
        arrive(page, "**/counter");
        flawless(page);
        page.keyboard().type(home.numbers().getFirst().value());
        page.keyboard().press("Enter");
        arrive(page, "**/counter/persons/*");
        flawless(page);
    }

    private void type(Page page) {
        arrive(page, "**/forms/0");
        flawless(page);
        page.keyboard().type(RocDate.compact(LocalDate.now(clock)));
        tabTo(page, "f-mode");
        page.keyboard().press("Space");
        tabTo(page, "f-address.neighbourhood");
        page.keyboard().type("3");
        tabTo(page, "f-address.street");
        page.keyboard().type("復興路88號");
        for (String paper : List.of("f-evidence", "f-evidence-HOUSEHOLD_CERTIFICATE", "f-evidence-TITLE_DEED")) {
            tabTo(page, paper);
            page.keyboard().press("Space");
        }
        tabTo(page, "f-applicant.phone");
        page.keyboard().type("0912345678");
        page.keyboard().press("Enter");
    }

    private void tick(Page page, People.Home home) {
        arrive(page, "**/notices");
        flawless(page);
        for (String agency : List.of("TAIPOWER", "TAIWATER", "LAND", "MVO", "NTAX")) {
            tabTo(page, "c-%s/ADDRESS/%d".formatted(agency, home.id(0).value()));
            page.keyboard().press("Space");
            String key = TOLD.getOrDefault(agency, "");
            if (!key.isEmpty()) {
                page.keyboard().press("Tab");
                page.keyboard().type(key);
            }
        }
        tabTo(page, "f-consent");
        page.keyboard().press("Space");
        flawless(page);
    }

    private void sign(Page page) {
        page.locator("canvas").scrollIntoViewIfNeeded();
        BoundingBox pad = page.locator("canvas").boundingBox();
        page.mouse().move(pad.x + 40, pad.y + 40);
        page.mouse().down();
        for (int i = 1; i < 12; i++) {
            page.mouse().move(pad.x + 40 + i * 25, pad.y + 40 + (i % 3) * 30);
        }
        page.mouse().up();
        page.keyboard().press("Enter");
    }

    private void conclude(Page page) {
        arrive(page, "**/review");
        flawless(page);
        page.keyboard().press("Enter");
        arrive(page, "**/done");
        flawless(page);
        String receiptNo = page.locator(".counter-done__no").textContent();
        page.keyboard().press("Enter");
        arrive(page, "**/counter/receipts/**");
        flawless(page);
        assertThat(page.url()).endsWith("/" + receiptNo);
        assertThat(page.innerText("main")).contains("陳○文", "台灣電力公司", "交通部公路局");
    }

    /** Waits for the next page; where it does not come, says what stands on this one. */
    private static void arrive(Page page, String url) {
        try {
            page.waitForURL(url, new Page.WaitForURLOptions().setTimeout(15_000));
        } catch (TimeoutError notThere) {
            throw new AssertionError(page.url() + " instead of " + url + "\n" + page.innerText("main"), notThere);
        }
    }

    /** Goes on by Tab alone until the element has the focus. */
    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 80; i++) {
            if (id.equals(page.evaluate("document.activeElement.id"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("cannot be reached by Tab: " + id + " on " + page.url());
    }

    private static void flawless(Page page) {
        page.waitForLoadState();
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                                .toList())
                .as(page.url())
                .isEmpty();
        assertThat(page.locator("body").innerText()).as(page.url()).doesNotContain("??", "registry.", "counter.");
    }
}
