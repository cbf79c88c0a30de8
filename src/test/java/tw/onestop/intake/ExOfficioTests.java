package tw.onestop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.onestop.intake.IntakeDesk.Conclusion;
import tw.onestop.intake.WorkDesk.DemandForm;
import tw.onestop.intake.WorkDesk.Demanded;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Forms;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationForm;

/** 催告 and 逕為登記 (戶籍法 §48, §48-1, §48-2; 施行細則 §19). */
class ExOfficioTests extends ReportCase {

    private static final DemandForm SEVEN_DAYS = new DemandForm("林春美", "連江縣南竿鄉介壽村1鄰通報路1號", "7");

    @Test
    void afterTheDemandsPeriodTheOfficeRegistersItselfAndTellsWhoIsConcerned() {
        People.Home home = aCouple();
        Task task = reported(Reported.death(home.person(0), TODAY.minusDays(40)));
        assertThat(task.stage(TODAY)).isEqualTo(Task.Stage.DEMAND);
        assertThat(work.exOfficio(task, NANGAN)).map(Refusal::code).contains("intake.exOfficio.demandFirst");

        assertThat(work.demand(task.id(), SEVEN_DAYS, NANGAN)).isInstanceOf(Demanded.Issued.class);
        assertThat(again(task).stage(TODAY)).isEqualTo(Task.Stage.DELIVERY);
        assertThat(codes(work.delivered(task.id(), "", NANGAN))).containsExactly("intake.demand.deliveredOn.missing");
        assertThat(codes(work.delivered(task.id(), "x", NANGAN)))
                .containsExactly("intake.demand.deliveredOn.unreadable");
        assertThat(codes(work.delivered(task.id(), "115/3/3", NANGAN)))
                .containsExactly("intake.demand.deliveredOn.inFuture");
        assertThat(codes(work.delivered(task.id(), "115/3/1", NANGAN)))
                .containsExactly("intake.demand.deliveredOn.beforeIssue");
        assertThat(work.delivered(task.id(), "115/3/2", NANGAN)).isEmpty();
        assertThat(codes(work.delivered(task.id(), "115/3/2", NANGAN))).containsExactly("intake.demand.noneOpen");
        LocalDate last = LocalDate.of(2026, 3, 9);
        assertThat(again(task).due(TODAY)).isEqualTo(last);

        clock.goTo(last);
        assertRefused(conclude(exOfficio(home), task.id(), NANGAN), "intake.exOfficio.demandFirst");
        clock.goTo(last.plusDays(1));
        Conclusion.Concluded made = (Conclusion.Concluded) conclude(exOfficio(home), task.id(), NANGAN);

        Task done = again(task);
        assertThat(done.exOfficio()).isTrue();
        assertThat(done.stage(last.plusDays(1))).isEqualTo(Task.Stage.NOTIFY);
        Registration registration =
                registry.registration(made.registrations().getFirst(), NANGAN).orElseThrow();
        assertThat(registration.annotation()).contains("死亡");
        assertThat(person(home, 0).annotations())
                .extracting(Person.Annotation::text)
                .anyMatch(text -> text.contains("依戶籍法第48條之2逕為登記"));
        work.notified(task.id(), NANGAN);
        assertThat(again(task).stage(last.plusDays(1))).isEqualTo(Task.Stage.CLOSED);
    }

    @Test
    void aDemandWaitsForTheTimeLimitAndGivesAtLeastSevenDays() {
        Task early = reported(Reported.death(aCouple().person(0), TODAY.minusDays(3)));
        assertThat(refusals(early, SEVEN_DAYS)).containsExactly("intake.demand.notDue");
        Task late = reported(Reported.death(aCouple().person(0), TODAY.minusDays(40)));
        assertThat(refusals(late, new DemandForm("", " ", "")))
                .containsExactly(
                        "intake.task.name.missing", "intake.task.address.missing", "intake.demand.days.invalid");
        assertThat(refusals(late, new DemandForm("林春美", "x", "6"))).containsExactly("intake.demand.days.tooShort");
        assertThat(refusals(late, new DemandForm("林".repeat(51), "x", "7"))).containsExactly("intake.report.tooLong");
        work.demand(late.id(), SEVEN_DAYS, NANGAN);
        work.delivered(late.id(), TODAY.toString(), NANGAN);
        assertThat(refusals(late, SEVEN_DAYS)).containsExactly("intake.demand.notDue");
    }

