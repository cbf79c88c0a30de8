package tw.onestop.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.joining.LinkageDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** An agency joins by keyboard: from the application, over its own review and the ministry's, to the first query. */
@ProductTest
class JoiningJourneyTests {

    private static final AgencyCode SFAA = new AgencyCode("SFAA");
    private static final StaffMember OFFICER = officer("journey-joining", "SFAA");
    private static final StaffMember SECURITY = officer("journey-joining-ciso", "SFAA");
    private static final StaffMember POWER = officer("journey-joining-power", "TAIPOWER");
    private static final StaffMember MINISTRY =
            new StaffMember("journey-joining-ministry", "戶政司承辦人", Set.of(Role.MINISTRY), null, null);

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    GrantDesk grants;

    @Autowired
    LinkageDesk linkages;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @AfterEach
    void asBefore() {
        TestDatabase.asOwner()
                .sql("update joining.linkage set ended_on = current_date where agency = 'SFAA' and ended_on is null")
                .update();
        grants.grants(SFAA).forEach(grant -> grants.end(SFAA, grant.purposeId(), "test", Actor.rule("test")));
    }

    @Test
    void fromTheApplicationToTheFirstQuery() {
        var home = people.household("09007010001", "介壽路914號")
                .head("吳請領", Sex.FEMALE, LocalDate.of(1948, 10, 10))
                .found();
        try (Walk officer = Walk.of(OFFICER, access, port);
                Walk security = Walk.of(SECURITY, access, port);
                Walk ministry = Walk.of(MINISTRY, access, port)) {
            String address = drafted(officer);
            officer.tabTo("submit");
            officer.press("Enter");
            officer.see("#stage.joining-tag--SECURITY_REVIEW");
            officer.flawless();

            security.open("/bureau/joining");
            security.flawless();
            security.open(address);
            security.tabTo("sound");
            security.press("Enter");
            security.see("#stage.joining-tag--MINISTRY_REVIEW");

            returned(ministry);
            officer.open(address);
            officer.see("#stage.joining-tag--RETURNED");
            officer.flawless();
            assertThat(officer.page().innerText("#part-RULES")).contains("請載明銷毀人員");
            officer.open(address + "/parts/RULES");
            officer.fill("destruction", "由檔案室會同政風室碎紙並刪除電子檔");
            officer.tabTo("next");
            officer.press("Enter");
            officer.arrive("**" + address);
            officer.tabTo("submit");
            officer.press("Enter");
            officer.see("#stage.joining-tag--SECURITY_REVIEW");
            security.open(address);
            security.tabTo("sound");
            security.press("Enter");
            security.see("#stage.joining-tag--MINISTRY_REVIEW");

            ministry.open("/ministry/joining");
            ministry.page().locator(".catalogue a:has-text('社會及家庭署')").focus();
            ministry.press("Enter");
            ministry.arrive("**/ministry/joining/*");
            assertThat(ministry.page().locator("#return").count()).isZero();
            ministry.tick("without");
            ministry.tabTo("approve");
            ministry.press("Enter");
            ministry.see("#whyWithout-error");
            ministry.flawless();
            assertThat(ministry.page().isChecked("#without")).isTrue();
            ministry.fits("joining-part");
            ministry.tick("without"); // back again: everything is granted
            ministry.tabTo("approve");
            ministry.press("Enter");
            ministry.arrive("**/ministry/joining?decided=APPROVED");
            ministry.open("/ministry/linkages");
            ministry.flawless();
            assertThat(ministry.page().innerText("[data-linkage^=SFAA-J]")).contains("連結中");

            asked(officer, home.person(0).nationalId().value());
            officer.open(address);
            officer.tabTo("linkage");
            officer.press("Enter");
            officer.arrive("**/bureau/linkages/SFAA-J*");
            assertThat(officer.page().innerText("#officers")).contains(OFFICER.username());
            assertThat(officer.text()).doesNotContain("尚未使用");
            changes(officer);
            suspended(ministry);
            officer.open("/bureau/query");
            officer.see(".govuk-inset-text");
            assertThat(officer.text()).doesNotContain("案號");
            officer.open("/bureau/joining?lang=en");
            officer.flawless();
            assertThat(officer.text()).contains("Suspended").doesNotContain("''");
            officer.open(address);
            officer.flawless();
            assertThat(officer.text()).contains("Management rules").doesNotContainPattern("[A-Z][12]\\d{8}");
            officer.open("/bureau/joining?lang=zh-TW");
            officer.fits("linkage");
        }
    }

    @Test
    void aStateCorporationIsRefusedWithTheReasonAndTheLaw() {
        try (Walk walk = Walk.of(POWER, access, port)) {
            walk.open("/bureau/joining");
            walk.flawless();
            walk.tabTo("begin");
            walk.press("Enter");
            walk.see("#errors");
            walk.flawless();
            assertThat(walk.page().innerText("#errors")).contains("國營事業", "第3條");
        }
    }

