package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.intake.ReportDesk;
import tw.onestop.intake.Reported;
import tw.onestop.intake.WorkDesk;
import tw.onestop.intake.WorkList;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** What the ministry announces on its page changes the next case at the counter; all by keyboard. */
class AnnouncedRulesJourneyTests extends CounterJourney {

    private static final String OFFICE = "09007040";
    private static final String VILLAGE = "09007040001";
    private static final String SOURCE = "測試公告";
    private static final StaffMember MINISTRY =
            new StaffMember("journey-ministry-rules", "戶政司承辦人", Set.of(Role.MINISTRY), null, null);

    @Autowired
    ReportDesk reports;

    @Autowired
    WorkDesk work;

    @AfterEach
    void asBefore() {
        var owner = TestDatabase.asOwner();
        for (String table : new String[] {"approval_rule", "ex_officio_rule", "rule_value"}) {
            owner.sql("delete from registry.%s where legal_basis = :source".formatted(table))
                    .param("source", SOURCE)
                    .update();
        }
        owner.sql("update registry.ex_officio_rule set effective = '[2015-01-21,)' where kind = 'BIRTH'")
                .update();
        owner.sql("update registry.rule_value set effective = '(,)' where name = 'supplement.days'")
                .update();
        people.forgetRules();
    }

    private void announcing(Walk ministry, String table, String name) {
        ministry.open("/ministry/rules");
        ministry.arrive("**/ministry/rules");
        ministry.page()
                .locator("[data-rules=%s] a[href$='table=%s&name=%s']".formatted(table, table, name))
                .first()
                .focus();
        ministry.press("Enter");
        ministry.arrive("**/announcement?table=%s&name=%s".formatted(table, name));
    }

    private void announce(Walk ministry) {
        ministry.fill("from", RocDate.compact(today()));
        ministry.fill("source", SOURCE);
        ministry.press("Enter");
        ministry.arrive("**/ministry/rules?announced=1");
    }

    @Test
    void theNextCaseIsJudgedByWhatWasAnnounced() {
        People.Home home = people.household(VILLAGE, "公告路1號")
                .head("公小告", Sex.FEMALE, LocalDate.of(1989, 8, 7))
                .found();
        reports.receive(
                "MOHW",
                Reported.nextNumber(),
                Reported.birth(home.person(0), today().minusDays(3), "MALE"),
                Reported.SOURCE);
        String task = work.list(WorkList.Scope.OFFICE, home.numbers().getFirst().value(), People.clerk(VILLAGE))
                .entries()
                .getFirst()
                .id();
        try (Clerk clerk = Clerk.of(OFFICE, access, port);
                Walk ministry = Walk.of(MINISTRY, access, port)) {
            clerk.walk.open("/counter/tasks/" + task);
            clerk.walk.arrive("**/counter/tasks/" + task);
            assertThat(clerk.page().locator("#ex-officio").count()).isZero();

            announcing(ministry, "JURISDICTION", "DEATH");
            assertThat(ministry.page().locator("[type=text][name=value]").count())
                    .isZero();
            announcing(ministry, "EX_OFFICIO", "BIRTH");
            assertThat(ministry.page().innerText("[data-now]")).contains("催告後得逕為登記");
            ministry.tabTo("value");
            ministry.press("Enter");
            ministry.see(".govuk-error-summary");
            ministry.flawless();
            ministry.tabTo("value");
            ministry.press("ArrowDown");
            announce(ministry);
            ministry.flawless();

            announcing(ministry, "APPROVAL", "NAME");
            ministry.fill("office", "12345678");
            ministry.press("Enter");
            ministry.see("#office-error");
            ministry.flawless();
            assertThat(ministry.page().inputValue("#office")).isEqualTo("12345678");
            ministry.backTo("value-ONE");
            ministry.press("ArrowUp");
            ministry.fill("office", OFFICE);
            announce(ministry);
            assertThat(ministry.page()
                            .locator("[data-rules=APPROVAL] tr:has-text('" + SOURCE + "')")
                            .innerText())
                    .contains("姓名變更", "東引鄉", "須由第二人覆核");

            announcing(ministry, "VALUE", "supplement.days");
            ministry.fill("value", "23");
            announce(ministry);

            clerk.page().reload();
            clerk.walk.tabTo("ex-officio");
            assertThat(clerk.page().innerText("#ex-officio")).contains("第48條之1");
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.NAME);
            clerk.walk.tabTo("supplement");
            String form = clerk.page().url();
            clerk.walk.press("Enter");
            clerk.walk.see("#f-due");
            assertThat(clerk.page().inputValue("#f-due")).isEqualTo(RocDate.slashed(today().plusDays(23)));
            clerk.page().navigate(form);
            clerk.walk.arrive("**/forms/0");
            clerk.answer("reason", 2);
            clerk.walk.fill("f-newName", "公中告");
            clerk.answer("criminalRecord", 0);
            clerk.papers("HOUSEHOLD_CERTIFICATE");
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("須經主管覆核");
            assertThat(clerk.page().locator("form[action$='/conclude']").count())
                    .isZero();
        }
    }
}
