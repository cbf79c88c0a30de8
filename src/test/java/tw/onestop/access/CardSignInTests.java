package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import tw.onestop.Cards;
import tw.onestop.ProductTest;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.trust.TestCard;

/** 自然人憑證登入: which card opens which account, and which none. */
@ProductTest
class CardSignInTests {

    private static final String PASSWORD = "correct horse battery";
    private static final NationalId SELF = NationalId.of('A', 1, 2345678);
    private static final String LAST_FOUR = SELF.value().substring(6);
    private static final Pattern CHALLENGE = Pattern.compile("\"challenge\":\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    Accounts accounts;

    @Autowired
    AccountDesk account;

    @Autowired
    GrantDesk grants;

    @Autowired
    StaffDesk staff;

    @Autowired
    AssuranceDesk assurances;

    @Autowired
    SessionRegistry sessions;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void nobodyIsHere() {
        SecurityContextHolder.clearContext();
        Cards.DOOR.answering(true, true);
    }

    @Test
    void aBoundCardOpensItsAccountAndTheSessionKnowsHow() {
        TestCard card = Cards.MOICA.card("張承辦", LAST_FOUR);
        Browser byPassword = anOfficer("card-officer", SELF);
        assertThat(byPassword.get("/account").body()).contains("id=\"assurance\">密碼<");
        assertThat(bind(byPassword, card).statusCode()).isEqualTo(302);
        assertThat(byPassword.get("/account").body()).contains("張承辦（統一編號末四碼 " + LAST_FOUR + "）");

        Browser byCard = new Browser(port);
        assertThat(Browser.target(signIn(byCard, card))).isEqualTo("/bureau");
        assertThat(byCard.get("/account").body()).contains("id=\"assurance\">自然人憑證<");
        assertThat(details("access.sign-in", "card-officer")).contains("certificate");
    }

    @Test
    void aCardThatIsBoundToNobodyOpensNothing() {
        assertThat(refused(Cards.MOICA.card("路人", "0000"))).contains("還沒有綁定帳號");
    }

    @Test
    void aCardOfAnotherPersonIsNotBoundAndOneOfAnotherAccountNeither() {
        Browser one = anOfficer("card-one", SELF);
        assertThat(bind(one, Cards.MOICA.card("張承辦", "0001")).body()).contains("末四碼與帳號所載的本人不符");
        assertThat(bind(one, Cards.MOICA.card("別人", LAST_FOUR)).body()).contains("姓名與帳號所載不同");
        TestCard card = Cards.MOICA.card("張承辦", LAST_FOUR);
        bind(one, card);
        Browser two = anOfficer("card-two", SELF);
        assertThat(bind(two, card).body()).contains("已綁定另一個帳號");
        // The name and the last four digits are the same, the card is not.
        assertThat(refused(Cards.MOICA.card("張承辦", LAST_FOUR))).contains("還沒有綁定帳號");
        Browser again = new Browser(port);
        signIn(again, card);
        assertThat(again.get("/account").body()).contains("card-one");
    }

    @Test
    void ofWhomNeitherAccountNorRosterKnowsTheNumberNobodyBindsACardToThemself() {
        Browser unknown = anOfficer("card-unknown", null);
        TestCard card = Cards.MOICA.card("張承辦", LAST_FOUR);
        assertThat(bind(unknown, card).body()).contains("都沒有您的統一編號");
        grants.name(new AgencyCode("BLI"), "card-unknown", NationalId.of('A', 1, 8765432), Actor.rule("test"));
        assertThat(bind(unknown, card).body()).contains("末四碼與帳號所載的本人不符");
        grants.name(new AgencyCode("BLI"), "card-unknown", SELF, Actor.rule("test"));
        assertThat(bind(unknown, card).statusCode()).isEqualTo(302);
    }

    @Test
    void aNewCardIsBoundOnceTheLastIsReleasedAndItsSessionsEndWithIt() {
        Browser owner = anOfficer("card-renewed", SELF);
        TestCard last = Cards.MOICA.card("張承辦", LAST_FOUR);
        TestCard next = Cards.MOICA.card("張承辦", LAST_FOUR);
        bind(owner, last);
        assertThat(bind(owner, next).body()).contains("要換一張，請先解除綁定");
        assertThat(refused(next)).contains("還沒有綁定帳號");
        Browser byCard = new Browser(port);
        signIn(byCard, last);
        assertThat(byCard.get("/account").body()).contains("card-bound");
        owner.get("/account");
        assertThat(owner.post("/account/certificate/remove", Map.of("present", PASSWORD))
                        .statusCode())
                .isEqualTo(302);
        assertThat(Browser.target(byCard.get("/account"))).contains("/sign-in");
        assertThat(owner.get("/account").body()).contains("card-none");
        bind(owner, next);
        assertThat(refused(last)).contains("還沒有綁定帳號");
        assertThat(Browser.target(signIn(new Browser(port), next))).isEqualTo("/bureau");
    }

    @Test
    void whoSitsDownAtAnOpenSessionNeitherBindsNorReleases() {
        Browser owner = anOfficer("card-left-open", SELF);
        TestCard card = Cards.MOICA.card("張承辦", LAST_FOUR);
        assertThat(bind(owner, card, "").body()).contains("請輸入目前密碼");
        assertThat(bind(owner, card, "a guess").body()).contains("目前密碼不正確");
        assertThat(details("access.certificate.bind", "card-left-open")).contains("access.password.wrong");
        assertThat(bind(owner, card).statusCode()).isEqualTo(302);
        owner.get("/account");
        assertThat(owner.post("/account/certificate/remove", Map.of("present", "a guess"))
                        .body())
                .contains("目前密碼不正確", "card-bound");
        assertThat(details("access.certificate.release", "card-left-open")).contains("access.password.wrong");
        assertThat(Browser.target(signIn(new Browser(port), card))).isEqualTo("/bureau");
        Sessions.present(accounts.loadUserByUsername("card-left-open").by(Assurance.PASSKEY));
        assertThat(account.releaseCard("")).isEmpty();
        assertThat(account.card()).isEmpty();
    }

    @Test
    void whoSignsWithoutKnowingThePasswordSignsNothingAndThatIsAnAct() {
        anOfficer("card-signs", SELF);
        Sessions.present(accounts.loadUserByUsername("card-signs"));
        assertThat(account.sign("a guess")).extracting(Refusal::code).containsExactly("access.password.wrong");
        assertThat(account.sign("")).extracting(Refusal::code).containsExactly("access.password.missing");
        assertThat(details("access.account.sign", "card-signs"))
                .containsExactlyInAnyOrder("access.password.wrong", "access.password.missing");
        assertThat(account.sign(PASSWORD)).isEmpty();
    }

    @Test
    void aClosedAccountIsNotOpenedAndOneThatBecameAnothersNeither() {
        TestCard card = Cards.MOICA.card("張承辦", LAST_FOUR);
        bind(anOfficer("card-closed", SELF), card);
        access.open(new StaffMember("card-closed", "張承辦", Set.of(), null, new AgencyCode("BLI")).being(SELF), PASSWORD);
        assertThat(refused(card)).contains("帳號已停用");
        access.open(
                new StaffMember("card-closed", "張承辦", Set.of(Role.OFFICER), null, new AgencyCode("BLI"))
                        .being(NationalId.of('A', 1, 8765432)),
                PASSWORD);
        assertThat(refused(card)).contains("末四碼與帳號所載的本人不符");
        staff.close("card-closed");
        assertThat(refused(card)).contains("還沒有綁定帳號");
    }

    @Test
    void whatWasSignedOnceOrInAnotherSessionOpensNothing() {
        TestCard card = Cards.MOICA.card("張承辦", LAST_FOUR);
        bind(anOfficer("card-replayed", SELF), card);
        Browser first = new Browser(port);
        first.get("/sign-in");
        String signed = signed(first, "/sign-in/certificate", card);
        Browser thief = new Browser(port);
        thief.get("/sign-in");
        assertThat(sentence(thief, thief.post("/sign-in/certificate", Map.of("signature", signed))))
                .contains("已逾時或已使用過");
        signed(thief, "/sign-in/certificate", card);
        assertThat(sentence(thief, thief.post("/sign-in/certificate", Map.of("signature", signed))))
                .contains("不是這一頁這次要求的內容");
        assertThat(Browser.target(first.post("/sign-in/certificate", Map.of("signature", signed))))
                .isEqualTo("/bureau");
        first.get("/account");
        first.post("/sign-out", Map.of());
        first.get("/sign-in");
        assertThat(sentence(first, first.post("/sign-in/certificate", Map.of("signature", signed))))
                .contains("已逾時或已使用過");
    }

    @Test
    void whatWasSignedToBindSignsNobodyIn() {
        TestCard card = Cards.MOICA.card("張承辦", LAST_FOUR);
        Browser owner = anOfficer("card-purpose", SELF);
        String signed = signed(owner, "/account/certificate", card);
        assertThat(sentence(owner, owner.post("/sign-in/certificate", Map.of("signature", signed))))
                .isEmpty(); // sent back to the own account
        assertThat(owner.get("/account").body()).contains("card-none");
    }

    @Test
    void aRevokedCardIsRefusedAndWhereNobodyCanBeAskedEveryCard() {
        TestCard card = Cards.MOICA.card("張承辦", LAST_FOUR);
        bind(anOfficer("card-revoked", SELF), card);
        Cards.DOOR.answering(false, false);
        assertThat(refused(card)).isNotEmpty();
        Cards.DOOR.answering(true, true);
        Cards.MOICA.revoke(card);
        assertThat(refused(card)).contains("已廢止");
        assertThat(details("access.sign-in", null)).contains("certificate trust.certificate.revoked");
    }

    @Test
    void whoIsSignedInWithACardAtThisMomentIsKnown() {
        TestCard one = Cards.MOICA.card("張承辦", LAST_FOUR);
        TestCard two = Cards.MOICA.card("張承辦", LAST_FOUR);
        bind(anOfficer("card-querier", SELF), one);
        bind(anOfficer("card-auditor", SELF), two);
        Browser querier = new Browser(port);
        signIn(querier, one);
        Browser auditor = new Browser(port);
        signIn(auditor, two);
        become("card-querier");
        assertThat(assurances.present()).contains(Assurance.CERTIFICATE);
        assertThat(assurances.card()).hasValueSatisfying(card -> {
            assertThat(card.holder()).isEqualTo("張承辦");
            assertThat(card.lastFour()).isEqualTo(LAST_FOUR);
        });
        assertThat(withCards()).contains("card-querier", "card-auditor");
        auditor.get("/account");
        auditor.post("/sign-out", Map.of());
        assertThat(withCards()).contains("card-querier").doesNotContain("card-auditor");
        anOfficer("card-auditor", SELF);
        assertThat(withCards()).doesNotContain("card-auditor");
    }

    /** Which of the two are there by card. */
    private List<String> withCards() {
        return Stream.of("card-querier", "card-auditor")
                .filter(username ->
                        assurances.card(username, Duration.ofHours(1)).isPresent())
                .toList();
    }

    /** As if the request were one of their session by card. */
    private void become(String username) {
        SignedIn who = sessions.getAllPrincipals().stream()
                .flatMap(principal -> sessions.getAllSessions(principal, false).stream())
                .map(SessionInformation::getPrincipal)
                .map(SignedIn.class::cast)
                .filter(found ->
                        found.getUsername().equals(username) && found.card().isPresent())
                .findFirst()
                .orElseThrow();
        Sessions.present(who);
    }

    /** Signed in with their password. */
    private Browser anOfficer(String username, @Nullable NationalId self) {
        access.open(
                new StaffMember(username, "張承辦", Set.of(Role.OFFICER), null, new AgencyCode("BLI")).being(self),
                PASSWORD);
        Browser browser = new Browser(port);
        assertThat(browser.signIn(username, PASSWORD).statusCode()).isEqualTo(302);
        browser.get("/account");
        return browser;
    }

    private HttpResponse<String> bind(Browser browser, TestCard card) {
        return bind(browser, card, PASSWORD);
    }

    private HttpResponse<String> bind(Browser browser, TestCard card, String password) {
        browser.get("/account");
        return browser.post(
                "/account/certificate",
                Map.of("signature", signed(browser, "/account/certificate", card), "present", password));
    }

    private HttpResponse<String> signIn(Browser browser, TestCard card) {
        browser.get("/sign-in");
        return browser.post("/sign-in/certificate", Map.of("signature", signed(browser, "/sign-in/certificate", card)));
    }

    /** What the page says to whoever comes with this card. */
    private String refused(TestCard card) {
        Browser browser = new Browser(port);
        return sentence(browser, signIn(browser, card));
    }

    private static String sentence(Browser browser, HttpResponse<String> answer) {
        assertThat(Browser.target(answer)).isEqualTo("/sign-in?card");
        Matcher said = Pattern.compile("href=\"#card-pin\">([^<]+)<")
                .matcher(browser.get("/sign-in?card").body());
        return said.find() ? said.group(1) : "";
    }

    private static String signed(Browser browser, String way, TestCard card) {
        Matcher challenge =
                CHALLENGE.matcher(browser.post(way + "/challenge", Map.of()).body());
        assertThat(challenge.find()).isTrue();
        return Base64.getEncoder()
                .encodeToString(card.sign(challenge.group(1).getBytes(StandardCharsets.US_ASCII), true));
    }

    private List<String> details(String action, @Nullable String actor) {
        return jdbc.sql("select detail from audit.trail where action = ? and (actor_id = ? or ?::text is null)")
                .params(java.util.Arrays.asList(action, actor, actor))
                .query(String.class)
                .list();
    }
}
