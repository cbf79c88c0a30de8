package tw.onestop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.intake.IntakeDesk.Conclusion;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Receipt;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistryDesk;

@ProductTest
class IntakeTests {

    private static final String JIESHOU = "09007010001";
    private static final Actor CLERK = People.clerk(JIESHOU);

    @Autowired
    IntakeDesk intake;

    @Autowired
    RegistryDesk registry;

    @Autowired
    NoticeDesk notices;

    @Autowired
    People people;

    @Autowired
    Drafts drafts;

    @Autowired
    TestClock clock;

    People.Home home;

    @BeforeEach
    void aHousehold() {
        home = people.household(JIESHOU, "介壽路1號")
                .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("林美", Sex.FEMALE, LocalDate.of(1982, 3, 4))
                .found();
    }

    @Test
    void registrationNoticesAndReceiptComeAboutTogether() {
        UUID sitting = intake.open(drafts.move(home, CLERK, "介壽路22號", "LAND", "BLI"), CLERK);

        Conclusion.Concluded concluded = concluded(intake.conclude(sitting, CLERK));

        assertThat(concluded.registrations()).hasSize(1);
        assertThat(street()).isEqualTo("介壽路22號");
        Receipt receipt =
                notices.receipt(concluded.receiptNo().orElseThrow(), CLERK).orElseThrow();
        assertThat(receipt.items()).filteredOn(item -> !item.statutory()).hasSize(2);
        assertThat(intake.sitting(sitting, CLERK)).isEmpty();
    }

    @Test
    void whatWasTypedForANewbornGoesWithTheBirthAndThatOfTheNextOneStaysTheNextOnes() {
        Sitting.Draft move = drafts.move(home, CLERK, "介壽路24號", "LAND");
        Sitting.Draft two = new Sitting.Draft(
                List.of(
                        move.forms().getFirst(),
                        move.forms().getFirst(),
                        move.forms().getFirst()),
                move.seen(),
                List.of(),
                List.of("LAND/ADDRESS/7", "nhi-card/newborn/-1", "nhi-card/newborn/-2", "nhi-card/newborn/-3"),
                Map.of("nhi-card/newborn/-2/insured", "甲", "nhi-card/newborn/-3/insured", "乙", "message/SMS", "yes"),
                move.phone(),
                move.email(),
                move.consent(),
                move.signature(),
                move.applicant(),
                move.consentVersion(),
                move.household(),
                move.title());

        Sitting.Draft one = two.without(1);

        assertThat(one.choices()).containsExactly("LAND/ADDRESS/7", "nhi-card/newborn/-1", "nhi-card/newborn/-2");
        assertThat(one.keys()).isEqualTo(Map.of("nhi-card/newborn/-2/insured", "乙", "message/SMS", "yes"));
    }

    @Test
    void concludingTwiceAnswersTheSame() {
        UUID sitting = intake.open(drafts.move(home, CLERK, "介壽路23號", "LAND"), CLERK);

        Conclusion.Concluded first = concluded(intake.conclude(sitting, CLERK));

        assertThat(intake.conclude(sitting, CLERK)).isEqualTo(first);
        assertThat(intake.concluded(sitting, CLERK)).contains(first);
    }

    @Test
    void aRefusedNoticeTakesTheRegistrationBackAndKeepsTheDraft() {
        Sitting.Draft draft = Drafts.unsigned(drafts.move(home, CLERK, "介壽路24號", "LAND"));
        UUID sitting = intake.open(draft, CLERK);

        Conclusion conclusion = intake.conclude(sitting, CLERK);

        assertThat(conclusion)
                .isInstanceOfSatisfying(
                        Conclusion.Refused.class,
                        refused -> assertThat(refused.notices())
                                .extracting(Refusal::field)
                                .containsExactly("signature"));
        assertThat(street()).isEqualTo("介壽路1號");
        assertThat(intake.sitting(sitting, CLERK)).map(Sitting::draft).contains(draft);
    }

    @Test
    void oneRefusedRegistrationTakesTheOthersBack() {
        Sitting.Draft draft = drafts.move(home, CLERK, "介壽路25號").with(1, drafts.form(home, "", "路名"));
        UUID sitting = intake.open(draft, CLERK);

        Conclusion conclusion = intake.conclude(sitting, CLERK);

        assertThat(conclusion)
                .isInstanceOfSatisfying(
                        Conclusion.Refused.class,
                        refused -> assertThat(refused.registrations()).containsKey(1));
        assertThat(street()).isEqualTo("介壽路1號");
        assertThat(intake.sitting(sitting, CLERK)).map(Sitting::draft).contains(draft);
    }

    @Test
    void whoeverComesSecondIsToldWhatChangedAndKeepsWhatWasTyped() {
        UUID first = intake.open(drafts.move(home, CLERK, "介壽路26號", "LAND"), CLERK);
        Sitting.Draft late = drafts.move(home, CLERK, "介壽路27號", "LAND");
        UUID second = intake.open(late, CLERK);
        concluded(intake.conclude(first, CLERK));

        Conclusion conclusion = intake.conclude(second, CLERK);

        assertThat(conclusion).isInstanceOfSatisfying(Conclusion.Overtaken.class, overtaken -> {
            assertThat(overtaken.household()).isEqualTo(home.no());
            assertThat(overtaken.since()).hasSize(1);
        });
        assertThat(street()).isEqualTo("介壽路26號");
        assertThat(intake.sitting(second, CLERK)).map(Sitting::draft).contains(late);
    }

