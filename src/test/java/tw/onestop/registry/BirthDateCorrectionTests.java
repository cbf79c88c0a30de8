package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;

class BirthDateCorrectionTests extends RegistryScenario {

    @Test
    void whatWasBelievedBeforeIsStillReadableAsItWasKnown() {
        People.Home home = aFamily("介壽路401號");
        Instant before = clock.instant();
        clock.advance(java.time.Duration.ofMinutes(1));
        Registration r = recorded(Forms.birthDate(home.person(0), "69/1/19"), NANGAN);
        LocalDate corrected = LocalDate.of(1980, 1, 19);
        LocalDate longAgo = LocalDate.of(2011, 1, 1);
        assertThat(person(home.id(0)).birthDate()).isEqualTo(corrected);
        assertThat(person(home.id(0), longAgo).birthDate()).isEqualTo(corrected);
        assertThat(desk.person(home.id(0), new AsOf(longAgo, before), NANGAN)
                        .orElseThrow()
                        .birthDate())
                .isEqualTo(LocalDate.of(1980, 1, 9));
        assertThat(desk.household(home.no(), new AsOf(TODAY, before), NANGAN)
                        .orElseThrow()
                        .members()
                        .getFirst()
                        .birthDate())
                .isEqualTo(LocalDate.of(1980, 1, 9));
        assertThat(r.affected()).hasSize(1);
        assertThat(r.affected().getFirst().changes())
                .isEqualTo(Map.of(
                        "BIRTH_DATE",
                        new Registration.Change(Map.of("birthDate", "1980-01-09"), Map.of("birthDate", "1980-01-19"))));
        assertThat(r.annotation()).isEqualTo("原登記出生日期民國69年01月09日因法院確定判決更正為民國69年01月19日民國115年03月02日申登。");
    }

    @Test
    void aChildBornLaterIsInTheHouseholdLaterAndOneBornEarlierEarlier() {
        People.Home home = aFamily("介壽路402號");
        recorded(Forms.birthDate(home.person(2), "104/6/6").by(home.person(0), "LEGAL_REPRESENTATIVE"), NANGAN);
        assertThat(household(home.no(), LocalDate.of(2015, 6, 5)).members())
                .extracting(Person::id)
                .doesNotContain(home.id(2));
        assertThat(household(home.no(), LocalDate.of(2015, 6, 6)).members())
                .extracting(Person::id)
                .contains(home.id(2));
        recorded(Forms.birthDate(person(home.id(2)), "104/4/4").by(home.person(0), "LEGAL_REPRESENTATIVE"), NANGAN);
        assertThat(household(home.no(), LocalDate.of(2015, 4, 4)).members())
                .extracting(Person::id)
                .contains(home.id(2));
    }

    @Test
    void theProofIsOlderThanTheFirstRegistration() {
        People.Home home = aFamily("介壽路403號");
        Forms form = Forms.birthDate(home.person(0), "69/1/19").with("proofKind", "SCHOOL");
        assertOnlyRefused(form, NANGAN, "firstRegistrationDate", "registry.firstRegistrationDate.missing");
        assertOnlyRefused(
                form.with("firstRegistrationDate", "114/1/1"), NANGAN, "proofDate", "registry.proofDate.notOlder");
        assertOnlyRefused(
                form.with("firstRegistrationDate", "x"), NANGAN, "firstRegistrationDate", "registry.date.unknown");
        assertThat(desk.assess(form.with("firstRegistrationDate", "115/1/6").form(), NANGAN)
                        .acceptable())
                .isTrue();
    }

    @Test
    void implausibleDatesAreRefusedEachInItsWay() {
        People.Home home = aFamily("介壽路404號");
        Person child = home.person(2);
        assertOnlyRefused(ofChild(home, "104/5/6"), NANGAN, "newBirthDate", "registry.newBirthDate.same");
        assertRefused(ofChild(home, "115/3/3"), NANGAN, "newBirthDate", "registry.newBirthDate.inFuture");
        assertRefused(ofChild(home, "70/1/1"), NANGAN, "newBirthDate", "registry.newBirthDate.mother");
        assertOnlyRefused(ofChild(home, "0/1/1"), NANGAN, "newBirthDate", "registry.date.unknown");
        assertRefused(
                Forms.birthDate(home.person(0), "前20/1/1"), NANGAN, "newBirthDate", "registry.newBirthDate.tooOld");
        assertOnlyRefused(
                Forms.birthDate(home.person(0), "93/1/1"), NANGAN, "newBirthDate", "registry.newBirthDate.child");
        recorded(
                Forms.nameChange(child, "王甲")
                        .by(home.person(0), "LEGAL_REPRESENTATIVE")
                        .with("eventDate", "110/1/1"),
                NANGAN);
        assertOnlyRefused(ofChild(home, "110/1/2"), NANGAN, "newBirthDate", "registry.newBirthDate.afterEvent");
        assertOnlyRefused(
                ofChild(home, "104/5/7").with("proofDate", "115/3/3"),
                NANGAN,
                "proofDate",
                "registry.proofDate.inFuture");
        assertOnlyRefused(
                ofChild(home, "104/5/7").with("evidence", ""),
                NANGAN,
                "evidence",
                "registry.evidence.missing.PROOF_DOCUMENT");
        assertOnlyRefused(
                ofChild(home, "104/5/7").without("newBirthDate"),
                NANGAN,
                "newBirthDate",
                "registry.newBirthDate.missing");
        assertOnlyRefused(
                ofChild(home, "104/5/7").without("proofKind").with("firstRegistrationDate", "115/2/2"),
                NANGAN,
                "proofKind",
                "registry.proofKind.missing");
        assertOnlyRefused(
                ofChild(home, "104/5/7").without("proofDate"), NANGAN, "proofDate", "registry.proofDate.missing");
    }

    @Test
    void aFatherIsNotAChild() {
        People.Home home = people.household(JIESHOU, "介壽路406號")
                .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .child("王一", Sex.MALE, LocalDate.of(2015, 5, 6))
                .found();
        assertOnlyRefused(
                Forms.birthDate(home.person(1), "80/1/8").by(home.person(0), "LEGAL_REPRESENTATIVE"),
                NANGAN,
                "newBirthDate",
                "registry.newBirthDate.father");
    }

    @Test
    void itIsPossibleAfterDeathButNotToADayAfterIt() {
        People.Home home = people.household(JIESHOU, "介壽路405號")
                .head("王老", Sex.MALE, LocalDate.of(1930, 1, 9))
                .spouse("林老", Sex.FEMALE, LocalDate.of(1932, 3, 4))
                .found();
        recorded(Forms.death(home.person(0), "115/1/20", home.person(1), "SPOUSE"), NANGAN);
        Forms form = Forms.birthDate(home.person(0), "19/1/10").by(home.person(1), "INTERESTED");
        assertRefused(
                form.with("newBirthDate", "115/1/21"), NANGAN, "newBirthDate", "registry.newBirthDate.afterDeath");
        recorded(form.with("newBirthDate", "19/1/10"), NANGAN);
        assertThat(person(home.id(0)).birthDate()).isEqualTo(LocalDate.of(1930, 1, 10));
    }

    private static Forms ofChild(People.Home home, String date) {
        return Forms.birthDate(home.person(2), date).by(home.person(0), "LEGAL_REPRESENTATIVE");
    }
}
