package tw.onestop.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.AgencyCode;

/** An officer registers the keys of the system that rehearses, and reads what is left to do. */
@ProductTest
class RehearsalJourneyTests {

    private static final StaffMember OFFICER =
            new StaffMember("journey-rehearsal", "測試承辦", Set.of(Role.OFFICER), null, new AgencyCode("VAC"));

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Test
    void fromTheKeysToTheListOfStations() throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("journey").generate();
        try (Walk walk = Walk.of(OFFICER, access, port)) {
            walk.open("/bureau");
            walk.page().locator("a[href='/bureau/rehearsal']").focus();
            walk.press("Enter");
            walk.arrive("**/bureau/rehearsal");
            walk.tabTo("register");
            walk.press("Enter");
            walk.see("#keys-error");
            walk.flawless();
            assertThat(walk.text()).contains("請先貼上公鑰");
            walk.fill("keys", new JWKSet(key).toString(false));
            walk.tabTo("register");
            walk.press("Enter");
            walk.page().waitForSelector("#keys-error:has-text('裡面有私鑰')");
            assertThat(walk.page().inputValue("#keys")).isEmpty();
            walk.fill("keys", "{\"keys\": ");
            walk.tabTo("register");
            walk.press("Enter");
            walk.page().waitForSelector("#keys-error:has-text('看不懂')");
            assertThat(walk.page().inputValue("#keys")).isEqualTo("{\"keys\": ");
            walk.fill("keys", new JWKSet(key.toPublicJWK()).toString());
            walk.tabTo("register");
            walk.press("Enter");
            walk.see("[data-station=TOKEN]");
            walk.flawless();
            assertThat(walk.page().locator("[data-station]").count()).isEqualTo(10);
            assertThat(walk.page().innerText("[data-station=QUOTA]")).contains("尚未", "REHEARSAL-QUOTA", "Retry-After");
            assertThat(walk.text()).contains("rehearsal-vac", "10 站中已合格 0 站");
            walk.fits("rehearsal");
            walk.open("/bureau/rehearsal/certificate.pdf");
            walk.see("#errors");
            assertThat(walk.page().innerText("#errors")).contains("全部演練站合格之後");
            walk.open("/bureau/rehearsal?lang=en");
            walk.flawless();
            assertThat(walk.text()).contains("0 of 10 stations passed");
            walk.tabTo("begin");
            walk.press("Enter");
            walk.see("[data-station=TOKEN]");
            walk.open("/bureau/rehearsal?lang=zh-TW");
        }
    }
}
