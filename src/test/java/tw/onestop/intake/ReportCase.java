package tw.onestop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.intake.IntakeDesk.Conclusion;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistryDesk;

/** What the scenarios of reports share: a Monday, a family, and short words for asking the desks. */
@ProductTest
abstract class ReportCase {

    static final String JIESHOU = "09007010001";
    static final String LIUHOU = "65000010001";

    /** A Monday. */
    static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    static final Actor NANGAN = People.clerk(JIESHOU);
    static final Actor BANQIAO = People.clerk(LIUHOU);

    @Autowired
    ReportDesk reports;

    @Autowired
    WorkDesk work;

    @Autowired
    IntakeDesk intake;

    @Autowired
    RegistryDesk registry;

    @Autowired
    Tasks tasks;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @BeforeEach
    void isMonday() {
        clock.goTo(TODAY);
    }

    @AfterEach
    void letTimeRun() {
        clock.reset();
    }

    People.Home aCouple() {
        return people.household(JIESHOU, "通報路1號")
                .head("王大同", Sex.MALE, LocalDate.of(1950, 1, 9))
                .spouse("林春美", Sex.FEMALE, LocalDate.of(1990, 3, 4))
                .found();
    }

    /** Reports it under a number of its own and answers the task. */
    Task reported(Map<String, String> values) {
        return reported(values.getOrDefault("kind", "").equals("DEATH_DECL") ? "JUDICIAL" : "MOHW", values);
    }

    private Task reported(String source, Map<String, String> values) {
        String number = Reported.nextNumber();
        assertThat(reports.receive(source, number, values, Reported.SOURCE))
                .isEqualTo(new ReportDesk.Received.Taken(1, false));
        return tasks.of(source, number).orElseThrow();
    }

    Task again(Task task) {
        return tasks.find(task.id()).orElseThrow();
    }

    /** What the clerk at the counter does with a form: in a sitting, begun from a task or not. */
    Conclusion conclude(RegistrationForm form, long task, Actor clerk) {
        UUID sitting = intake.open(Sitting.Draft.begun("", "王○同").with(0, form), clerk);
        if (task > 0) {
            work.begun(task, sitting, clerk);
        }
        return intake.conclude(sitting, clerk);
    }

    static List<String> codes(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::code).toList();
    }
}