    @Test
    void ofItsOwnTerritoryItNamesTheCounties() {
        try (Walk officer = Walk.of(OFFICER, access, port)) {
            officer.open("/bureau/joining");
            officer.tabTo("begin");
            officer.press("Enter");
            officer.arrive("**/parts/BUSINESS");
            String address = officer.page().url().replaceFirst("https?://[^/]+", "");
            officer.tick("item-SOC-02", "scope");
            officer.tabTo("next");
            officer.press("Enter");
            officer.see("#counties-error");
            officer.flawless();
            officer.tick("counties"); // the first of them, 連江縣
            officer.fits("joining-territory");
            officer.tabTo("next");
            officer.press("Enter");
            officer.arrive("**/parts/FIELDS");
            officer.open(address.replace("/parts/BUSINESS", ""));
            assertThat(officer.page().innerText("#part-BUSINESS")).contains("轄內資料", "連江縣");
            officer.flawless();
        }
    }

    /** Everything filled in; answers the address of the application. */
    private String drafted(Walk walk) {
        walk.open("/bureau/joining");
        walk.flawless();
        walk.tabTo("begin");
        walk.press("Enter");
        walk.arrive("**/parts/BUSINESS");
        String address = walk.page().url().replaceFirst("https?://[^/]+", "").replace("/parts/BUSINESS", "");
        walk.tabTo("next");
        walk.press("Enter");
        walk.see("#items-error");
        walk.flawless();
        walk.tick("item-SOC-02", "scope");
        walk.press("ArrowDown");
        walk.tabTo("next");
        walk.press("Enter");
        walk.arrive("**/parts/FIELDS");
        assertThat(walk.page().inputValue("#legalBasis")).isEqualTo("老人福利法§12");
        walk.fill("plan", "受理津貼申請時查詢，代替戶籍謄本。");
        walk.fits("joining-fields");
        walk.tabTo("next");
        walk.press("Enter");
        walk.arrive("**/parts/PEOPLE");
        walk.tick("window");
        walk.fill("windowUnit", "資訊室");
        walk.fill("windowName", "王窗口");
        walk.fill("windowPhone", "02-2345-6789");
        walk.fill("deputyName", "陳代理");
        walk.fill("deputyPhone", "02-2345-6780");
        walk.fill("deputyName-2", "林代理");
        walk.fill("security", SECURITY.username());
        walk.fill("officers", OFFICER.username() + " " + People.nextId(Sex.MALE).value());
        walk.tabTo("next");
        walk.press("Enter");
        walk.see("#deputyPhone-error:has-text('第 2 位')");
        walk.flawless();
        assertThat(walk.page().inputValue("#deputyName-2")).isEqualTo("林代理");
        walk.fill("deputyPhone-2", "02-2345-6781");
        walk.fits("joining-people");
        assertThat(walk.page().innerText("#superior")).contains("衛生福利部").doesNotContain("衛生所");
        walk.tabTo("next");
        walk.press("Enter");
        walk.arrive("**/parts/RULES");
        walk.fill("retention", "6");
        walk.fill("destruction", "碎紙並刪除電子檔");
        walk.fill("destroyOn", RocDate.slashed(LocalDate.now(clock).plusMonths(7)));
        walk.fill("auditor", "政風室");
        walk.fill("penalties", "依規定議處並註銷帳號");
        walk.fill("levelA", "院臺護字第1號 114/1/1");
        walk.tabTo("next");
        walk.press("Enter");
        walk.see("#levelAHolder-error");
        walk.flawless();
        assertThat(walk.page().inputValue("#penalties")).isEqualTo("依規定議處並註銷帳號");
        walk.fill("levelAHolder", "院臺護字第1號 114/1/1");
        assertThat(walk.page().innerText("#levelAFile-error")).contains("請上傳");
        walk.fill("auditor", "政風室王稽核");
        walk.page().setInputFiles("#levelAFile", new FilePayload("large", "application/pdf", new byte[5 << 20]));
        walk.tabTo("next");
        walk.press("Enter");
        walk.page().waitForSelector("#levelAFile-error:has-text('3 MB')");
        assertThat(walk.page().inputValue("#auditor")).isEqualTo("政風室王稽核");
        walk.page().setInputFiles("#levelAFile", paper("text/plain", "no paper"));
        walk.tabTo("next");
        walk.press("Enter");
        walk.page().waitForSelector("#levelAFile-error:has-text('這不是 PDF')");
        walk.page().setInputFiles("#levelAFile", paper("application/pdf", "%PDF-1.4 level A %%EOF"));
        walk.tick("agreement");
        walk.tabTo("next");
        walk.press("Enter");
        walk.arrive("**" + address);
        assertThat(walk.page().innerText("#rules ~ .joining-rules")).contains("資訊室王窗口", "百分之70");
        assertThat(walk.page().innerText("#deputies")).contains("陳代理 02-2345-6780", "林代理 02-2345-6781");
        walk.fits("joining-whole");
        return address;
    }

