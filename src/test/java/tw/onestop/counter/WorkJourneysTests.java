package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.Walk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.intake.ReportDesk;
import tw.onestop.intake.Reported;
import tw.onestop.intake.Sitting;
import tw.onestop.intake.Task;
import tw.onestop.intake.WorkDesk;
import tw.onestop.intake.WorkList;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;

/** From a report to its registration, by those obliged or by the office; what a file brings; whose work is whose. */
class WorkJourneysTests extends CounterJourney {

    private static final Actor COLLEAGUE = Actor.staff("colleague-of-work", new OfficeCode(Clerk.NANGAN));

    @Autowired
    ReportDesk reports;

    @Autowired
    WorkDesk work;

    @Autowired
    IntakeDesk intake;

    private People.Home couple(String street) {
        return people.household(JIESHOU, street)
                .head("施福", Sex.MALE, LocalDate.of(1948, 1, 9))
                .spouse("吳玉", Sex.FEMALE, LocalDate.of(1950, 3, 4))
                .found();
    }

    /** Reports it, and answers the id of its task. */
    private String reported(Map<String, String> values) {
        reports.receive("MOHW", Reported.nextNumber(), values, Reported.SOURCE);
        return work.list(WorkList.Scope.OFFICE, values.getOrDefault("nationalId", ""), People.clerk(JIESHOU))
                .entries()
                .getFirst()
                .id();
    }

    private Task task(String id) {
        return work.task(Long.parseLong(id), People.clerk(JIESHOU)).orElseThrow();
    }