    @Test
    void aDeclarationOfDeathNeedsNoDemand() {
        People.Home home = aCouple();
        Task task = reported(Reported.declaration(home.person(0), TODAY.minusDays(300), TODAY.minusDays(10)));
        assertThat(work.exOfficio(task, NANGAN)).isEmpty();
        RegistrationForm form = Forms.declaredDead(
                        home.person(0),
                        TODAY.minusDays(300).toString(),
                        TODAY.minusDays(10).toString(),
                        home.person(1))
                .with("evidence", "")
                .form();
        assertThat(conclude(byOffice(form), task.id(), NANGAN)).isInstanceOf(Conclusion.Concluded.class);
        assertThat(person(home, 0).annotations())
                .extracting(Person.Annotation::text)
                .anyMatch(text -> text.contains("第48條之1"));
    }

    @Test
    void theOfficeRegistersNothingThatFollowsFromNoTask() {
        People.Home home = aCouple();
        assertRefused(conclude(exOfficio(home), 0, NANGAN), "intake.exOfficio.noTask");
        RegistrationForm name = Forms.nameChange(home.person(0), "王大通").form();
        assertThat(registry.assess(byOffice(name), NANGAN).refusals())
                .contains(Refusal.of("applicant.relation", "registry.applicant.notExOfficio"));
    }

    @Test
    void aChildRegisteredByTheOfficeGetsItsSurnameByLotAndTheAnnotation() {
        People.Home home = aCouple();
        LocalDate born = TODAY.minusDays(90);
        Task task = reported(Reported.birth(home.person(1), born, "MALE"));
        work.demand(task.id(), SEVEN_DAYS, NANGAN);
        work.delivered(task.id(), TODAY.toString(), NANGAN);
        clock.goTo(TODAY.plusDays(9));
        RegistrationForm agreed =
                byOffice(Forms.birth(home.person(1), born.toString(), "王安").form());
        assertRefused(conclude(agreed, task.id(), NANGAN), "registry.surnameBy.exOfficio");
        Map<String, String> values = new HashMap<>(agreed.values());
        values.put("surnameBy", "LOT");
        values.put("evidence", "");
        RegistrationForm drawn = new RegistrationForm(agreed.kind(), agreed.party(), agreed.applicant(), values);
        Conclusion.Concluded made = (Conclusion.Concluded) conclude(drawn, task.id(), NANGAN);
        Registration registration =
                registry.registration(made.registrations().getFirst(), NANGAN).orElseThrow();
        assertThat(registration.annotation()).contains("抽籤");
        Registration.Affected child = registration.affected().stream()
                .filter(one -> one.townshipBefore().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(registry.person(child.person(), AsOf.on(TODAY.plusDays(9)), NANGAN)
                        .orElseThrow()
                        .annotations())
                .extracting(Person.Annotation::text)
                .anyMatch(text -> text.contains("逕為登記"));
        assertThat(again(task).exOfficio()).isTrue();
    }

    private Person person(People.Home home, int index) {
        return registry.person(home.id(index), AsOf.on(LocalDate.now(clock)), NANGAN)
                .orElseThrow();
    }

    private static RegistrationForm exOfficio(People.Home home) {
        return byOffice(Forms.death(home.person(0), TODAY.minusDays(40).toString(), home.person(1), "SPOUSE")
                .with("evidence", "")
                .with("idCardReturned", "LOST")
                .form());
    }

    private static RegistrationForm byOffice(RegistrationForm form) {
        return new RegistrationForm(
                form.kind(), form.party(), RegistrationForm.Applicant.office("連江縣南竿鄉戶政事務所"), form.values());
    }

    private List<String> refusals(Task task, DemandForm form) {
        Demanded demanded = work.demand(task.id(), form, NANGAN);
        assertThat(demanded).isInstanceOf(Demanded.Refused.class);
        return codes(((Demanded.Refused) demanded).refusals());
    }

    private static void assertRefused(Conclusion conclusion, String code) {
        assertThat(conclusion).isInstanceOf(Conclusion.Refused.class);
        assertThat(codes(((Conclusion.Refused) conclusion)
                        .registrations().values().stream().flatMap(List::stream).toList()))
                .contains(code);
    }
}
