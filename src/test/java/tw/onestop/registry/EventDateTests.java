package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 戶籍法 §22: what was registered happened, but on another day. */
class EventDateTests extends RegistryScenario {

    @Test
    void aMoveWasEarlierThanRegisteredAndBothAreKept() {
        People.Home home = aFamily("日期路1號");
        Registration move = recorded(Forms.moveIn(home.person(0), "115/2/20", LIUHOU, "文化路1號"), BANQIAO);
        Instant known = clock.instant();
        clock.advance(Duration.ofMinutes(1));

        Registration made = recorded(Forms.eventDate(person(home.id(0)), move.id(), "115/2/10"), BANQIAO);

        assertThat(made.annotation()).isEqualTo("原登記遷入登記發生日期民國115年02月20日因戶政事務所作業錯誤更正為民國115年02月10日民國115年03月02日申登。");
        assertThat(person(home.id(2), LocalDate.of(2026, 2, 10)).address().full())
                .contains("文化路1號");
        assertThat(person(home.id(2), LocalDate.of(2026, 2, 9)).address().full())
                .contains("日期路1號");
        assertThat(desk.person(home.id(2), new AsOf(LocalDate.of(2026, 2, 10), known), BANQIAO)
                        .orElseThrow()
                        .address()
                        .full())
                .contains("日期路1號");
        assertThat(household(person(home.id(0)).householdNo()).openedOn()).isEqualTo(LocalDate.of(2026, 2, 10));
        assertThat(household(home.no()).closedOn()).isEqualTo(LocalDate.of(2026, 2, 10));
        assertThat(desk.registration(move.id(), BANQIAO).orElseThrow().eventDate())
                .isEqualTo(LocalDate.of(2026, 2, 10));
    }

    @Test
    void aMoveWasLaterThanRegistered() {
        People.Home home = aFamily("日期路2號");
        Registration move = recorded(Forms.addressChange(home.person(0), "115/2/10", FUXING, "復興路2號"), NANGAN);
        recorded(Forms.eventDate(person(home.id(0)), move.id(), "115/2/20"), NANGAN);
        assertThat(person(home.id(0), LocalDate.of(2026, 2, 19)).address().full())
                .contains("日期路2號");
        assertThat(person(home.id(0), LocalDate.of(2026, 2, 20)).address().full())
                .contains("復興路2號");
    }

    @Test
    void aDeathWasOnAnotherDayAndSoTheWidowIsOneSince() {
        People.Home home = aFamily("日期路3號");
        Registration death = recorded(
                Forms.death(home.person(0), "115/2/20", home.person(1), "SPOUSE")
                        .with("newHead", home.person(1)),
                NANGAN);
        Registration made = recorded(
                Forms.eventDate(person(home.id(0)), death.id(), "115/2/18").by(home.person(1), "INTERESTED"), NANGAN);
        assertThat(person(home.id(0)).deathDate()).isEqualTo(LocalDate.of(2026, 2, 18));
        assertThat(person(home.id(1), LocalDate.of(2026, 2, 18)).marital()).isEqualTo(Person.Marital.WIDOWED);
        assertThat(person(home.id(1), LocalDate.of(2026, 2, 17)).marital()).isEqualTo(Person.Marital.MARRIED);
        assertThat(household(home.no(), LocalDate.of(2026, 2, 18)).head()).isEqualTo(home.id(1));
        assertThat(household(home.no(), LocalDate.of(2026, 2, 17)).head()).isEqualTo(home.id(0));
        // Who was told of the death is told of its day.
        assertThat(made.affected().getFirst().changes())
                .containsEntry(
                        "DEATH",
                        new Registration.Change(
                                java.util.Map.of("deathDate", "2026-02-20"),
                                java.util.Map.of("deathDate", "2026-02-18")));
        assertThat(made.affected())
                .filteredOn(a -> a.person().equals(home.id(1)))
                .singleElement()
                .satisfies(widow -> assertThat(widow.changes())
                        .containsEntry(
                                "MARITAL",
                                new Registration.Change(
                                        java.util.Map.of("marital", "WIDOWED", "eventDate", "2026-02-20"),
                                        java.util.Map.of("marital", "WIDOWED", "eventDate", "2026-02-18"))));
    }

    @Test
    void whatIsRegisteredBetweenTheDaysStandsInTheWay() {
        People.Home home = aFamily("日期路4號");
        Registration first = recorded(Forms.addressChange(home.person(0), "115/2/5", FUXING, "復興路4號"), NANGAN);
        Registration second = recorded(Forms.addressChange(person(home.id(0)), "115/2/15", JIESHOU, "介壽路4號"), NANGAN);
        assertOnlyRefused(
                Forms.eventDate(person(home.id(0)), first.id(), "115/2/16"),
                NANGAN,
                "rightEventDate",
                "registry.rightEventDate.between");
        assertThat(desk.assess(
                                Forms.eventDate(person(home.id(0)), second.id(), "115/2/4")
                                        .form(),
                                NANGAN)
                        .refusals())
                .singleElement()
                .satisfies(r -> assertThat(r.arguments()).containsExactly("住址變更登記 民國115年2月5日"));
        recorded(Forms.eventDate(person(home.id(0)), second.id(), "115/2/6"), NANGAN);
    }

