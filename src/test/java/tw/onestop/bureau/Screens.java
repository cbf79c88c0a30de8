package tw.onestop.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import tw.onestop.Axe;
import tw.onestop.Chromium;

/** One browser for a journey; every person in it has a window of their own. */
final class Screens implements AutoCloseable {

    static final String PASSWORD = "correct horse battery staple";

    private final Playwright playwright = Playwright.create();
    private final Browser browser;

    Screens() {
        browser = Chromium.open(playwright);
    }

    /** A window that nobody has used yet. */
    Page window(int port) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL("http://localhost:" + port)
                .setViewportSize(1280, 900));
        context.setDefaultTimeout(30_000);
        return context.newPage();
    }

    Page signedIn(int port, String username) {
        Page page = window(port);
        page.navigate("/sign-in");
        page.fill("#username", username);
        page.fill("#password", PASSWORD);
        page.press("#password", "Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
        return page;
    }

    /** Waits for the next page; where it does not come, says what stands on this one. */
    static void arrive(Page page, String url) {
        try {
            page.waitForURL(url);
        } catch (TimeoutError notThere) {
            throw new AssertionError(page.url() + " instead of " + url + "\n" + page.innerText("main"), notThere);
        }
    }

    /** No serious finding, no word without its translation, and nothing wider than the window, also on a phone. */
    static void flawless(Page page) {
        page.waitForLoadState();
        Axe.findsNothing(page);
        assertThat(page.innerText("body"))
                .as(page.url())
                .doesNotContain("??")
                .doesNotContainPattern("\\b(bureau|portal|receipt|access|layout|link)\\.[a-zA-Z]");
        page.setViewportSize(390, 844);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("fits a phone: " + page.url())
                .isEqualTo(true);
        page.setViewportSize(1280, 900);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
