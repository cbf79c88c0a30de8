package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.Walk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.Reminder;
import tw.onestop.notice.ReminderDesk;
import tw.onestop.notice.ReminderRound;
import tw.onestop.registry.People;

/** A family that left without what it could have had is reminded, served, and counted, by keyboard. */
class ReminderJourneyTests extends CounterJourney {

    private static final StaffMember MINISTRY =
            new StaffMember("journey-take-up", "戶政司統計", Set.of(Role.MINISTRY), null, null);

    @Autowired
    ReminderRound round;

    @Autowired
    ReminderDesk reminders;

    @Test
    void aDeathWithoutASweepIsRemindedOfUntilItIsFiledAndThenCounted() {
        clock.goTo(LocalDate.of(2049, 10, 4));
        People.Home home = people.household(JIESHOU, "介壽路421號")
                .head("江大", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("江美", Sex.FEMALE, LocalDate.of(1985, 3, 4))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            death(clerk, 1);
            clerk.withoutNotices();
            clerk.conclude();
        }

        clock.goTo(LocalDate.of(2049, 10, 19));
        round.walk();
        // Sessions of two weeks ago are over: another clerk of the office.
        StaffMember member =
                new StaffMember("walk-reminders", "林書記", Set.of(Role.CLERK), new OfficeCode(Clerk.NANGAN), null);
        try (Clerk clerk = Clerk.of(Walk.of(member, access, port))) {
            Walk walk = clerk.walk;
            walk.open("/counter/work");
            assertThat(walk.page().innerText("#reminders-due")).contains("還可以代辦的事項等待提醒");
            walk.tabTo("to-reminders");
            walk.press("Enter");
            walk.arrive("**/counter/reminders");
            walk.fits("reminders");
            String row = "tbody tr:has-text('江大'):has-text('壽險保單清查')";
            assertThat(walk.page().innerText(row)).contains("140/10/02");
            walk.page().locator(row + " a").focus();
            walk.press("Enter");
            walk.arrive("**/counter/reminders/*");
            assertThat(walk.page().innerText("#words")).contains("「壽險保單清查」還可以在戶政事務所代辦", "140年10月2日");
            walk.tabTo("record");
            walk.press("Enter");
            walk.see("#errors");
            assertThat(walk.page().innerText("#errors")).contains("請選擇民眾的意思");
            walk.flawless();
            walk.tick("answer");
            walk.fits("reminder");
            walk.tabTo("record");
            walk.press("Enter");
            walk.arrive("**/counter/reminders");
            assertThat(walk.page().innerText("#answered")).contains("民眾已經知道");
            assertThat(walk.page().locator(row).count()).isZero();

            clerk.find(home.numbers().get(1).value());
            assertThat(walk.page().innerText("#reminders")).contains("壽險保單清查（江大，至 140/10/02）");
            walk.fits("reminder-household");
            walk.page().locator("#reminders a:has-text('壽險保單清查')").focus();
            walk.press("Enter");
            walk.arrive("**/counter/reminders/*");
            walk.tabTo("begin");
            walk.press("Enter");
            walk.arrive("**/notices");
            long dead = home.id(0).value();
            walk.tick("f-keys.life-policy.check." + dead + ".relation");
            walk.fill("f-applicant.nationalId", home.numbers().get(1).value());
            walk.fill("f-applicant.name", "江美");
            walk.fill("f-phone", "0912345678");
            clerk.agree();
            clerk.conclude();

            clerk.find(home.numbers().get(1).value());
            assertThat(walk.page().innerText("#reminders")).contains("家屬死亡給付").doesNotContain("壽險保單清查");
            walk.page().locator("#reminders a:has-text('家屬死亡給付')").focus();
            walk.press("Enter");
            walk.arrive("**/counter/reminders/*");
            walk.tick("answer");
            walk.press("ArrowDown", "ArrowDown");
            walk.tabTo("record");
            walk.press("Enter");
            walk.arrive("**/counter/reminders");
            clerk.find(home.numbers().get(1).value());
            assertThat(walk.page().locator("#reminders").count()).isZero();
            assertThat(walk.text()).contains("江大：家屬表示不再提醒。");
            walk.tabTo("resume-" + dead);
            walk.press("Enter");
            walk.see("#reminders");
            assertThat(walk.text()).doesNotContain("不再提醒");

            walk.page().locator("#reminders a:has-text('家屬死亡給付')").focus();
            walk.press("Enter");
            walk.arrive("**/counter/reminders/*");
            long meanwhile = Long.parseLong(walk.page().url().replaceAll(".*/", ""));
            assertThat(reminders.answer(
                            meanwhile,
                            Reminder.Answer.NOT_THIS,
                            Actor.staff("walk-colleague", new OfficeCode(Clerk.NANGAN))))
                    .isEmpty();
            walk.tick("answer");
            walk.tabTo("record");
            walk.press("Enter");
            walk.see("#errors");
            assertThat(walk.page().innerText("#errors")).contains("這項提醒已經結束");
            walk.flawless();
        }

        try (Walk walk = Walk.of(MINISTRY, access, port)) {
            walk.open("/ministry/rules");
            walk.page().locator("a[href='/ministry/take-up']").focus();
            walk.press("Enter");
            walk.arrive("**/ministry/take-up");
            assertThat(walk.page()
                            .innerText("[data-row='2049-10-01 life-policy/check']")
                            .replaceAll("\\s+", " "))
                    .contains("138/10", "壽險保單清查", " 1 0 0 1 0 0 0 100%");
            walk.flawless();
            walk.fits("take-up");
            assertThat(String.valueOf(walk.page()
                            .evaluate("fetch('/ministry/take-up/file?year=138').then(answer => answer.text())")))
                    .contains("月份", "\"壽險保單清查\"", ",1,0,0,1,0,0,0,100");
        }
    }
}
