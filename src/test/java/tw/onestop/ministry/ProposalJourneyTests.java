package tw.onestop.ministry;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.time.LocalDate;
import java.util.Set;
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
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.RocDate;
import tw.onestop.registry.AnnouncementDesk;
import tw.onestop.registry.AnnouncementDesk.Announcement;

/** A statutory rule and a row of the matrix are prepared, rehearsed and sent back, by keyboard. */
@ProductTest
class ProposalJourneyTests {

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    AnnouncementDesk announcements;

    @Autowired
    TestClock clock;

    @Test
    void aStatutoryRuleIsPreparedRehearsedAndSentBack() {
        try (Walk walk = by("journey-proposal-a")) {
            walk.open("/ministry/statutory");
            walk.flawless();
            walk.fits("statutory");
            assertThat(walk.page()
                            .locator("[data-rule='RENUMBER/ADDRESS/LAND_REGISTRY']")
                            .innerText())
                    .contains("地政", "[P22]");
            walk.page().locator("[data-rule='DEATH/DEATH/HEALTH_INSURANCE'] a").focus();
            walk.press("Enter");
            walk.arrive("**/ministry/statutory/rule?kind=DEATH&**");
            assertThat(walk.page().inputValue("#note")).isEqualTo("辦理退保，依法通報。");
            assertThat(walk.page().inputValue("#noteEn")).isEqualTo("Ends the insurance, told by law.");
            walk.open("/ministry/statutory");
            walk.tabTo("new");
            walk.press("Enter");
            walk.arrive("**/ministry/statutory/rule");
            walk.fill("ageFrom", "old");
            walk.press("Enter");
            walk.see(".govuk-error-summary");
            walk.flawless();
            walk.fits("statutory-rule-refused");
            assertThat(walk.page().innerText("#ageFrom-error")).contains("0 到 999");
            assertThat(walk.page().innerText("#kind-error")).contains("請選擇登記類別");
            assertThat(walk.page().inputValue("#ageFrom")).isEqualTo("old");
            choose(walk, "kind", 1);
            choose(walk, "change", 4);
            choose(walk, "responsibility", 1);
            walk.tick("township");
            walk.fill("ageFrom", "");
            walk.press("Delete");
            walk.fill("source", "測試公告");
            walk.fill("reason", "試行");
            prepared(walk);
            open(walk, "ADDR/ADDRESS/CONSCRIPTION");
            assertThat(walk.text()).contains("住址變更", "役政", "現住地（新址）", "請由另一位同仁核定");
            rehearse(walk, "#shadow-sum", "proposal-shadow");
            assertThat(walk.text()).contains("如果當時適用");
        }
        sendBack("ADDR/ADDRESS/CONSCRIPTION");
    }

    @Test
    void aRowOfTheMatrixIsPreparedAndSentBack() {
        try (Walk walk = by("journey-proposal-a")) {
            walk.open("/ministry/receivers/TAIWATER/changes/ADDRESS");
            walk.flawless();
            walk.fits("capability");
            assertThat(walk.page().isChecked("#keys-waterNo")).isTrue();
            walk.fill("noteEn", "");
            walk.press("Delete");
            walk.fill("reason", "說明修正");
            walk.press("Enter");
            walk.see("#noteEn-error");
            walk.flawless();
            walk.fill("noteEn", "Changes the mailing address.");
            prepared(walk);
        }
        sendBack("TAIWATER/ADDRESS");
    }

    @Test
    void howAnAgencyIsReachedIsChangedRehearsedAndSentBack() {
        try (Walk walk = by("journey-proposal-a")) {
            walk.open("/ministry/receivers/TPEWATER");
            walk.tabTo("change");
            walk.press("Enter");
            walk.arrive("**/ministry/receivers/TPEWATER/change");
            walk.flawless();
            walk.fits("receiver-change");
            assertThat(walk.page().inputValue("#phone")).isEqualTo("(02)8733-5678");
            walk.fill("days", "many");
            walk.fill("source", "北水處來函");
            walk.fill("reason", "組織改造");
            walk.press("Enter");
            walk.see("#days-error");
            walk.flawless();
            assertThat(walk.page().inputValue("#days")).isEqualTo("many");
            walk.fill("days", "5");
            prepared(walk);
            open(walk, "TPEWATER");
            assertThat(walk.text()).contains("受通報機關變更", "北水處來函", "請由另一位同仁核定");
            rehearse(walk, "#shadow-sum", "proposal-receiver-change");
        }
        sendBack("TPEWATER");
    }

