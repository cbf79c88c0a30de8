package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

@ProductTest
class SignInTests {

    private static final String PASSWORD = "correct horse battery";
    private static final OfficeCode OFFICE = new OfficeCode("09007010");

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    Revocations revocations;

    Browser browser;

    @BeforeEach
    void aBrowser() {
        browser = new Browser(port);
    }

    @AfterEach
    void letTheClockRun() {
        clock.reset();
    }

    @Test
    void everyRoleArrivesWhereItsWorkIs() {
        assertThat(home("home-clerk", Role.CLERK)).isEqualTo("/counter");
        assertThat(home("home-supervisor", Role.SUPERVISOR)).isEqualTo("/counter");
        assertThat(home("home-ministry", Role.MINISTRY)).isEqualTo("/ministry");
        assertThat(home("home-operator", Role.OPERATOR)).isEqualTo("/account");
        access.open(
                new StaffMember("home-officer", "承辦", Set.of(Role.OFFICER), null, new AgencyCode("TAIPOWER")),
                PASSWORD);
        assertThat(Browser.target(browser.signIn("home-officer", PASSWORD))).isEqualTo("/bureau");
    }

    @Test
    void signingInLeadsToThePageThatWasAskedFor() {
        open("asked-clerk", Role.CLERK);
        HttpResponse<String> sent = browser.get("/account");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(Browser.target(sent)).isEqualTo("/sign-in");
        assertThat(Browser.target(browser.signIn("asked-clerk", PASSWORD))).startsWith("/account");
    }

    @Test
    void theOtherLanguageIsThatOfTheSamePage() {
        assertThat(browser.get("/sign-in?left=yes&lang=en").body())
                .contains("href=\"?left=yes&amp;lang=zh-TW\"")
                .contains("signed out");
        assertThat(browser.get("/sign-in?left=yes&lang=zh-TW").body()).contains("href=\"?left=yes&amp;lang=en\"");
    }

    @Test
    void aSessionGetsANewIdAndAHiddenLaxCookie() {
        open("cookie-clerk", Role.CLERK);
        HttpResponse<String> before = browser.get("/sign-in");
        HttpResponse<String> after = browser.post("/sign-in", Map.of("username", "cookie-clerk", "password", PASSWORD));
        assertThat(cookie(after)).contains("HttpOnly", "SameSite=Lax");
        assertThat(value(after)).isNotEqualTo(value(before));
    }