    @Test
    void nobodyDiesBeforeTheirChildIsBorn() {
        People.Home home = aFamily("日期路5號");
        clock.goTo(LocalDate.of(2026, 3, 2));
        recorded(Forms.birth(home.person(1), "115/2/12", "王三").by(home.person(1), "MOTHER"), NANGAN);
        Registration death = recorded(Forms.death(home.person(1), "115/2/20", home.person(0), "SPOUSE"), NANGAN);
        assertOnlyRefused(
                Forms.eventDate(person(home.id(1)), death.id(), "115/2/11").by(home.person(0), "INTERESTED"),
                NANGAN,
                "rightEventDate",
                "registry.rightEventDate.childBorn");
        recorded(Forms.eventDate(person(home.id(1)), death.id(), "115/2/12").by(home.person(0), "INTERESTED"), NANGAN);
    }

    @Test
    void aDivorceAndAMarriageMoveForBoth() {
        People.Home home = aFamily("日期路6號");
        Registration divorce = recorded(
                Forms.divorce(RegistrationKind.DIVORCE, home.person(0), "115/2/20")
                        .with("divorceBy", "COURT")
                        .with("evidence", "ID_CARD,COURT_RULING,FINALITY_CERTIFICATE"),
                NANGAN);
        recorded(Forms.eventDate(person(home.id(0)), divorce.id(), "115/2/24"), NANGAN);
        for (int i : new int[] {0, 1}) {
            assertThat(person(home.id(i), LocalDate.of(2026, 2, 23)).marital()).isEqualTo(Person.Marital.MARRIED);
            assertThat(person(home.id(i), LocalDate.of(2026, 2, 24)).marital()).isEqualTo(Person.Marital.DIVORCED);
        }
        assertThat(person(home.id(1)).annotations().getLast().text()).contains("離婚登記發生日期");
    }

    @Test
    void theDayIsOfARegistrationOfThePersonAndNotAfterItWasFiled() {
        People.Home home = aFamily("日期路7號");
        People.Home other = aFamily("日期路8號");
        Registration move = recorded(Forms.addressChange(home.person(0), "115/2/10", FUXING, "復興路7號"), NANGAN);
        assertOnlyRefused(
                Forms.eventDate(other.person(0), move.id(), "115/2/11"),
                NANGAN,
                "wrongRegistration",
                "registry.registration.unknown");
        Person head = person(home.id(0));
        assertOnlyRefused(
                Forms.eventDate(head, move.id(), "115/3/3"),
                NANGAN,
                "rightEventDate",
                "registry.rightEventDate.afterFiling");
        assertOnlyRefused(
                Forms.eventDate(head, move.id(), "115/2/10"), NANGAN, "rightEventDate", "registry.correctItem.same");
        Registration birthplace = recorded(Forms.birthplace(head, "臺北市"), NANGAN);
        assertOnlyRefused(
                Forms.eventDate(person(home.id(0)), birthplace.id(), "115/2/11"),
                NANGAN,
                "wrongRegistration",
                "registry.wrongRegistration.noEventDate");
        assertOnlyRefused(
                Forms.eventDate(head, move.id(), "115/2/11").without("wrongRegistration"),
                NANGAN,
                "wrongRegistration",
                "registry.wrongRegistration.missing");
    }

    @Test
    void theCorrectionIsRevokedBeforeWhatItCorrected() {
        People.Home home = aFamily("日期路9號");
        Registration move = recorded(Forms.addressChange(home.person(0), "115/2/20", FUXING, "復興路9號"), NANGAN);
        Registration made = recorded(Forms.eventDate(person(home.id(0)), move.id(), "115/2/10"), NANGAN);
        assertOnlyRefused(
                Forms.revocation(person(home.id(0)), move.id(), "115/3/1"),
                NANGAN,
                "registration",
                "registry.registration.builtOn");
        recorded(Forms.revocation(person(home.id(0)), made.id(), "115/3/1"), NANGAN);
        assertThat(desk.registration(move.id(), NANGAN).orElseThrow().eventDate())
                .isEqualTo(LocalDate.of(2026, 2, 20));
        assertThat(person(home.id(0), LocalDate.of(2026, 2, 15)).address().full())
                .contains("日期路9號");
        recorded(Forms.revocation(person(home.id(0)), move.id(), "115/3/1"), NANGAN);
        assertThat(person(home.id(0)).address().full()).contains("日期路9號");
    }

    @Test
    void aDayCanBeCorrectedAgain() {
        People.Home home = aFamily("日期路10號");
        Registration move = recorded(Forms.addressChange(home.person(0), "115/2/20", FUXING, "復興路10號"), NANGAN);
        recorded(Forms.eventDate(person(home.id(0)), move.id(), "115/2/10"), NANGAN);
        recorded(Forms.eventDate(person(home.id(0)), move.id(), "115/2/15"), NANGAN);
        assertThat(person(home.id(0), LocalDate.of(2026, 2, 14)).address().full())
                .contains("日期路10號");
        assertThat(person(home.id(0), LocalDate.of(2026, 2, 15)).address().full())
                .contains("復興路10號");
    }
}