    @Test
    void aFeeIsPreparedRehearsedAndSentBack() {
        announced("1350");
        try (Walk walk = by("journey-proposal-a")) {
            walk.open("/ministry/rules");
            walk.page()
                    .locator("[data-rules=VALUE] a[href$='fee.passport'] >> nth=0")
                    .focus();
            walk.press("Enter");
            walk.arrive("**/ministry/fees/fee.passport");
            walk.flawless();
            walk.fits("fee");
            assertThat(walk.page().inputValue("#amount")).isEqualTo("1300");
            assertThat(walk.page().innerText("[data-now]")).contains("1300", "1350", "已公告");
            walk.fill("amount", "NT$1400");
            walk.fill("source", "護照規費收費標準修正");
            walk.fill("reason", "成本調整");
            walk.press("Enter");
            walk.see("#amount-error");
            walk.flawless();
            assertThat(walk.page().inputValue("#amount")).isEqualTo("NT$1400");
            walk.fill("amount", "1400");
            prepared(walk);
            open(walk, "fee.passport");
            assertThat(walk.text()).contains("規費變更", "1400", "請由另一位同仁核定");
            assertThat(walk.page().innerText("#present")).contains("1300", "1350", "已公告");
            assertThat(walk.page().innerText("h1")).contains("護照規費").doesNotContain("fee.");
            rehearse(walk, "#shadow-fee", "proposal-fee");
        } finally {
            asItAlwaysWas();
        }
        sendBack("fee.passport");
    }

    private void announced(String amount) {
        assertThat(announcements.announce(
                        new Announcement(
                                AnnouncementDesk.Table.VALUE,
                                "fee.passport",
                                amount,
                                RocDate.compact(LocalDate.now(clock).plusYears(80)),
                                "測試公告"),
                        Actor.rule("test")))
                .isEmpty();
    }

    private static void asItAlwaysWas() {
        TestDatabase.asOwner()
                .sql("delete from registry.rule_value where name = 'fee.passport' and not lower_inf(effective)")
                .update();
        TestDatabase.asOwner()
                .sql("update registry.rule_value set effective = '(,)' where name = 'fee.passport'")
                .update();
    }

    @Test
    void theFieldsOfAPayloadArePreparedLookedAtAndSentBack() {
        try (Walk walk = by("journey-proposal-a")) {
            walk.open("/ministry/receivers/TAIPOWER");
            walk.tabTo("fields");
            walk.press("Enter");
            walk.arrive("**/ministry/receivers/TAIPOWER/fields");
            walk.flawless();
            walk.fits("fields");
            walk.fill("field4.name", "user name");
            walk.fill("source", "台電來函");
            walk.fill("reason", "介接既有系統");
            walk.press("Enter");
            walk.see("#field4\\.name-error");
            walk.flawless();
            walk.fits("fields-refused");
            walk.fill("field4.name", "USER_NAME");
            walk.fill("field2.name", "EFF_DATE");
            walk.press("Tab", "ArrowDown");
            walk.fill("reason", "介接既有系統");
            prepared(walk);
            open(walk, "TAIPOWER");
            assertThat(walk.text()).contains("欄位對應變更", "person.name → USER_NAME", "台電來函");
            assertThat(walk.page().innerText("#payload")).contains("USER_NAME", "EFF_DATE");
            walk.flawless();
            walk.fits("proposal-fields");
        }
        sendBack("TAIPOWER");
    }

    @Test
    void whatAnErrandAsksIsPreparedRehearsedAndSentBack() {
        String about = "nhi-card/lost/deliveryPhone";
        try (Walk walk = by("journey-proposal-a")) {
            walk.open("/ministry/receivers");
            walk.tabTo("errands");
            walk.press("Enter");
            walk.arrive("**/ministry/errands");
            walk.flawless();
            walk.fits("errands");
            assertThat(walk.page().innerText("[data-errand='nhi-card/lost']"))
                    .contains("健保卡遺失補發", "健康保險")
                    .containsPattern("\\d 項");
            walk.page().locator("a[href$='/ministry/errands/nhi-card/lost']").focus();
            walk.press("Enter");
            walk.arrive("**/ministry/errands/nhi-card/lost");
            walk.flawless();
            walk.fits("errand");
            walk.page().locator("a[href$='nhi-card/lost/fields/idCardLost']").focus();
            walk.press("Enter");
            walk.arrive("**/fields/idCardLost");
            walk.flawless();
            walk.fits("errand-field");
            assertThat(walk.page().inputValue("#choices")).contains("YES | 是 | Yes");
            walk.page().locator(".govuk-back-link").focus();
            walk.press("Enter");
            walk.arrive("**/ministry/errands/nhi-card/lost");
            walk.tabTo("new");
            walk.press("Enter");
            walk.arrive("**/ministry/errands/nhi-card/lost/field");
            walk.fill("name", "deliveryPhone");
            walk.tick("kind");
            walk.fill("pattern", "(\\d+)+");
            walk.press("Enter");
            walk.see("#pattern-error");
            walk.flawless();
            walk.fits("errand-field-refused");
            assertThat(walk.page().inputValue("#pattern")).isEqualTo("(\\d+)+");
            walk.tick("asked");
            walk.fill("label", "收件電話");
            walk.fill("labelEn", "Telephone of the recipient");
            walk.fill("pattern", "\\d{9,10}");
            walk.fill("example", "0912345678");
            walk.fill("source", "健保署來函");
            walk.fill("reason", "掛號投遞");
            prepared(walk);
            open(walk, about);
            assertThat(walk.text()).contains("申辦欄位變更", "收件電話", "必填", "請由另一位同仁核定");
            rehearse(walk, "#shadow-field", "proposal-errand-field");
        }
        sendBack(about);
    }

