package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.DatabaseAway;
import tw.onestop.ProductTest;
import tw.onestop.kernel.OfficeCode;

/** The database is out of reach: every connection of the pool is taken, as when it hangs or is gone. */
@ProductTest
class OutageTests {

    private static final String PASSWORD = "correct horse battery";

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    DataSource database;

    @Test
    void whileTheDatabaseIsAwayEveryDoorSaysSoAndAfterwardsAllIsAsBefore() throws SQLException {
        access.open(
                new StaffMember("outage-clerk", "測試員", Set.of(Role.CLERK), new OfficeCode("09007010"), null), PASSWORD);
        Browser browser = new Browser(port);
        browser.signIn("outage-clerk", PASSWORD);
        Browser newcomer = new Browser(port);
        newcomer.get("/sign-in");
        try (var _ = DatabaseAway.from(database)) {
            HttpResponse<String> page = browser.get("/account");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).contains("10");
            assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(page.body()).contains("系統暫時無法使用", "id=\"reference\"", "測試員");
            assertThat(newcomer.post("/sign-in", Map.of("username", "outage-clerk", "password", PASSWORD))
                            .statusCode())
                    .isEqualTo(503);
            HttpResponse<String> machine = newcomer.send(newcomer.request("/oauth2/token")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(Browser.form(Map.of(
                            "grant_type", "client_credentials",
                            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                            "client_assertion", "not a jwt")))));
            assertThat(machine.statusCode()).isEqualTo(503);
            assertThat(machine.body()).contains("\"code\":\"unavailable\"");
        }
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);
        assertThat(Browser.target(newcomer.signIn("outage-clerk", PASSWORD))).isEqualTo("/counter");
    }
}
