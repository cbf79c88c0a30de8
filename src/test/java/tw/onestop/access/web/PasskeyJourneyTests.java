package tw.onestop.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.Axe;
import tw.onestop.Chromium;
import tw.onestop.ProductTest;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.AgencyCode;

/** Passkeys in a real browser with an authenticator of its own; the browser believes the product to be at its usual address. */
@ProductTest
class PasskeyJourneyTests {

    private static final String BASE = "http://localhost:8080";
    private static final String PASSWORD = "correct horse battery staple";

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    private Playwright playwright;
    private Browser browser;
    private Page page;
    private CDPSession device;
    private String authenticator;

    @BeforeEach
    void aBrowserWithAnAuthenticator() {
        access.open(
                new StaffMember("passkey-journey", "張承辦", Set.of(Role.OFFICER), null, new AgencyCode("BLI")), PASSWORD);
        playwright = Playwright.create();
        browser = Chromium.open(playwright, "--host-resolver-rules=MAP localhost:8080 127.0.0.1:" + port);
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setBaseURL(BASE));
        context.setDefaultTimeout(30_000);
        page = context.newPage();
        device = context.newCDPSession(page);
        device.send("WebAuthn.enable");
        authenticator = anAuthenticator();
    }

    @AfterEach
    void close() {
        browser.close();
        playwright.close();
    }

    @Test
    void aPasskeyIsEnrolledSignsInAndIsRemoved() {
        byPassword();
        page.navigate("/account");
        flawless();
        page.click("#passkey-add");
        assertThat(page.innerText("#passkey-error")).isEqualTo("請輸入通行密鑰的名稱。");
        page.fill("#passkey-name", "辦公室電腦");
        page.click("#passkey-add");
        page.waitForSelector("#passkeys");
        flawless();
        assertThat(page.innerText("#passkeys")).contains("辦公室電腦");
        assertThat(page.innerText("[role=status]")).contains("已登錄通行密鑰");

        page.fill("#passkey-name", "同一台");
        page.click("#passkey-add");
        page.waitForSelector("#passkey-error:visible");
        assertThat(page.innerText("#passkey-error")).contains("已經登錄過");
        assertThat(page.inputValue("#passkey-name")).isEqualTo("同一台");

        signOut();
        flawless();
        page.click("#passkey-sign-in");
        page.waitForURL("**/bureau");
        page.navigate("/account");
        assertThat(page.locator("#passkeys tbody td").nth(2).innerText()).isNotBlank();

        page.click("#passkeys button");
        page.waitForSelector("#passkey-none");
        flawless();
        assertThat(page.innerText("[role=status]")).contains("已移除通行密鑰");
        signOut();
        page.click("#passkey-sign-in");
        page.waitForSelector("#passkey-error:visible");
        assertThat(page.innerText("#passkey-error")).contains("這把通行密鑰無法登入");
        flawless();
        page.navigate("/account");
        assertThat(page.url()).contains("/sign-in");
    }

    @Test
    void whoGivesUpIsToldSoAndLosesNothing() {
        byPassword();
        page.navigate("/account");
        verified(false);
        page.fill("#passkey-name", "手機");
        page.click("#passkey-add");
        page.waitForSelector("#passkey-error:visible");
        assertThat(page.innerText("#passkey-error")).contains("沒有完成登錄");
        assertThat(page.inputValue("#passkey-name")).isEqualTo("手機");
        flawless();
        verified(true);
        page.click("#passkey-add");
        page.waitForSelector("#passkeys");
        assertThat(page.innerText("#passkeys")).contains("手機");

        signOut();
        verified(false);
        page.click("#passkey-sign-in");
        page.waitForSelector("#passkey-error:visible");
        assertThat(page.innerText("#passkey-error")).contains("沒有使用通行密鑰");
        assertThat(page.isEnabled("#passkey-sign-in")).isTrue();
        verified(true);
        page.click("#passkey-sign-in");
        page.waitForURL("**/bureau");
        page.navigate("/account");
        page.click("#passkeys button");
        page.waitForSelector("#passkey-none");
    }

    private void byPassword() {
        page.navigate("/sign-in");
        page.fill("#username", "passkey-journey");
        page.fill("#password", PASSWORD);
        page.press("#password", "Enter");
        page.waitForURL("**/bureau");
    }

    private void signOut() {
        page.click(".house-header__button");
        page.waitForURL("**/sign-in?left");
    }

    private String anAuthenticator() {
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject asked = new JsonObject();
        asked.add("options", options);
        return device.send("WebAuthn.addVirtualAuthenticator", asked)
                .get("authenticatorId")
                .getAsString();
    }

    /** Whether the device will recognise the finger. */
    private void verified(boolean recognised) {
        JsonObject asked = new JsonObject();
        asked.addProperty("authenticatorId", authenticator);
        asked.addProperty("isUserVerified", recognised);
        device.send("WebAuthn.setUserVerified", asked);
    }

    private void flawless() {
        page.waitForLoadState();
        Axe.findsNothing(page);
        assertThat(page.innerText("body")).doesNotContain("??", "access.");
    }
}