    @Test
    void otherDaysForOneMatterArePreparedRehearsedAndSentBack() {
        try (Walk walk = by("journey-proposal-a")) {
            walk.open("/ministry/receivers/NHIA");
            walk.tabTo("promises");
            walk.press("Enter");
            walk.arrive("**/ministry/receivers/NHIA/promises");
            walk.flawless();
            walk.fits("promises");
            assertThat(walk.page().locator("[data-matter='nhi-card.lost']").innerText())
                    .contains("健保卡遺失補發", "7");
            walk.tabTo("promise-nhi-card-lost");
            walk.press("Enter");
            walk.arrive("**/promises/nhi-card.lost");
            walk.fill("days", "soon");
            walk.fill("source", "健保署來函");
            walk.fill("reason", "製卡加快");
            walk.press("Enter");
            walk.see("#days-error");
            walk.flawless();
            walk.fits("promise-refused");
            assertThat(walk.page().inputValue("#days")).isEqualTo("soon");
            walk.fill("days", "5");
            prepared(walk);
            open(walk, "NHIA/nhi-card.lost");
            assertThat(walk.page().innerText("#promised")).contains("5 個工作天");
            rehearse(walk, "#shadow-late", "proposal-promise");
        }
        sendBack("NHIA/nhi-card.lost");
    }

    @Test
    void whoIsToldByLawAloneIsFoundByNameAndPromisesItsDays() {
        try (Walk walk = by("journey-proposal-a")) {
            walk.open("/ministry/receivers");
            walk.fill("find", "南竿鄉公所");
            walk.press("Enter");
            walk.see("#found a");
            walk.flawless();
            walk.fits("receivers-found");
            walk.page().locator("#found a[href$='CONSCRIPTION-09007010']").focus();
            walk.press("Enter");
            walk.arrive("**/ministry/receivers/CONSCRIPTION-09007010");
            walk.flawless();
            walk.fits("receiver-by-law");
            assertThat(walk.page().innerText("#duties")).contains("役政");
            assertThat(walk.page().innerText("#no-rows")).contains("不依民眾同意受理");
            assertThat(walk.text()).doesNotContain("尚未施行");
            walk.tabTo("promises");
            walk.press("Enter");
            walk.arrive("**/promises");
            walk.flawless();
            walk.fits("promises-by-law");
            assertThat(walk.page().locator("[data-matter='statutory.move']").innerText())
                    .contains("住址（依法通報）");
            assertThat(walk.text()).contains("撤銷（依法通報）");
            walk.open("/ministry/receivers?find=nowhere");
            assertThat(walk.page().innerText("#found")).contains("名錄沒有「nowhere」");
        }
    }

    @Test
    void aRowOfNoAgencyHasNoPage() {
        try (Walk walk = by("journey-proposal-a")) {
            walk.open("/ministry/receivers/TAIWATER/changes/ADDRESS");
            String token = walk.page().locator("input[name=_csrf]").first().inputValue();
            assertThat(walk.page()
                            .request()
                            .post(
                                    walk.page().url().replace("TAIWATER", "no.code"),
                                    RequestOptions.create()
                                            .setForm(FormData.create().set("_csrf", token)))
                            .status())
                    .isEqualTo(404);
            assertThat(walk.page()
                            .request()
                            .get(walk.page().url().replaceAll("/ministry/.*", "/ministry/errands/nhi-card/none"))
                            .status())
                    .isEqualTo(404);
        }
    }

    private void sendBack(String about) {
        try (Walk walk = by("journey-proposal-b")) {
            walk.open("/ministry/receivers");
            open(walk, about);
            walk.tick("verdict");
            walk.press("ArrowDown");
            walk.fill("note", "測試退回");
            walk.fill("password", Walk.PASSWORD);
            walk.press("Enter");
            walk.arrive("**/ministry/receivers?done=SENT_BACK");
            assertThat(walk.page()
                            .locator("[data-about='" + about + "']")
                            .first()
                            .innerText())
                    .contains("退回", "測試退回");
        }
    }

    private static void prepared(Walk walk) {
        walk.press("Enter");
        walk.arrive("**/ministry/receivers?done=PREPARED");
    }

    private static void rehearse(Walk walk, String found, String page) {
        walk.tabTo("shadow-go");
        walk.press("Enter");
        walk.see(found);
        walk.flawless();
        walk.fits(page);
    }

    private static void open(Walk walk, String about) {
        walk.page().locator("[data-about='" + about + "'] a").first().focus();
        walk.press("Enter");
        walk.arrive("**/ministry/proposals/*");
    }

    private static void choose(Walk walk, String id, int nth) {
        walk.tabTo(id);
        for (int i = 0; i < nth; i++) {
            walk.press("ArrowDown");
        }
    }

    private Walk by(String username) {
        return Walk.of(new StaffMember(username, "戶政司承辦人", Set.of(Role.MINISTRY), null, null), access, port);
    }
}
