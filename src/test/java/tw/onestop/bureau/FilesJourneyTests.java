package tw.onestop.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.agencies.MediaAgency;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.exchange.BundleDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.trust.EnvelopeDesk;
import tw.onestop.trust.SealDesk;

/** An officer opens the file door, moves the agency to it and back, deals with what was given up, and finds one of two thousand. */
@ProductTest
class FilesJourneyTests {

    private static final AgencyCode AGENCY = new AgencyCode("POLICE-09007020");
    private static final StaffMember OFFICER =
            new StaffMember("journey-files", "測試承辦", Set.of(Role.OFFICER), null, AGENCY);
    private static final StaffMember MINISTRY =
            new StaffMember("journey-delivery", "測試司員", Set.of(Role.MINISTRY), new OfficeCode(Cases.OFFICE), null);

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    AgencyDesk agencies;

    @Autowired
    BundleDesk desk;

    @Autowired
    EnvelopeDesk envelopes;

    @Autowired
    SealDesk seals;

    @AfterEach
    void asBefore() {
        agencies.chooseDoor(AGENCY, Agency.Door.INBOX);
        TestDatabase.asOwner()
                .sql("delete from notice.item where agency = ?")
                .param(AGENCY.value())
                .update();
    }

    @Test
    void fromTheFirstCertificateToTheFileDoorAndBack() {
        Actor officer = Actor.officer(OFFICER.username(), AGENCY);
        MediaAgency keys = MediaAgency.of("EC", seals.anchorsAsPem(), desk.ownCertificate(officer));
        try (Walk walk = Walk.of(OFFICER, access, port)) {
            walk.open("/bureau/endpoint");
            walk.page().locator("input[value=FILE]").focus();
            walk.press("Space");
            walk.tabTo("move");
            walk.press("Enter");
            walk.see("#door-error");
            assertThat(walk.text()).contains("請先登錄加密憑證與 SSH 公鑰");
            walk.flawless();

            walk.open("/bureau/files");
            walk.flawless();
            walk.fill("encryption", "hello");
            walk.tabTo("keep-encryption");
            walk.press("Enter");
            walk.see("#encryption-error");
            assertThat(walk.page().inputValue("#encryption")).isEqualTo("hello");
            walk.fill("encryption", envelopes.pem(keys.signing()));
            walk.tabTo("keep-encryption");
            walk.press("Enter");
            walk.page().waitForSelector("#encryption-error:has-text('不能加密到這張憑證')");
            walk.fill("encryption", envelopes.pem(keys.opening()));
            walk.tabTo("keep-encryption");
            walk.press("Enter");
            walk.see(".bureau-done");
            walk.fill("signing", envelopes.pem(keys.signing()));
            walk.tabTo("keep-signing");
            walk.press("Enter");
            walk.page().waitForSelector(".bureau-facts:not(:has-text('尚未登錄'))");

            walk.fill("keyName", "主機一");
            walk.fill("sshKey", "-----BEGIN OPENSSH PRIVATE KEY-----");
            walk.tabTo("add-key");
            walk.press("Enter");
            walk.page().waitForSelector("#sshKey-error:has-text('這是私鑰')");
            assertThat(refusals("exchange.sftp.key.add", BundleDesk.SECRET))
                    .as("somebody gave a private key away")
                    .isPositive();
            assertThat(walk.page().inputValue("#sshKey")).isEmpty();
            assertThat(walk.page().inputValue("#keyName")).isEqualTo("主機一");
            walk.fill("sshKey", tw.onestop.exchange.WireScript.anSshKey());
            walk.tabTo("add-key");
            walk.press("Enter");
            walk.see(".bureau-keys li");
            assertThat(walk.text()).contains("主機一", "SHA256:");
            walk.fill("hour", "25");
            walk.tabTo("rhythm");
            walk.press("Enter");
            walk.see("#hour-error");
            assertThat(refusals("exchange.bundle.choose", "bureau.files.hour.wrong"))
                    .isPositive();
            assertThat(walk.page().inputValue("#hour")).isEqualTo("25");
            walk.fill("hour", "7");
            walk.tabTo("rhythm");
            walk.press("Enter");
            walk.see(".bureau-done");
            walk.flawless();
            walk.fits("files");

            walk.open("/bureau/endpoint");
            walk.page().locator("input[value=FILE]").focus();
            walk.press("Space");
            walk.tabTo("move");
            walk.press("Enter");
            walk.see(".bureau-done");
            assertThat(agencies.find(AGENCY).orElseThrow().door()).isEqualTo(Agency.Door.FILE);
            walk.fits("endpoint");
            walk.open("/bureau/files");
            walk.tabTo("now");
            walk.press("Enter");
            walk.see(".bureau-done");
            walk.open("/bureau/files?lang=en");
            walk.flawless();
            walk.open("/bureau/endpoint?lang=en");
            walk.flawless();
            walk.open("/bureau/endpoint?lang=zh-TW");
        }
    }

