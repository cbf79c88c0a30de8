package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** Where an office rules so, a second person looks at a registration before it is recorded; by keyboard. */
class ApprovalJourneyTests extends CounterJourney {

    private static final String OFFICE = "09007020";
    private static final String VILLAGE = "09007020001";

    @BeforeEach
    void theOfficeRulesSo() {
        TestDatabase.asOwner().sql("""
                        insert into registry.approval_rule
                        select kind || '/' || :office, 'TWO', '(,)', 'test' from unnest(array['NAME', 'ADDR']) as kinds (kind)
                        """).param("office", OFFICE).update();
        people.forgetRules();
    }

    @AfterEach
    void noMore() {
        TestDatabase.asOwner()
                .sql("delete from registry.approval_rule where legal_basis = 'test'")
                .update();
        people.forgetRules();
    }

    @Test
    void aSecondPersonSendsItBackAndThenApproves() {
        People.Home home = people.household(VILLAGE, "覆核路1號")
                .head("覆小核", Sex.MALE, LocalDate.of(1979, 8, 7))
                .found();
        try (Clerk clerk = Clerk.of(OFFICE, access, port);
                Clerk supervisor = Clerk.supervisor(OFFICE, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.NAME);
            clerk.answer("reason", 2);
            clerk.walk.fill("f-newName", "覆中核");
            clerk.answer("criminalRecord", 0);
            clerk.papers("HOUSEHOLD_CERTIFICATE");
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.page().locator("form[action$='/conclude']").count())
                    .isZero();
            clerk.walk.press("Enter");
            clerk.walk.see("text=已送主管覆核");
            clerk.walk.flawless();

            open(supervisor);
            assertThat(supervisor.walk.text()).contains("覆小核", "覆中核", "特殊原因");
            supervisor.walk.tick("f-verdict");
            supervisor.walk.press("ArrowDown", "Enter");
            supervisor.walk.see("#errors");
            supervisor.walk.flawless();
            supervisor.assertBeside("reason");
            supervisor.walk.fill("f-reason", "請查驗原因證明");
            supervisor.walk.press("Enter");
            supervisor.walk.arrive("**/supervisor/approvals");

            clerk.page().reload();
            clerk.walk.flawless();
            assertThat(clerk.walk.text()).contains("主管退回", "請查驗原因證明");
            clerk.walk.press("Enter");
            clerk.walk.see("text=已送主管覆核");
            open(supervisor);
            supervisor.walk.tick("f-verdict");
            supervisor.walk.press("Enter");
            supervisor.walk.arrive("**/supervisor/approvals");

            clerk.page().reload();
            clerk.walk.flawless();
            assertThat(clerk.walk.text()).contains("主管已核可", "walk-supervisor-" + OFFICE);
            clerk.conclude();
        }
        assertThat(person(home.id(0)).name()).isEqualTo("覆中核");
    }

    @Test
    void onlyWhatTheSecondPersonSawIsApproved() {
        People.Home home = people.household(VILLAGE, "覆核路21號")
                .head("覆大看", Sex.MALE, LocalDate.of(1979, 8, 7))
                .spouse("尤小看", Sex.FEMALE, LocalDate.of(1981, 9, 10))
                .found();
        try (Clerk clerk = Clerk.of(OFFICE, access, port);
                Clerk supervisor = Clerk.supervisor(OFFICE, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.ADDR);
            clerk.walk.type(daysAgo(0));
            clerk.answer("mode", 1);
            clerk.walk.tick("f-members");
            clerk.walk.fill("f-address.neighbourhood", "7");
            clerk.walk.fill("f-address.street", "覆核路22號");
            clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
            ask(clerk);
            String form = clerk.page().url().replaceAll("^https?://[^/]+|review$", "") + "forms/0";

            open(supervisor);
            supervisor.walk.flawless();
            assertThat(supervisor.walk.text()).contains("遷徙人員\n覆大看\n", "連江縣北竿鄉塘岐村7鄰覆核路22號", "房屋所有權狀", "戶口名簿");

            clerk.walk.open(form);
            clerk.walk.fill("f-address.street", "覆核路23號");
            ask(clerk);

            supervisor.walk.tick("f-verdict");
            supervisor.walk.fill("f-reason", "已當面詢問");
            supervisor.walk.press("Enter");
            supervisor.walk.see("#errors");
            supervisor.walk.flawless();
            assertThat(supervisor.walk.text()).contains("已再變更", "覆核路23號").doesNotContain("覆核路22號");
            assertThat(supervisor.page().locator("#f-reason").inputValue()).isEqualTo("已當面詢問");
            assertThat(supervisor.page().locator("#f-verdict").isChecked()).isTrue();
            clerk.page().reload();
            assertThat(clerk.walk.text()).doesNotContain("主管已核可");

            supervisor.walk.tabTo("f-reason");
            supervisor.walk.press("Enter");
            supervisor.walk.arrive("**/supervisor/approvals");
            clerk.page().reload();
            assertThat(clerk.walk.text()).contains("主管已核可");
            clerk.conclude();
        }
        assertThat(person(home.id(0)).address().street()).isEqualTo("覆核路23號");
    }

    private static void ask(Clerk clerk) {
        clerk.toNotices();
        clerk.withoutNotices();
        clerk.walk.press("Enter");
        clerk.walk.see("text=已送主管覆核");
    }

    private static void open(Clerk supervisor) {
        supervisor.walk.open("/supervisor/approvals");
        supervisor.walk.arrive("**/supervisor/approvals");
        String id = supervisor.page().locator("a[id^=asked-]").first().getAttribute("id");
        supervisor.walk.tabTo(id);
        supervisor.walk.press("Enter");
        supervisor.walk.arrive("**/supervisor/approvals/*");
    }
}
