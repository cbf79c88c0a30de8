package tw.onestop;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.StaffMember;
import tw.onestop.demo.CardReader;

/**
 * Fixture: somebody at the pages in a real browser, by keyboard. One Chromium serves the whole run, and a member of staff
 * signs in once.
 */
public final class Walk implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery staple";
    private static final double PATIENCE = 60_000;

    /** Cookies of those who signed in, by port and name. */
    private static final Map<String, String> SIGNED_IN = new ConcurrentHashMap<>();

    /** The browser gives the first focus a moment after it has loaded the page. */
    private static final String FIRST_FOCUS =
            "!document.querySelector('[autofocus]') || document.activeElement !== document.body";

    private final BrowserContext context;
    private final Page page;
    private String base;

    private Walk(Browser.NewContextOptions options, int port) {
        context = Shared.ONE.newContext(options.setViewportSize(1280, 900));
        context.setDefaultTimeout(PATIENCE);
        page = context.newPage();
        base = "http://localhost:" + port;
    }

    private static final class Shared {
        static final Browser ONE = open();

        private static Browser open() {
            Playwright playwright = Playwright.create();
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            return Chromium.open(
                    playwright,
                    "--host-resolver-rules=MAP localhost:" + CardReader.PORT + " 127.0.0.1:" + Cards.READER.port());
        }
    }

    /** Somebody without an account. */
    public static Walk of(int port) {
        return new Walk(new Browser.NewContextOptions(), port);
    }

    /** A member of staff, signed in. */
    public static Walk of(StaffMember member, AccessDesk access, int port) {
        return new Walk(signedIn(member, access, port), port);
    }

    /** The same in a browser that runs no script. */
    public static Walk withoutScripts(StaffMember member, AccessDesk access, int port) {
        return new Walk(signedIn(member, access, port).setJavaScriptEnabled(false), port);
    }

    private static Browser.NewContextOptions signedIn(StaffMember member, AccessDesk access, int port) {
        String cookies = SIGNED_IN.computeIfAbsent(port + "/" + member.username(), key -> {
            access.open(member, PASSWORD);
            try (Walk walk = of(port)) {
                walk.open("/sign-in");
                walk.flawless();
                walk.tabTo("username");
                walk.type(member.username());
                walk.press("Tab");
                walk.type(PASSWORD);
                walk.press("Enter");
                walk.page.waitForURL(url -> !url.contains("/sign-in"));
                return walk.context.storageState();
            }
        });
        return new Browser.NewContextOptions().setStorageState(cookies);
    }

    /** From now on addresses are those of a program at another port. */
    public void moveTo(int port) {
        base = "http://localhost:" + port;
    }

    /** The page itself, for what this fixture has no word for. */
    public Page page() {
        return page;
    }

    /** Goes to an address of the product, {@code /counter}. */
    public void open(String path) {
        page.navigate(base + path);
    }

    public void type(String text) {
        page.keyboard().type(text);
    }

    /** Presses keys one after the other: {@code press("Tab", "Space")}. */
    public void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Goes on by Tab alone until the element has the focus. */
    public void tabTo(String id) {
        go("Tab", id);
    }

    /** Goes back by Shift and Tab. */
    public void backTo(String id) {
        go("Shift+Tab", id);
    }

    private void go(String key, String id) {
        for (int i = 0; i < 150; i++) {
            if (id.equals(focused())) {
                return;
            }
            press(key);
        }
        throw new AssertionError("cannot be reached by %s: %s on %s".formatted(key, id, page.url()));
    }

    /** Id of what has the focus. */
    public String focused() {
        return String.valueOf(page.evaluate("document.activeElement.id"));
    }

    /** Types into a field reached by Tab, in the place of what stood there. */
    public void fill(String id, String text) {
        tabTo(id);
        press("Control+a");
        type(text);
        assertThat(focused()).as("typed into on " + page.url()).isEqualTo(id);
    }

    /** Chooses or ticks boxes reached by Tab one after the other. */
    public void tick(String... ids) {
        for (String id : ids) {
            tabTo(id);
            press("Space");
        }
    }

    /** Lets the card in the reader sign. */
    public void pin(String pin) {
        tabTo("card-pin");
        type(pin);
        // Each attempt opens the reader's window; what the one before said may still stand there.
        page.waitForPopup(() -> press("Enter"));
    }

    /** Waits until the reader's window has gone, and with it what would be typed into it. */
    public void alone() {
        for (int i = 0; i < 250 && context.pages().size() > 1; i++) {
            page.waitForTimeout(20);
        }
        page.bringToFront();
    }

    /** Draws on the page's canvas: the one thing that nobody does by keyboard. */
    public void sign() {
        page.locator("canvas").scrollIntoViewIfNeeded();
        BoundingBox pad = page.locator("canvas").boundingBox();
        page.mouse().move(pad.x + 40, pad.y + 40);
        page.mouse().down();
        for (int i = 1; i < 12; i++) {
            page.mouse().move(pad.x + 40 + i * 25, pad.y + 40 + (i % 3) * 30);
        }
        page.mouse().up();
    }

    /** Waits for the next page, which has to be flawless; where it does not come, says what stands on this one. */
    public void arrive(String url) {
        try {
            page.waitForURL(url);
        } catch (TimeoutError notThere) {
            throw new AssertionError(page.url() + " instead of " + url + "\n" + text(), notThere);
        }
        flawless();
    }

    /** What is typed before the page has taken its focus goes nowhere. */
    private void firstFocus() {
        // Asked again from here: what the page would ask itself again its content policy forbids.
        for (int i = 0; i < PATIENCE / 20; i++) {
            if (Boolean.TRUE.equals(page.evaluate(FIRST_FOCUS))) {
                return;
            }
            page.waitForTimeout(20);
        }
        throw new AssertionError("no focus on " + page.url() + "\n" + text());
    }

    /** Waits until something is shown; where it is not, says what is. */
    public void see(String selector) {
        try {
            page.waitForSelector(selector);
        } catch (TimeoutError notThere) {
            throw new AssertionError(selector + " is not on " + page.url() + "\n" + text(), notThere);
        }
    }

    /** What can be read on the page. */
    public String text() {
        return page.innerText("main");
    }

    /** No serious finding of axe, no key of a message instead of its sentence. */
    public void flawless() {
        page.waitForLoadState();
        firstFocus();
        Axe.findsNothing(page);
        assertThat(page.innerText("body"))
                .as(page.url())
                .doesNotContain("??")
                .doesNotContainPattern("\\b(registry|counter|notice|intake|layout)\\.[a-zA-Z]+");
    }

    /** Nothing is wider than a phone; what it looks like there and at a desk lies in target. */
    public void fits(String name) {
        page.setViewportSize(390, 844);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("fits a phone: " + page.url())
                .isEqualTo(true);
        picture(name + "-390");
        page.setViewportSize(1280, 900);
        picture(name);
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/" + name + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }
}