    @Test
    void whatWasGivenUpLeavesTheListOnlyWithAReason() {
        aClosedEndpointAndOneGivenUp();
        try (Walk walk = Walk.of(OFFICER, access, port)) {
            walk.open("/bureau");
            assertThat(walk.text()).contains("端點已停用");
            walk.open("/bureau/letters");
            walk.flawless();
            walk.tabTo("letter");
            walk.press("Space");
            walk.tabTo("close");
            walk.press("Enter");
            walk.see("#reason-error");
            walk.flawless();
            assertThat(walk.page().isChecked("#letter")).isTrue();
            walk.fits("letters");
            walk.fill("reason", "已以公文補辦");
            walk.tabTo("close");
            walk.press("Enter");
            walk.see(".bureau-done");
            assertThat(walk.text()).contains("沒有退件");
            walk.tabTo("reopen");
            walk.press("Enter");
            walk.see("#mended-error");
            walk.fill("mended", "防火牆已修復");
            walk.tabTo("reopen");
            walk.press("Enter");
            walk.see(".bureau-done");
            assertThat(walk.page().locator("#reopen").count()).isZero();
        }
    }

    private static void aClosedEndpointAndOneGivenUp() {
        TestDatabase.asOwner()
                .sql("""
                insert into exchange.endpoint (endpoint_id, agency, disabled) values (?, ?, true)
                on conflict (agency) do update set disabled = true
                """)
                .params("ep-journey-files", AGENCY.value())
                .update();
        TestDatabase.asOwner().sql("""
                with given_up as (
                    insert into exchange.outbox (id, agency, type, citizen_key, data, time, since, next_attempt_at, state)
                    values (gen_random_uuid(), ?, 'tw.onestop.notice.registration-change.address.v1', '', '', now(), now(), now(), 'DEAD')
                    returning id, agency, type)
                insert into exchange.dead_letter (outbox_id, attempt, agency, type, died_at)
                select id, 1, agency, type, now() from given_up
                """).param(AGENCY.value()).update();
    }

    @Test
    void sendingAgainNeedsATimeAndAReason() {
        try (Walk walk = Walk.of(OFFICER, access, port)) {
            walk.open("/bureau/letters");
            walk.flawless();
            walk.fill("since", "115/13/01");
            walk.fill("why", "系統還原");
            walk.tabTo("replay");
            walk.press("Enter");
            walk.see("#since-error");
            assertThat(walk.page().inputValue("#since")).isEqualTo("115/13/01");
            assertThat(walk.page().inputValue("#why")).isEqualTo("系統還原");
            walk.fill("since", "115/01/01");
            walk.tabTo("why");
            walk.press("Control+a", "Delete");
            walk.tabTo("replay");
            walk.press("Enter");
            walk.see("#why-error");
            walk.flawless();
            walk.fill("why", "系統還原");
            walk.tabTo("replay");
            walk.press("Enter");
            walk.see(".bureau-done");
            assertThat(walk.text()).contains("已重送");
            walk.open("/bureau/letters?lang=en");
            walk.flawless();
            walk.open("/bureau/letters?lang=zh-TW");
        }
        try (Walk walk = Walk.of(MINISTRY, access, port)) {
            walk.open("/ministry/delivery");
            walk.flawless();
            assertThat(walk.text()).contains("通報傳送");
            walk.fits("delivery");
            walk.open("/ministry/delivery?lang=en");
            walk.flawless();
            walk.open("/ministry/delivery?lang=zh-TW");
        }
    }

    @Test
    void oneOfTwoThousandIsFoundByItsNumber() {
        TestDatabase.asOwner().sql("""
                insert into notice.item (id, registration, agency, programme, change, type, person, person_sealed, keys_sealed,
                                         status, since, agency_case_no)
                select gen_random_uuid(), -n, ?, 'statutory', 'ADDRESS', 'tw.onestop.notice.registration-change.address.v1',
                       -n, '', '', case when n % 4 = 0 then 'RECEIVED' else 'ACCEPTED' end,
                       timestamptz '2026-01-01 08:00+08' + n * interval '1 minute', 'CASE-' || n
                from generate_series(1, 2000) as n
                """).param(AGENCY.value()).update();
        try (Walk walk = Walk.of(OFFICER, access, port)) {
            walk.open("/bureau");
            walk.flawless();
            walk.fits("inbox");
            // Other rooms' tests tell this agency something, too.
            assertThat(walk.text()).containsPattern("第 1 頁，共 4\\d 頁，2,[01]\\d\\d 件");
            assertThat(walk.page().locator(".bureau-list tbody tr").count()).isEqualTo(50);
            walk.page().locator("a[rel=next]").focus();
            walk.press("Enter");
            walk.page().waitForSelector(".bureau-pages:has-text('第 2 頁')");
            walk.page().locator("a[href*='status=RECEIVED']").focus();
            walk.press("Enter");
            walk.page().waitForSelector(".bureau-pages:has-text('共 1')");
            walk.open("/bureau");
            walk.fill("caseNo", "CASE-1999");
            walk.press("Enter");
            walk.page().waitForSelector(".bureau-filter b:has-text('1')");
            assertThat(walk.page().locator(".bureau-list tbody tr").count()).isEqualTo(1);
            assertThat(walk.page().inputValue("#caseNo")).isEqualTo("CASE-1999");
            walk.fill("caseNo", "99");
            walk.press("Enter");
            walk.page().waitForSelector(".govuk-inset-text");
            assertThat(walk.text()).contains("沒有符合這個編號");
            walk.open("/bureau?page=9999");
            // The last there is: other rooms' tests may have begun one more.
            walk.page().waitForSelector(".bureau-pages:has-text('第 4')");
            assertThat(walk.page().locator("a[rel=next]").count()).isZero();
        }
    }

    private static long refusals(String action, String code) {
        return TestDatabase.asOwner()
                .sql("select count(*) from audit.trail where action = ? and outcome = 'REFUSED' and detail = ?")
                .params(action, code)
                .query(Long.class)
                .single();
    }
}