    @Test
    void aReportedDeathIsFoundInTheListAndRegisteredWithWhatWasReported() {
        People.Home home = couple("工作路1號");
        String id = reported(Reported.death(home.person(0), today().minusDays(5)));
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.walk.open("/counter/work");
            clerk.walk.arrive("**/counter/work");
            String number = home.numbers().getFirst().value();
            clerk.walk.backTo("words");
            clerk.walk.type(number);
            clerk.walk.press("Enter");
            clerk.walk.see("#words[value='" + number + "']");
            clerk.walk.flawless();
            assertThat(clerk.page().locator("[data-result]").count()).isEqualTo(1);
            assertThat(clerk.walk.focused()).isEqualTo("task-" + id);
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/tasks/" + id);
            assertThat(clerk.walk.text()).contains("死亡通報", "施福", "連江縣立醫院", "申請期限");
            assertThat(clerk.walk.focused()).isEqualTo("begin");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/forms/0");
            assertThat(clerk.page().inputValue("#f-eventDate")).isEqualTo(RocDate.compact(today().minusDays(5)));
            assertThat(clerk.page().inputValue("#f-deathPlace")).isEqualTo("連江縣立醫院");
            assertThat(clerk.page().inputValue("#f-certificateNo")).isEqualTo("連醫字第12號");
            clerk.answer("idCardReturned", 0);
            clerk.papers();
            clerk.pick("f-applicant.fill", 1);
            clerk.toNotices();
            clerk.withoutNotices();
            clerk.conclude();
            clerk.walk.open("/counter/tasks/" + id);
            clerk.walk.arrive("**/counter/tasks/" + id);
            assertThat(clerk.walk.text()).contains("已登記");
        }
        assertThat(person(home.id(0)).status()).isEqualTo(Person.DomicileStatus.DEAD);
        assertThat(task(id).state()).isEqualTo(Task.State.REGISTERED);
    }

    @Test
    void whoIsNotRegisteredInTimeIsDemandedAndThenRegisteredByTheOffice() {
        People.Home home = couple("工作路2號");
        LocalDate now = today();
        clock.goTo(now.minusDays(20));
        String id = reported(Reported.death(home.person(0), now.minusDays(80)));
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.walk.open("/counter/tasks/" + id);
            clerk.walk.arrive("**/counter/tasks/" + id);
            assertThat(clerk.walk.text()).contains("逾期", "300 至 900");
            assertThat(clerk.page().inputValue("#f-name")).isEqualTo("吳玉");
            clerk.walk.fill("f-days", "6");
            clerk.walk.press("Enter");
            clerk.walk.see("#errors");
            clerk.walk.flawless();
            clerk.assertBeside("days");
            assertThat(clerk.page().inputValue("#f-days")).isEqualTo("6");
            clerk.walk.fill("f-days", "7");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/demands/*");
            assertThat(clerk.walk.text()).contains("連江縣南竿鄉戶政事務所 催告書", "受文者：吳玉", "7日內", "第48條之2", "逕為登記", "900元罰鍰");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/tasks/" + id);
            clerk.walk.fill("f-deliveredOn", RocDate.compact(now.minusDays(20)));
            clerk.walk.press("Enter");
            clerk.walk.see("#stage:has-text('催告期間')");
            clock.reset();
            clerk.walk.open("/counter/tasks/" + id);
            clerk.walk.arrive("**/counter/tasks/" + id);
            assertThat(clerk.walk.text()).contains("催告期滿", "新臺幣 900 元");
            clerk.walk.tabTo("ex-officio");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/forms/0");
            assertThat(clerk.walk.text()).contains("戶政事務所（逕為登記）");
            clerk.answer("idCardReturned", 1);
            clerk.walk.tabTo("f-lateReason");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/notices");
            clerk.withoutNotices();
            clerk.conclude();
            clerk.walk.open("/counter/tasks/" + id);
            clerk.walk.arrive("**/counter/tasks/" + id);
            clerk.walk.tabTo("to-notice");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/notice");
            assertThat(clerk.walk.text()).contains("逕為登記通知書", "受文者：吳玉", "施福君之死亡登記");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/tasks/" + id);
            clerk.walk.tabTo("notified");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/work");
        }
        assertThat(person(home.id(0)).annotations())
                .extracting(Person.Annotation::text)
                .anyMatch(text -> text.contains("逕為登記"));
        assertThat(task(id).notifiedOn()).isEqualTo(today());
    }

    @Test
    void aReportedBirthIsFilledInAndAnExceptionIsMatchedByHand() {
        People.Home home = couple("工作路3號");
        Map<String, String> values = Reported.birth(home.person(1), today().minusDays(3), "FEMALE");
        values.put("nationalId", home.numbers().getFirst().value());
        String id = reported(values);
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.walk.open("/counter/tasks/" + id);
            clerk.walk.arrive("**/counter/tasks/" + id);
            assertThat(clerk.walk.text()).contains("不是母親");
            clerk.walk.type("A1");
            clerk.walk.press("Enter");
            clerk.walk.see("#errors");
            clerk.assertBeside("nationalId");
            clerk.walk.fill("f-nationalId", home.numbers().get(1).value());
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/tasks/" + id);
            clerk.walk.see("#begin");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/forms/0");
            assertThat(clerk.page().inputValue("#f-birthPlace")).isEqualTo("連江縣");
            assertThat(clerk.page().isChecked("#f-sex-FEMALE")).isTrue();
            clerk.walk.open("/counter/tasks/" + id);
            clerk.walk.arrive("**/counter/tasks/" + id);
            clerk.walk.tabTo("f-reason");
            clerk.walk.press("Enter");
            clerk.walk.see("#errors");
            clerk.assertBeside("reason");
            clerk.walk.fill("f-reason", "重複通報");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/tasks/" + id);
            clerk.walk.see("#stage:has-text('不予登記')");
        }
        assertThat(task(id).reason()).isEqualTo("重複通報");
    }

    @Test
    void aFileIsTakenLineByLineAndItsBrokenLinesComeBack() throws IOException {
        People.Home home = couple("工作路4號");
        String csv =
                "reportNo,kind,nationalId,birthDate,eventDate,certificateNo\n%s,DEATH,%s,0370109,%s,甲1\nX,DEATH,A1,,,\n"
                        .formatted(
                                Reported.nextNumber(),
                                home.numbers().getFirst().value(),
                                RocDate.compact(today().minusDays(1)));
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.walk.open("/counter/reports");
            clerk.walk.arrive("**/counter/reports");
            clerk.walk.tabTo("take");
            clerk.walk.press("Enter");
            clerk.walk.see("#errors");
            clerk.assertBeside("file");
            clerk.page().selectOption("#f-source", "MOHW");
            clerk.page().setInputFiles("#f-file", new FilePayload("大.csv", "text/csv", new byte[5 << 20]));
            clerk.walk.tabTo("take");
            clerk.walk.press("Enter");
            clerk.walk.see("#f-file-error:has-text('4 MB')");
            clerk.walk.flawless();
            assertThat(clerk.page().inputValue("#f-source")).isEqualTo("MOHW");
            clerk.page()
                    .setInputFiles(
                            "#f-file", new FilePayload("死亡.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
            clerk.walk.tabTo("take");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/reports/*");
            assertThat(clerk.walk.text()).contains("死亡.csv", "收下 1 筆", "退回 1 筆", "統一編號不正確");
            Download returned = clerk.page().waitForDownload(() -> clerk.walk.press("Enter"));
            try (InputStream content = returned.createReadStream()) {
                assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("certificateNo,error\n", "X,DEATH,A1,,,,\"", "統一編號不正確");
            }
        }
    }

    @Test
    void aSupervisorSeesEverybodysSittingsAndAClerkDoesNot() {
        People.Home home = couple("工作路5號");
        Sitting.Draft draft = Sitting.Draft.begun(home.no().value(), "施○");
        String sitting = intake.open(draft, COLLEAGUE).toString();
        StaffMember supervisor =
                new StaffMember("walk-supervisor", "陳主任", Set.of(Role.SUPERVISOR), new OfficeCode(Clerk.NANGAN), null);
        try (Walk walk = Walk.of(supervisor, access, port)) {
            walk.open("/counter/work?lang=en");
            walk.arrive("**/counter/work**");
            walk.open("/counter/work?lang=zh-TW");
            walk.page().focus("#scope-TEAM");
            walk.press("Enter");
            walk.arrive("**/counter/work?scope=team");
            assertThat(walk.text()).contains("colleague-of-work");
        }
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.walk.open("/counter/work?scope=team");
            clerk.walk.arrive("**/counter/work**");
            assertThat(clerk.walk.text()).doesNotContain("colleague-of-work");
        }
        intake.discard(java.util.UUID.fromString(sitting), COLLEAGUE);
    }
}
