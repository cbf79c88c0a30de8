package tw.onestop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tw.onestop.OneStopApplication;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.intake.IntakeDesk.Conclusion;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** 戶籍法施行細則 §20: said once, written down, and taken up again; and what is typed outlives the program. */
@ProductTest
class SupplementTests {

    private static final String JIESHOU = "09007010001";
    private static final Actor CLERK = People.clerk(JIESHOU);
    private static final Actor COLLEAGUE = Actor.staff("colleague", new OfficeCode("09007010"));
    private static final Actor ELSEWHERE = Actor.staff("elsewhere", new OfficeCode("65000010"));

    @Autowired
    IntakeDesk intake;

    @Autowired
    People people;

    @Autowired
    Drafts drafts;

    @Autowired
    TestClock clock;

    private Sitting.Draft draft = Sitting.Draft.empty();

    @BeforeEach
    void aHousehold() {
        People.Home home = people.household(JIESHOU, "補正路1號")
                .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found();
        draft = drafts.move(home, CLERK, "補正路2號");
    }

    private Supplement.Request request(String... missing) {
        return new Supplement.Request(
                List.of(missing), RocDate.slashed(LocalDate.now(clock).plusDays(10)));
    }

    @Test
    void whatIsMissingIsSaidOnceAndTheSittingWaitsForIt() {
        UUID sitting = intake.open(draft, CLERK);
        assertThat(intake.askSupplement(sitting, request("戶口名簿", " ", "戶口名簿", "房屋稅單"), CLERK))
                .isEmpty();
        Supplement asked = intake.supplement(sitting, CLERK).orElseThrow();
        assertThat(asked.missing()).containsExactly("戶口名簿", "房屋稅單");
        assertThat(asked.due()).isEqualTo(LocalDate.now(clock).plusDays(10));
        assertThat(asked.title()).isEqualTo("王○明");
        assertThat(intake.sitting(sitting, CLERK).orElseThrow().draft()).isEqualTo(draft);
        assertThat(intake.waiting(COLLEAGUE)).contains(asked);
        assertThat(intake.askSupplement(sitting, request("印章"), CLERK))
                .extracting(Refusal::code)
                .containsExactly("intake.supplement.once");
        assertThat(intake.supplement(sitting, CLERK)).contains(asked);
    }

    @Test
    void anyClerkOfTheOfficeGoesOnByTheNumberAndNobodyElse() {
        UUID sitting = intake.open(draft, CLERK);
        intake.askSupplement(sitting, request("戶口名簿"), CLERK);
        String number = intake.supplement(sitting, CLERK).orElseThrow().number();
        assertThat(intake.resume(number, ELSEWHERE)).isEmpty();
        assertThat(intake.supplement(sitting, ELSEWHERE)).isEmpty();
        assertThat(intake.waiting(ELSEWHERE)).extracting(Supplement::number).doesNotContain(number);
        assertThat(intake.resume(" " + number.replace('-', '－'), COLLEAGUE)).contains(sitting);
        assertThat(intake.sitting(sitting, CLERK)).isEmpty();
        assertThat(intake.conclude(sitting, COLLEAGUE)).isInstanceOf(Conclusion.Concluded.class);
        assertThat(intake.resume(number, COLLEAGUE)).isEmpty();
        assertThat(intake.waiting(COLLEAGUE)).extracting(Supplement::number).doesNotContain(number);
    }

    @Test
    void everyWrongRequestHasItsOwnAnswer() {
        UUID sitting = intake.open(draft, CLERK);
        LocalDate today = LocalDate.now(clock);
        assertRefused(sitting, new Supplement.Request(List.of(" "), "abc"), "missing", "intake.supplement.missing");
        assertRefused(sitting, request("長".repeat(201)), "missing", "intake.supplement.tooLong");
        assertRefused(sitting, new Supplement.Request(List.of("x"), ""), "due", "intake.supplement.due.missing");
        assertRefused(sitting, new Supplement.Request(List.of("x"), "abc"), "due", "intake.supplement.due.unreadable");
        assertRefused(
                sitting, new Supplement.Request(List.of("x"), today.toString()), "due", "intake.supplement.due.past");
        assertRefused(
                sitting,
                new Supplement.Request(List.of("x"), today.plusDays(91).toString()),
                "due",
                "intake.supplement.due.tooLate");
        assertRefused(UUID.randomUUID(), request("x"), "", "intake.sitting.ended");
        assertThat(intake.supplement(sitting, CLERK)).isEmpty();
    }

    @Test
    void whatWasTypedOutlivesTheProgram() {
        UUID sitting = intake.open(Sitting.Draft.empty(), CLERK);
        intake.keep(sitting, before -> draft, CLERK);
        intake.askSupplement(sitting, request("戶口名簿"), CLERK);
        try (ConfigurableApplicationContext another = new SpringApplicationBuilder(OneStopApplication.class)
                .initializers(new TestDatabase())
                .run("--server.port=0")) {
            IntakeDesk desk = another.getBean(IntakeDesk.class);
            assertThat(desk.sitting(sitting, CLERK).orElseThrow().draft()).isEqualTo(draft);
            assertThat(desk.waiting(CLERK)).extracting(Supplement::sitting).contains(sitting);
        }
    }

    private void assertRefused(UUID sitting, Supplement.Request request, String field, String code) {
        assertThat(intake.askSupplement(sitting, request, CLERK))
                .extracting(Refusal::field, Refusal::code)
                .contains(org.assertj.core.groups.Tuple.tuple(field, code));
    }
}