    @Test
    void anEmptySittingCannotBeConcluded() {
        UUID sitting = intake.open(Sitting.Draft.empty(), CLERK);

        assertThat(intake.conclude(sitting, CLERK))
                .isEqualTo(new Conclusion.Refused(Map.of(), List.of(Refusal.of("", "intake.sitting.empty"))));
    }

    @Test
    void whatWasTypedIsKeptSealedAndErasedWhenTheSittingEnds() {
        UUID sitting = intake.open(Sitting.Draft.empty(), CLERK);
        Sitting.Draft typed = drafts.move(home, CLERK, "尚未打完的路名", "LAND");

        assertThat(intake.keep(sitting, before -> typed, CLERK)).isPresent();

        assertThat(intake.sitting(sitting, CLERK)).map(Sitting::draft).contains(typed);
        assertThat(stored(sitting)).doesNotContain("尚未打完", "LAND");
        intake.discard(sitting, CLERK);
        assertThat(intake.sitting(sitting, CLERK)).isEmpty();
        assertThat(intake.keep(sitting, before -> typed, CLERK)).isEmpty();
        assertThat(TestDatabase.asOwner()
                        .sql("select draft is null from intake.sitting where id = ?")
                        .param(sitting)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void whatAPageSentBeforeItWasSentOffIsNotPutInThePlaceOfWhatWasTypedLast() {
        UUID id = intake.open(Sitting.Draft.empty(), CLERK);
        Sitting shown = intake.sitting(id, CLERK).orElseThrow();
        Sitting.Draft early = drafts.move(home, CLERK, "介壽路");
        Sitting.Draft last = drafts.move(home, CLERK, "介壽路30號", "LAND");
        intake.keepMeanwhile(id, shown.version(), before -> early, CLERK);
        assertThat(intake.sitting(id, CLERK)).map(Sitting::draft).contains(early);

        intake.keep(id, before -> last, CLERK);
        Optional<Sitting> late = intake.keepMeanwhile(id, shown.version(), before -> early, CLERK);

        assertThat(late).as("it is answered as it was sent").map(Sitting::draft).contains(early);
        assertThat(intake.sitting(id, CLERK)).map(Sitting::draft).contains(last);
    }

    @Test
    void nothingIsLostOfWhatIsChangedAtTheSameTime() {
        UUID id = intake.open(drafts.move(home, CLERK, "介壽路31號"), CLERK);
        List<String> agencies = IntStream.range(0, 12).mapToObj(n -> "A" + n).toList();

        agencies.parallelStream()
                .forEach(agency -> intake.change(
                        id,
                        draft -> draft.choosing(Stream.concat(draft.choices().stream(), Stream.of(agency))
                                .toList()),
                        CLERK));

        assertThat(intake.sitting(id, CLERK).orElseThrow().draft().choices())
                .containsExactlyInAnyOrderElementsOf(agencies);
    }

    @Test
    void aSittingIsItsClerksOnly() {
        UUID sitting = intake.open(drafts.move(home, CLERK, "介壽路28號"), CLERK);
        Actor other = Actor.staff("somebody-else", new OfficeCode("09007010"));

        assertThat(intake.sitting(sitting, other)).isEmpty();
        assertThat(intake.open(other, 10)).isEmpty();
        assertThat(intake.conclude(sitting, other))
                .isEqualTo(new Conclusion.Refused(Map.of(), List.of(Refusal.of("", "intake.sitting.ended"))));
        assertThat(street()).isEqualTo("介壽路1號");
    }

    @Test
    void noticesCanBeFiledLaterForAnEarlierRegistration() {
        UUID before = intake.open(drafts.move(home, CLERK, "介壽路29號"), CLERK);
        Conclusion.Concluded made = concluded(intake.conclude(before, CLERK));
        assertThat(made.receiptNo()).isEmpty();
        Sitting.Draft later = drafts.move(home, CLERK, "", "LAND")
                .with(List.of(), Map.of())
                .forEarlier(List.of(made.registrations().getFirst().value()));
        UUID sitting = intake.open(later, CLERK);

        assertThat(intake.check(sitting, CLERK)).isEmpty();
        assertThat(concluded(intake.conclude(sitting, CLERK)).receiptNo()).isPresent();
    }

    private static Conclusion.Concluded concluded(Conclusion conclusion) {
        assertThat(conclusion).isInstanceOf(Conclusion.Concluded.class);
        return (Conclusion.Concluded) conclusion;
    }

    private String street() {
        return registry.person(home.id(0), AsOf.on(LocalDate.now(clock)), CLERK)
                .map(Person::address)
                .orElseThrow()
                .street();
    }

    private static String stored(UUID sitting) {
        byte[] draft = TestDatabase.asOwner()
                .sql("select draft from intake.sitting where id = ?")
                .param(sitting)
                .query(byte[].class)
                .single();
        return new String(draft, StandardCharsets.UTF_8);
    }
}
