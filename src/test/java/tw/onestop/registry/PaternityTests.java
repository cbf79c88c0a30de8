package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 民法 §1063, 戶籍法 §22: by a judgment a child never was the child of who stood as its father. */
class PaternityTests extends RegistryScenario {

    private static final LocalDate LONG_AGO = LocalDate.of(2017, 1, 1);

    @Test
    void theLinkToTheFatherEndsFromBirthOnAndWhatWasBelievedIsKept() {
        People.Home home = aFamily("否認路1號");
        Instant known = clock.instant();
        clock.advance(Duration.ofMinutes(1));

        Registration made = recorded(byMother(home, "DENIED", "KEPT"), NANGAN);

        assertThat(person(home.id(2), LONG_AGO).father()).isNull();
        assertThat(person(home.id(2), LONG_AGO).mother()).isEqualTo("林美");
        assertThat(desk.person(home.id(2), new AsOf(LONG_AGO, known), NANGAN)
                        .orElseThrow()
                        .father())
                .isEqualTo("王小明");
        assertThat(person(home.id(2)).name()).isEqualTo("王一");
        assertThat(made.annotation()).isEqualTo("原登記父姓名王小明因法院確定判決更正為空白（否認子女之訴判決確定）民國115年03月02日申登。");
        // Of the head's wife, and no longer of the head.
        assertThat(person(home.id(2)).relationToHead()).isEqualTo("繼子");
    }

    @Test
    void theSurnameFollowsTheMothersFromNowOn() {
        People.Home home = aFamily("否認路2號");
        recorded(byMother(home, "NO_RELATION", "MOTHER"), NANGAN);
        assertThat(person(home.id(2)).name()).isEqualTo("林一");
        assertThat(person(home.id(2), TODAY.minusDays(1)).name()).isEqualTo("王一");
    }

    @Test
    void kinAndHeirsFollow() {
        People.Home home = aFamily("否認路3號");
        assertThat(heirs(home)).contains(home.id(2), home.id(3));
        recorded(byMother(home, "DENIED", "KEPT"), NANGAN);
        assertThat(heirs(home)).contains(home.id(3)).doesNotContain(home.id(2));
        assertThat(desk.kindred(home.id(2), 1, TODAY, NANGAN).orElseThrow().relatives())
                .extracting(r -> r.person().id())
                .contains(home.id(1));
    }

    @Test
    void whomItConcernsIsNamedAndTheFatherIsToldThoughNothingOfHisOwnChanged() {
        People.Home home = aFamily("否認路4號");
        Forms form = byMother(home, "DENIED", "KEPT");
        assertThat(desk.assess(form.form(), NANGAN).consequences())
                .filteredOn(c -> c.code().equals("registry.consequence.toldInWriting"))
                .singleElement()
                .satisfies(c -> assertThat(c.arguments().getFirst()).contains("王一", "王小明"));
        Registration made = recorded(form, NANGAN);
        assertThat(made.affected()).extracting(Registration.Affected::person).contains(home.id(0), home.id(2));
        assertThat(person(home.id(0)).annotations().getLast().text()).startsWith("王一經法院判決確定非其子女");
    }

    @Test
    void withoutTheJudgmentAndItsFinalityNothingIsRegistered() {
        People.Home home = aFamily("否認路5號");
        Forms form = byMother(home, "DENIED", "KEPT");
        assertOnlyRefused(
                form.with("evidence", "FINALITY_CERTIFICATE"),
                NANGAN,
                "evidence",
                "registry.evidence.missing.COURT_RULING");
        assertOnlyRefused(
                form.with("evidence", "COURT_RULING"),
                NANGAN,
                "evidence",
                "registry.evidence.missing.FINALITY_CERTIFICATE");
        form.with("evidence", "COURT_RULING,FINALITY_CERTIFICATE");
        assertOnlyRefused(form.with("proofKind", "MEDICAL"), NANGAN, "proofKind", "registry.proofKind.judgment");
        assertOnlyRefused(
                form.with("proofKind", "COURT").with("litigation", "PENDING"),
                NANGAN,
                "litigation",
                "registry.litigation.pending");
        assertOnlyRefused(
                Forms.paternity(home.person(0), "DENIED", "KEPT"), NANGAN, "party", "registry.party.noFather");
    }

    @Test
    void itIsRevokedLikeEverythingElse() {
        People.Home home = aFamily("否認路6號");
        Registration made = recorded(byMother(home, "DENIED", "MOTHER"), NANGAN);
        recorded(Forms.revocation(person(home.id(2)), made.id(), "115/3/1").by(home.person(1), "INTERESTED"), NANGAN);
        assertThat(person(home.id(2)).father()).isEqualTo("王小明");
        assertThat(person(home.id(2)).name()).isEqualTo("王一");
        assertThat(person(home.id(2)).relationToHead()).isEqualTo("長子");
    }

    private Iterable<PersonId> heirs(People.Home home) {
        return desk.kindred(home.id(0), 1, TODAY, NANGAN).orElseThrow().heirs().stream()
                .map(heir -> heir.person().id())
                .toList();
    }

    private static Forms byMother(People.Home home, String ground, String surname) {
        return Forms.paternity(home.person(2), ground, surname).by(home.person(1), "LEGAL_REPRESENTATIVE");
    }
}
