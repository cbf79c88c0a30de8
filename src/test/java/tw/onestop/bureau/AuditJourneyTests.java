package tw.onestop.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.LinkWorld;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.People;

/** Somebody of the agency who does not ask ticks off the list of the week; whoever asks sees what is granted and used only. */
@ProductTest
class AuditJourneyTests {

    private static final AgencyCode NHIA = new AgencyCode("NHIA");
    private static final String PURPOSE = "JOURNEY-AUDIT";
    private static final String IDLE = "JOURNEY-IDLE";
    private static final StaffMember AUDITOR =
            new StaffMember("journey-auditor", "政風室", Set.of(Role.OFFICER), null, NHIA);
    private static final StaffMember ASKS =
            new StaffMember(LinkWorld.OFFICER, "測試承辦", Set.of(Role.OFFICER), null, NHIA);
    private static final StaffMember MINISTRY =
            new StaffMember("journey-audit-ministry", "戶政司稽核", Set.of(Role.MINISTRY), null, null);

    private final UUID file = UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    LinkWorld link;

    @Autowired
    TestClock clock;

    @AfterEach
    void ends() {
        link.end("NHIA", PURPOSE);
        link.end("NHIA", IDLE);
        TestDatabase.asOwner()
                .sql("delete from link.file where purpose = ?")
                .param(PURPOSE)
                .update();
        TestDatabase.asOwner()
                .sql("delete from link.query where purpose = ?")
                .param(PURPOSE)
                .update();
    }

    @Test
    void theWeekIsTickedOffByKeyboard() {
        link.grant("NHIA", PURPOSE, "name", "birthDate");
        People.Home home = link.someone("稽核路2號");
        UUID asked = link.asked("NHIA", PURPOSE, "115-週-1", home);
        LocalDate lastWeek = LocalDate.now(clock).minusDays(7);
        TestDatabase.asOwner()
                .sql("update link.query set at = ?::date + time '04:00' where purpose = ?")
                .params(lastWeek, PURPOSE)
                .update();
        link.grant("NHIA", IDLE, "name", "annotations");
        // Of the same case a file as well, whose answer is erased already.
        TestDatabase.asOwner().sql("""
                        insert into link.file (id, agency, client, purpose, user_id, case_sealed, fields, as_of, received_at,
                                               lines, wrong, blocks, state, answered_at, found)
                        select ?, agency, 'journey', purpose, user_id, case_sealed, '{name}', at::date, at,
                               12000, 0, 2, 'ERASED', at, 11900
                          from link.query where purpose = ?
                        """).params(file, PURPOSE).update();
        try (Walk walk = Walk.of(AUDITOR, access, port);
                Walk asks = Walk.of(ASKS, access, port);
                Walk ministry = Walk.of(MINISTRY, access, port)) {
            walk.open("/bureau");
            walk.page().locator("a[href='/bureau/oversight']").focus();
            walk.press("Enter");
            walk.arrive("**/bureau/oversight");
            assertThat(walk.page().innerText("[data-check='" + asked + "']")).contains("115-週-1", LinkWorld.OFFICER);
            assertThat(walk.page().innerText("[data-drift]")).contains(PURPOSE, "birthDate", "1／6000");
            assertThat(walk.page().innerText("[data-check='" + file + "']")).contains("115-週-1", "檔案，12,000 行");
            assertThat(walk.page().innerText("[data-idle='" + IDLE + "']")).contains("完全沒有使用", "預告終止");
            assertThat(walk.text()).doesNotContain(home.numbers().getFirst().value());
            walk.tabTo("tick-" + asked);
            walk.press("Enter");
            walk.see("#errors");
            walk.flawless();
            assertThat(walk.page().innerText("#errors")).contains("是否相符", "請說明");
            walk.fill("remark-" + asked, "調卷相符");
            walk.tabTo("tick-" + asked);
            walk.press("Enter");
            walk.see("#errors");
            assertThat(walk.page().inputValue("#remark-" + asked)).isEqualTo("調卷相符");
            walk.tabTo("sound-" + asked);
            walk.press("Space");
            walk.tabTo("tick-" + asked);
            walk.press("Enter");
            walk.see("[data-check='" + asked + "'] .govuk-tag--green");
            walk.flawless();
            assertThat(walk.page().innerText("[data-check='" + asked + "']")).contains("相符", AUDITOR.username());
            walk.fits("audit");
            asks.open("/bureau/oversight");
            asks.flawless();
            assertThat(asks.text()).contains("您的帳號可以查詢", PURPOSE).doesNotContain("115-週-1");
            ministry.open("/ministry/oversight");
            ministry.flawless();
            assertThat(ministry.page().innerText("[data-kept]")).contains("NHIA");
            ministry.open("/ministry/oversight?from=" + lastWeek);
            ministry.flawless();
            assertThat(ministry.page().innerText("[data-checks]")).contains("檔案", "12000");
            ministry.fits("audit-ministry");
        }
    }
}
