package tw.onestop.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.Cards;
import tw.onestop.ProductTest;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;

/** 自然人憑證 in a real browser: page, the reader's window and the card, by keyboard. */
@ProductTest
class CardJourneyTests {

    private static final NationalId SELF = NationalId.of('A', 1, 3456789);

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Test
    void aCardIsBoundSignsInAndIsReleased() {
        try (Walk walk = Walk.of(member("card-journey"), access, port)) {
            Cards.insert("張承辦", SELF);
            walk.open("/account");
            walk.flawless();
            walk.page().focus("#card-password");
            walk.type(Walk.PASSWORD);
            walk.tabTo("card-pin");
            walk.press("Enter");
            says(walk, "請輸入自然人憑證的 PIN 碼");
            walk.pin("000000");
            says(walk, "PIN 碼不正確");
            walk.flawless();
            walk.fits("card-account");
            walk.fill("card-password", "a guess");
            walk.pin(Cards.PIN);
            walk.see("#card-password-error:has-text('目前密碼不正確')");
            walk.alone();
            walk.flawless();
            walk.fill("card-password", Walk.PASSWORD);
            walk.pin(Cards.PIN);
            walk.see("#card-bound");
            walk.flawless();
            walk.fits("card-bound");
            assertThat(walk.text())
                    .contains("已綁定自然人憑證", "張承辦（統一編號末四碼 " + SELF.value().substring(6) + "）", "密碼");

            walk.page().click(".house-header__button");
            walk.arrive("**/sign-in?left");
            walk.pin(Cards.PIN);
            walk.page().waitForURL("**/bureau");
            walk.open("/account");
            assertThat(walk.page().innerText("#assurance")).isEqualTo("自然人憑證");
            walk.tabTo("card-release");
            walk.press("Enter");
            walk.see("#card-password-error:has-text('請輸入目前密碼')");
            walk.flawless();
            walk.fits("card-release");
            walk.fill("card-password", Walk.PASSWORD);
            walk.press("Enter");
            // The session by card ends with it.
            walk.page().waitForURL("**/sign-in?ended");
            walk.flawless();
            assertThat(walk.text()).contains("登入用的憑證已解除綁定");
        }
    }

    @Test
    void whateverIsMissingIsSaidWhereItIsMissed() {
        try (Walk walk = Walk.of(port)) {
            Cards.insert("路人", "0000");
            walk.open("/sign-in");
            walk.pin(Cards.PIN);
            walk.page().waitForURL("**/sign-in?card");
            says(walk, "還沒有綁定帳號");
            walk.flawless();
            walk.fits("card-sign-in");

            Cards.READER.remove();
            walk.pin(Cards.PIN);
            says(walk, "讀不到卡片");

            Cards.insert("路人", "0000");
            walk.pin("1");
            says(walk, "PIN 碼不正確");
            walk.pin("2");
            says(walk, "PIN 碼不正確");
            walk.pin("3");
            says(walk, "已鎖住");
            walk.pin(Cards.PIN);
            says(walk, "已鎖住");

            walk.page().context().route("http://localhost:61161/**", Route::abort);
            walk.pin(Cards.PIN);
            says(walk, "找不到這台電腦的讀卡元件");
            walk.flawless();
            assertThat(walk.page().inputValue("#card-pin")).isEmpty();
        }
    }

    private static void says(Walk walk, String sentence) {
        walk.see("#card-error:has-text('" + sentence + "')");
        walk.alone();
    }

    private static StaffMember member(String username) {
        return new StaffMember(username, "張承辦", Set.of(Role.OFFICER), null, new AgencyCode("BLI")).being(SELF);
    }
}
