package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Forms;
import tw.onestop.registry.People;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistryDesk;

/** The Bureau's officer enters what is paid and when; the citizen reads it the next day. */
@ProductTest
class BenefitJourneyTests {

    private static final String JIESHOU = "09007010001";
    private static final Actor CLERK = People.clerk(JIESHOU);
    private static final AgencyCode BUREAU = new AgencyCode("BLI");

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    AgencyDesk agencies;

    @Autowired
    RegistryDesk registry;

    @Autowired
    NoticeDesk desk;

    @Autowired
    Batch batch;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    private Agency.Door door = Agency.Door.WEBHOOK;

    @BeforeEach
    void theBureauReadsTheWebInbox() {
        door = agencies.find(BUREAU).orElseThrow().door();
        agencies.chooseDoor(BUREAU, Agency.Door.INBOX);
    }

    @AfterEach
    void asBefore() {
        agencies.chooseDoor(BUREAU, door);
        clock.reset();
    }

    @Test
    void theCitizenReadsWhatIsPaidAndWhen() {
        Filing.Filed filed = funeral();
        clock.advance(Duration.ofDays(1));
        while (batch.leave()) {
            // all of it
        }
        StaffMember member = new StaffMember("walk-officer-BLI", "張承辦", Set.of(Role.OFFICER), null, BUREAU);
        try (Walk officer = Walk.of(member, access, port)) {
            officer.open("/bureau?caseNo=" + filed.receiptNo());
            officer.page()
                    .locator("tbody tr:has-text('" + filed.receiptNo() + "') a")
                    .first()
                    .focus();
            officer.press("Enter");
            officer.arrive("**/bureau/notices/*");
            String notice = officer.page().url();
            officer.tick("status-received");
            officer.press("ArrowDown");
            officer.fill("amount", "很多");
            officer.fill("paidOn", "明天");
            officer.press("Enter");
            officer.see("#paidOn-error");
            assertThat(officer.text()).contains("請填寫核定金額", "請填寫入帳日期");
            assertThat(officer.page().inputValue("#amount")).isEqualTo("很多");
            officer.flawless();
            officer.fits("benefit-officer");
            officer.fill("amount", "137,400");
            officer.fill("paidOn", RocDate.slashed(LocalDate.now(clock).plusDays(7)));
            officer.press("Enter");
            officer.arrive("**/bureau");
            officer.page().navigate(notice);
            officer.see("#benefit");
            assertThat(officer.page().innerText("#benefit")).contains("137,400 元", "入帳");
            officer.flawless();
        }
        try (Walk citizen = Walk.of(port)) {
            citizen.open("/progress");
            citizen.fill("receiptNo", filed.receiptNo());
            citizen.fill("code", filed.queryCode());
            citizen.press("Enter");
            citizen.see("[data-benefit]");
            assertThat(citizen.page().innerText("[data-benefit]"))
                    .contains(
                            "核定給付 137,400 元",
                            RocDate.slashed(LocalDate.now(clock).plusDays(7)));
            citizen.flawless();
            citizen.fits("benefit-progress");
        }
    }

    /** A widow for her husband. */
    private Filing.Filed funeral() {
        People.Home home = people.household(JIESHOU, "給付路1號")
                .head("江給付", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("江美", Sex.FEMALE, LocalDate.of(1985, 3, 4))
                .found();
        Forms death = Forms.death(
                        home.person(0), RocDate.slashed(LocalDate.now(clock).minusDays(2)), home.person(1), "SPOUSE")
                .with("newHead", home.person(1));
        Recording recorded = transaction.execute(_ -> registry.record(List.of(death.form()), Map.of(), CLERK));
        assertThat(recorded).isInstanceOf(Recording.Recorded.class);
        NoticeForm form = new NoticeForm(
                ((Recording.Recorded) Objects.requireNonNull(recorded)).registrations(),
                home.person(1).nationalId(),
                home.person(1).name(),
                null,
                "0912345678",
                "",
                true,
                ConsentNotices.VERSION,
                Filed.signature(true),
                List.of(),
                List.of(new NoticeForm.Wish(
                        "labour-benefit",
                        "funeral",
                        home.id(0),
                        Map.of(
                                "relation", "SPOUSE",
                                "bankCode", "004",
                                "accountNo", "01234567890",
                                "seized", "NO",
                                "passbook", "yes"))),
                Set.of());
        return (Filing.Filed) Objects.requireNonNull(transaction.execute(_ -> desk.file(form, CLERK)));
    }
}