    @Test
    void sessionsEndOnEveryNodeWhenTheirAccountIsChangedElsewhere() {
        open("left-clerk", Role.CLERK);
        open("kept-here", Role.CLERK);
        browser.signIn("left-clerk", PASSWORD);
        Browser other = new Browser(port);
        other.signIn("kept-here", PASSWORD);
        // As another node or the command line does it: this node only finds the rows changed.
        jdbc.sql("update access.account set opened_at = opened_at + interval '1 second' where username = 'left-clerk'")
                .update();
        revocations.endWhatNoLongerStands();
        assertThat(Browser.target(browser.get("/account"))).isEqualTo("/sign-in?ended");
        assertThat(other.get("/account").statusCode()).isEqualTo(200);
        browser.signIn("left-clerk", PASSWORD);
        revocations.endWhatNoLongerStands();
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreForTheOperatorOnly() {
        assertThat(browser.get("/actuator/prometheus").statusCode()).isEqualTo(302);
        open("metric-clerk", Role.CLERK);
        browser.signIn("metric-clerk", PASSWORD);
        assertThat(browser.get("/actuator/prometheus").statusCode()).isEqualTo(403);
        open("metric-operator", Role.OPERATOR);
        Browser operator = new Browser(port);
        operator.signIn("metric-operator", PASSWORD);
        HttpResponse<String> metrics = operator.get("/actuator/prometheus");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("hikaricp_connections_pending", "onestop_outbox_oldest_seconds");
    }

    @Test
    void unknownUserAndWrongPasswordAreAnsweredAlike() {
        open("known-clerk", Role.CLERK);
        HttpResponse<String> wrong = browser.signIn("known-clerk", "not the password");
        HttpResponse<String> unknown = new Browser(port).signIn("nobody-at-all", "not the password");
        assertThat(Browser.target(wrong)).isEqualTo(Browser.target(unknown)).isEqualTo("/sign-in?wrong");
        assertThat(browser.get("/sign-in?wrong").body()).contains("帳號或密碼不正確", "value=\"known-clerk\"");
    }

    @Test
    void afterFiveFailuresAUsernameWaitsEvenWithTheRightPassword() {
        open("slow-clerk", Role.CLERK);
        for (int i = 0; i < 5; i++) {
            assertThat(Browser.target(browser.signIn("slow-clerk", "wrong"))).isEqualTo("/sign-in?wrong");
        }
        assertThat(Browser.target(browser.signIn("slow-clerk", PASSWORD))).isEqualTo("/sign-in?wait=1");
        assertThat(browser.get("/sign-in?wait=1").body()).contains("請於 1 分鐘後再試");
        clock.advance(Duration.ofSeconds(61));
        assertThat(Browser.target(browser.signIn("slow-clerk", "wrong"))).isEqualTo("/sign-in?wrong");
        assertThat(Browser.target(browser.signIn("slow-clerk", PASSWORD))).isEqualTo("/sign-in?wait=2");
        clock.advance(Duration.ofSeconds(121));
        assertThat(Browser.target(browser.signIn("slow-clerk", PASSWORD))).isEqualTo("/counter");
        assertThat(Browser.target(new Browser(port).signIn("slow-clerk", "wrong")))
                .isEqualTo("/sign-in?wrong");
    }

    @Test
    void anUnknownUsernameWaitsLikeAKnownOne() {
        for (int i = 0; i < 5; i++) {
            browser.signIn("slow-nobody", "wrong");
        }
        assertThat(Browser.target(browser.signIn("slow-nobody", "wrong"))).isEqualTo("/sign-in?wait=1");
    }

    @Test
    void comingFailingAndGoingAreOnTheTrail() {
        open("trail-me", Role.CLERK);
        browser.signIn("trail-me", "wrong");
        browser.signIn("trail-me", PASSWORD);
        browser.get("/account");
        assertThat(Browser.target(browser.post("/sign-out", Map.of()))).isEqualTo("/sign-in?left");
        assertThat(jdbc.sql("select action || ' ' || outcome from audit.trail where actor_id = 'trail-me' order by seq")
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("access.sign-in REFUSED", "access.sign-in DONE", "access.sign-out DONE"));
        assertThat(browser.get("/account").statusCode()).isEqualTo(302);
    }

    @Test
    void theThirdSessionEndsTheFirstWithASentence() {
        open("busy-clerk", Role.CLERK);
        List<Browser> browsers = List.of(new Browser(port), new Browser(port), new Browser(port));
        browsers.forEach(one -> one.signIn("busy-clerk", PASSWORD));
        assertThat(Browser.target(browsers.get(0).get("/account"))).isEqualTo("/sign-in?ended");
        assertThat(browsers.get(0).get("/sign-in?ended").body()).contains("您的登入已結束");
        assertThat(browsers.get(1).get("/account").statusCode()).isEqualTo(200);
        assertThat(browsers.get(2).get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void aChangedAccountMustSignInAgain() {
        open("changed-clerk", Role.CLERK);
        browser.signIn("changed-clerk", PASSWORD);
        open("changed-clerk", Role.AUDITOR);
        assertThat(Browser.target(browser.get("/account"))).isEqualTo("/sign-in?ended");
    }

    @Test
    void whatNobodyNamedIsClosedToEverybody() {
        assertThat(Browser.target(browser.get("/nobody-named-this"))).isEqualTo("/sign-in");
        open("denied-clerk", Role.CLERK);
        browser.signIn("denied-clerk", PASSWORD);
        HttpResponse<String> closed = browser.get("/nobody-named-this");
        assertThat(closed.statusCode()).isEqualTo(403);
        assertThat(closed.body()).contains("您沒有使用這個頁面的權限", "id=\"reference\"");
    }

    @Test
    void aRoleOpensItsOwnDoorsOnly() {
        open("door-clerk", Role.CLERK);
        browser.signIn("door-clerk", PASSWORD);
        assertThat(browser.get("/bureau").statusCode()).isEqualTo(403);
        assertThat(browser.get("/ministry/x").statusCode()).isEqualTo(403);
        assertThat(browser.get("/actuator/metrics").statusCode()).isEqualTo(403);
        assertThat(browser.get("/counter/no-such-page").statusCode()).isEqualTo(404);
        assertThat(new Browser(port).get("/actuator/health").statusCode()).isEqualTo(200);
        open("door-operator", Role.OPERATOR);
        browser.signIn("door-operator", PASSWORD);
        Browser operator = new Browser(port);
        operator.signIn("door-operator", PASSWORD);
        assertThat(operator.get("/actuator/metrics").statusCode()).isEqualTo(200);
        assertThat(operator.get("/counter").statusCode()).isEqualTo(403);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        open("csrf-clerk", Role.CLERK);
        assertThat(Browser.target(
                        browser.post("/sign-in", Map.of("username", "csrf-clerk", "password", PASSWORD, "_csrf", ""))))
                .isEqualTo("/sign-in?stale");
        browser.signIn("csrf-clerk", PASSWORD);
        HttpResponse<String> refused = browser.post("/account/passkeys/remove", Map.of("id", "x", "_csrf", "forged"));
        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void everyPageForbidsForeignAndInlineScripts() {
        HttpResponse<String> page = browser.get("/sign-in");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(browser.send(browser.request("/sign-in")
                                .header("X-Forwarded-Proto", "https")
                                .GET())
                        .headers()
                        .firstValue("Strict-Transport-Security"))
                .isPresent();
    }

    @Test
    void aPersonChangesTheirOwnPassword() {
        open("own-clerk", Role.CLERK);
        browser.signIn("own-clerk", PASSWORD);
        browser.get("/account");
        assertThat(change("wrong one here", "another long secret", "another long secret"))
                .contains("目前密碼不正確");
        assertThat(change(PASSWORD, "short", "short")).contains("新密碼至少要有 12 個字元");
        assertThat(change(PASSWORD, "another long secret", "another long secrey"))
                .contains("兩次輸入的新密碼不一致");
        assertThat(change(PASSWORD, "my own-clerk secret", "my own-clerk secret"))
                .contains("新密碼不可包含帳號");
        assertThat(Browser.target(browser.post(
                        "/account/password", passwords(PASSWORD, "another long secret", "another long secret"))))
                .isEqualTo("/account");
        assertThat(browser.get("/account").body()).contains("密碼已變更");
        assertThat(Browser.target(new Browser(port).signIn("own-clerk", PASSWORD)))
                .isEqualTo("/sign-in?wrong");
        assertThat(Browser.target(new Browser(port).signIn("own-clerk", "another long secret")))
                .isEqualTo("/counter");
    }

    @Test
    void passkeyOptionsNameTheHouse() {
        open("key-clerk", Role.CLERK);
        HttpResponse<String> page = browser.get("/sign-in");
        assertThat(page.body()).contains("id=\"passkey-sign-in\"");
        HttpResponse<String> asked = browser.send(browser.request("/webauthn/authenticate/options")
                .header("X-CSRF-TOKEN", attribute(page.body(), "data-token"))
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains("\"rpId\":\"localhost\"", "challenge");
        browser.signIn("key-clerk", PASSWORD);
        HttpResponse<String> account = browser.get("/account");
        assertThat(account.body()).contains("id=\"passkey-name\"", "id=\"passkey-add\"");
        HttpResponse<String> creation = browser.send(browser.request("/webauthn/register/options")
                .header("X-CSRF-TOKEN", attribute(account.body(), "data-token"))
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(creation.statusCode()).isEqualTo(200);
        assertThat(creation.body()).contains("\"name\":\"key-clerk\"");
    }

    @Test
    void passwordsAreStoredHashedOnly() {
        open("hash-clerk", Role.CLERK);
        assertThat(jdbc.sql("select password from access.account where username = 'hash-clerk'")
                        .query(String.class)
                        .single())
                .startsWith("{argon2id}$argon2id$");
    }

    private String home(String username, Role role) {
        open(username, role);
        return Browser.target(new Browser(port).signIn(username, PASSWORD));
    }

    private void open(String username, Role role) {
        access.open(new StaffMember(username, "測試員", Set.of(role), OFFICE, null), PASSWORD);
    }

    private String change(String present, String wanted, String again) {
        return browser.post("/account/password", passwords(present, wanted, again))
                .body();
    }

    private static Map<String, String> passwords(String present, String wanted, String again) {
        return Map.of("present", present, "wanted", wanted, "again", again);
    }

    private static String attribute(String page, String name) {
        return page.split(name + "=\"", 2)[1].split("\"", 2)[0];
    }

    private static String value(HttpResponse<String> response) {
        return cookie(response).substring(0, cookie(response).indexOf(';'));
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow();
    }
}