    private static FilePayload paper(String type, String text) {
        return new FilePayload("level-a", type, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void returned(Walk ministry) {
        ministry.open("/ministry/joining");
        ministry.flawless();
        ministry.page().locator(".catalogue a:has-text('社會及家庭署')").focus();
        ministry.press("Enter");
        ministry.arrive("**/ministry/joining/*");
        assertThat(ministry.page().locator("a.proof").getAttribute("href")).endsWith("/proof.pdf");
        ministry.fits("joining-review");
        ministry.fill("remark-RULES", "請載明銷毀人員");
        ministry.tabTo("return");
        ministry.press("Enter");
        ministry.arrive("**/ministry/joining?decided=RETURNED");
    }

    /** An officer is added by somebody who mistypes first, and an own audit is filed. */
    private void changes(Walk officer) {
        officer.tabTo("change-officers");
        officer.press("Enter");
        officer.fill("username", SECURITY.username());
        officer.fill("number", "A123456788");
        officer.fill("on", RocDate.slashed(LocalDate.now(clock)));
        officer.tabTo("comes");
        officer.press("Enter");
        officer.see("#number-error");
        officer.flawless();
        assertThat(officer.page().inputValue("#username")).isEqualTo(SECURITY.username());
        officer.fill("number", People.nextId(Sex.MALE).value());
        officer.tabTo("comes");
        officer.press("Enter");
        officer.see("#officers li:nth-child(2)");
        officer.tabTo("file-audit");
        officer.press("Enter");
        officer.fill("from", RocDate.slashed(LocalDate.now(clock)));
        officer.fill("to", RocDate.slashed(LocalDate.now(clock)));
        officer.fill("queries", "10");
        officer.fill("sampled", "3");
        officer.fill("findings", "無缺失");
        officer.tabTo("audited");
        officer.press("Enter");
        officer.see("#sampled-error");
        officer.flawless();
        officer.fill("sampled", "8");
        officer.tabTo("audited");
        officer.press("Enter");
        officer.see("#audits li:has-text('與提報件數不同')");
        officer.flawless();
    }

    @Test
    void whereNobodyIsReservedTheAccountIsTypedAndNothingCanBeRenewed() {
        LocalDate today = LocalDate.now(clock);
        Actor rule = Actor.rule("test");
        String given = "SFAA-GIVEN" + Math.floorMod(System.nanoTime(), 1_000_000L);
        grants.give(
                new Grant(
                                given,
                                SFAA,
                                "既有授權",
                                "Given",
                                "測試法§1",
                                Set.of("name"),
                                5,
                                100,
                                today,
                                today.plusMonths(1),
                                null)
                        .within(Set.of("09007", "63000010")),
                rule);
        grants.name(SFAA, "journey-joining-left", People.nextId(Sex.MALE), rule);
        linkages.round();
        try (Walk officer = Walk.of(OFFICER, access, port)) {
            officer.open("/bureau/linkages/" + given);
            officer.see("#everybody");
            officer.flawless();
            assertThat(officer.page().innerText("#territory")).isEqualTo("轄內資料：連江縣、臺北市松山區");
            assertThat(officer.page().locator("#renew").count()).isZero();
            officer.tabTo("change-officers");
            officer.press("Enter");
            officer.fill("leaving", "nobody-known");
            officer.fill("leavingOn", RocDate.slashed(today));
            officer.tabTo("leaves");
            officer.press("Enter");
            officer.see("#leaving-error");
            officer.flawless();
            officer.fits("linkage-given");
            assertThat(officer.page().inputValue("#leaving")).isEqualTo("nobody-known");
            officer.fill("leaving", "journey-joining-left");
            officer.tabTo("leaves");
            officer.press("Enter");
            officer.see("#events li:has-text('journey-joining-left')");
        }
        assertThat(grants.onRoster(SFAA, "journey-joining-left")).isEmpty();
    }

    private static void suspended(Walk ministry) {
        ministry.page().locator("[data-linkage^=SFAA-J] a").first().focus();
        ministry.press("Enter");
        ministry.arrive("**/ministry/linkages/SFAA-J*");
        ministry.tabTo("suspend");
        ministry.press("Enter");
        ministry.see("#reason-error");
        ministry.flawless();
        ministry.fill("reason", "逾期未改善");
        ministry.tabTo("suspend");
        ministry.press("Enter");
        ministry.see("#resume");
        ministry.flawless();
        ministry.fits("ministry-linkage");
    }

    private static void asked(Walk officer, String number) {
        officer.open("/bureau/query");
        officer.see("#caseNo:focus");
        officer.type("115-福-1");
        officer.fill("numbers", number);
        officer.press("Enter");
        officer.see(".bureau-sheet");
        assertThat(officer.page().innerText(".bureau-sheet")).contains("115-福-1", "老人福利法§12", "吳請領", "介壽路914號");
    }

    private static StaffMember officer(String username, String agency) {
        return new StaffMember(username, "張承辦", Set.of(Role.OFFICER), null, new AgencyCode(agency));
    }
}
