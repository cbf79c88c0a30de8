package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;

/** 戶籍法 §23, §25, §46, as rules. */
class RevocationTests extends RegistryScenario {

    @Test
    void whatNeverWasIsAsBeforeAndTheRegistrationStaysMarkedAsRevoked() {
        People.Home home = aFamily("撤銷路1號");
        List<String> before = relations(household(home.no()));
        Registration death = recorded(
                Forms.death(home.person(0), "115/2/20", home.person(1), "SPOUSE")
                        .with("newHead", home.person(1)),
                NANGAN);
        clock.advance(Duration.ofDays(1));
        assertThat(household(home.no()).head()).isEqualTo(home.id(1));

        Registration revoked = recorded(Forms.revocation(home.person(0), death.id(), "115/3/3"), NANGAN);

        Household now = household(home.no());
        assertThat(now.head()).isEqualTo(home.id(0));
        assertThat(now.recordNo()).isEqualTo(1);
        assertThat(relations(now)).isEqualTo(before);
        assertThat(person(home.id(0)).deathDate()).isNull();
        assertThat(person(home.id(1)).marital()).isEqualTo(Person.Marital.MARRIED);
        assertThat(desk.registration(death.id(), NANGAN).orElseThrow().revokedOn())
                .isEqualTo(TODAY.plusDays(1));
        assertThat(revoked.kind()).isEqualTo(RegistrationKind.REVOKE);
        assertThat(revoked.about()).isEqualTo(RegistrationKind.DEATH);
        assertThat(revoked.affected().getFirst().changes().get("DEATH"))
                .isEqualTo(new Registration.Change(Map.of("deathDate", "2026-02-20"), Map.of()));
        assertThat(revoked.annotation()).isEqualTo("原民國115年02月20日死亡登記因自始不存在民國115年03月03日撤銷民國115年03月03日申登。");
    }

    @Test
    void whatWasBelievedWhileItStoodIsStillReadable() {
        People.Home home = aFamily("撤銷路2號");
        Registration name = recorded(Forms.nameChange(home.person(0), "王大").with("eventDate", "115/2/1"), NANGAN);
        clock.advance(Duration.ofDays(1));
        recorded(Forms.revocation(home.person(0), name.id(), "115/3/3").by("", "", ""), NANGAN, home.person(0));
        assertThat(person(home.id(0)).name()).isEqualTo("王小明");
        assertThat(person(home.id(0), LocalDate.of(2026, 2, 2)).name()).isEqualTo("王小明");
        assertThat(person(home.id(2)).father()).isEqualTo("王小明");
        assertThat(desk.person(home.id(0), new AsOf(TODAY, name.recordedAt()), NANGAN)
                        .orElseThrow()
                        .name())
                .isEqualTo("王大");
    }

    private void recorded(Forms form, tw.onestop.kernel.Actor clerk, Person by) {
        recorded(form.by(by.nationalId().value(), person(by.id()).name(), "SELF"), clerk);
    }

    @Test
    void aRevokedChangeOfNameDoesNotCountToTheThree() {
        People.Home home = aFamily("撤銷路3號");
        Registration first = recorded(byMother(home, Forms.nameChange(home.person(2), "王甲")), NANGAN);
        clock.advance(Duration.ofDays(1));
        assertOnlyRefused(
                byMother(home, Forms.nameChange(home.person(2), "王乙")),
                NANGAN,
                "reason",
                "registry.reason.minorSecond");
        recorded(byMother(home, Forms.revocation(home.person(2), first.id(), "115/3/3")), NANGAN);
        clock.advance(Duration.ofDays(1));
        Forms again = byMother(home, Forms.nameChange(home.person(2), "王乙"));
        assertThat(recorded(again, NANGAN).annotation()).contains("第一次改名");
    }

    @Test
    void whatLaterRegistrationsBuiltOnIsRevokedAfterThem() {
        People.Home home = aFamily("撤銷路4號");
        Registration moved = recorded(Forms.addressChange(home.person(0), "115/2/1", FUXING, "復興路9號"), NANGAN);
        clock.advance(Duration.ofDays(1));
        Registration again = recorded(Forms.addressChange(home.person(0), "115/2/20", FUXING, "復興路10號"), NANGAN);
        clock.advance(Duration.ofDays(1));
        Forms form = Forms.revocation(home.person(0), moved.id(), "115/3/4");
        assertOnlyRefused(form, NANGAN, "registration", "registry.registration.builtOn");
        assertThat(desk.assess(form.form(), NANGAN)
                        .refusals()
                        .getFirst()
                        .arguments()
                        .getFirst())
                .contains("住址變更登記", "115")
                .doesNotContain("、");
        recorded(Forms.revocation(home.person(0), again.id(), "115/3/4"), NANGAN);
        clock.advance(Duration.ofDays(1));
        recorded(form, NANGAN);
        assertThat(household(home.no()).address().street()).isEqualTo("撤銷路4號");
    }

    @Test
    void bothAreTakenBackInOneSittingTheNewestFirst() {
        People.Home home = aFamily("撤銷路5號");
        Registration moved = recorded(Forms.addressChange(home.person(0), "115/2/1", FUXING, "復興路19號"), NANGAN);
        Registration again = recorded(Forms.addressChange(home.person(0), "115/2/20", FUXING, "復興路20號"), NANGAN);
        recorded(
                NANGAN,
                Forms.revocation(home.person(0), again.id(), "115/3/2"),
                Forms.revocation(home.person(0), moved.id(), "115/3/2"));
        assertThat(household(home.no()).address().street()).isEqualTo("撤銷路5號");
    }

    @Test
    void oneOfTwoRegistrationsOfASittingIsTakenBackAlone() {
        People.Home home = aFamily("撤銷路6號");
        List<Registration> both = recorded(
                NANGAN,
                Forms.nameChange(home.person(0), "王大"),
                Forms.birthplace(home.person(0), "臺北市")
                        .by(home.person(0).nationalId().value(), "王大", "SELF"));
        assertThat(both.get(0).recordedAt()).isBefore(both.get(1).recordedAt());
        recorded(Forms.revocation(home.person(0), both.get(0).id(), "115/3/2"), NANGAN, home.person(0));
        assertThat(person(home.id(0)).name()).isEqualTo("王小明");
        assertThat(person(home.id(0)).birthPlace()).isEqualTo("臺北市");
    }

    @Test
    void whatIsRevokedIsNotRevokedAgainButARevocationMayBe() {
        People.Home home = aFamily("撤銷路7號");
        Person child = home.person(2);
        Registration place = recorded(byMother(home, Forms.birthplace(child, "花蓮縣")), NANGAN);
        Registration first = recorded(byMother(home, Forms.revocation(child, place.id(), "115/3/2")), NANGAN);
        assertThat(person(child.id()).birthPlace()).isEqualTo("連江縣");
        assertOnlyRefused(
                byMother(home, Forms.revocation(child, place.id(), "115/3/2")),
                NANGAN,
                "registration",
                "registry.registration.revoked");
        recorded(byMother(home, Forms.revocation(child, first.id(), "115/3/2")), NANGAN);
        assertThat(person(child.id()).birthPlace()).isEqualTo("花蓮縣");
        assertThat(desk.registration(place.id(), NANGAN).orElseThrow().revokedOn())
                .isNull();
        recorded(byMother(home, Forms.revocation(child, place.id(), "115/3/2")), NANGAN);
        assertThat(person(child.id()).birthPlace()).isEqualTo("連江縣");
    }

    @Test
    void aBirthThatNeverWasLeavesTheNumberTakenAndNobodyPresent() {
        People.Home home = aFamily("撤銷路8號");
        Registration birth = recorded(Forms.birth(home.person(1), "115/2/20", "王三"), NANGAN);
        PersonId child = birth.affected().getFirst().person();
        Person born = person(child);
        recorded(Forms.revocation(born, birth.id(), "115/3/2").by(home.person(1), "ORIGINAL_APPLICANT"), NANGAN);
        assertThat(person(child).status()).isEqualTo(Person.DomicileStatus.REVOKED);
        assertThat(desk.person(born.nationalId(), AsOf.on(TODAY), NANGAN)).isPresent();
        assertOnlyRefused(
                byMother(home, Forms.nameChange(person(child), "王四")), NANGAN, "party", "registry.party.noDomicile");
    }

    @Test
    void aHouseholdThatShouldNotHavePartedIsOneAgain() {
        People.Home home = aFamily("撤銷路9號");
        Registration split = recorded(
                Forms.split(home.person(0), "115/2/20", home.person(2)).with("oldHouseholdNewHead", home.person(1)),
                NANGAN);
        Person head = person(home.id(0));
        recorded(Forms.revocation(head, split.id(), "115/3/2"), NANGAN);
        assertThat(household(home.no()).members()).hasSize(5);
        assertThat(household(home.no()).head()).isEqualTo(home.id(0));
        assertThat(household(head.householdNo()).closedOn()).isNotNull();
        assertThat(person(home.id(0)).householdNo()).isEqualTo(home.no());
    }

    @Test
    void aDivorceIsNotRevokedPastADeath() {
        People.Home home = aFamily("撤銷路10號");
        Registration divorce = recorded(Forms.divorce(RegistrationKind.DIVORCE, home.person(0), "115/3/2"), NANGAN);
        clock.advance(Duration.ofDays(1));
        recorded(Forms.death(home.person(1), "115/3/3", home.person(0), "COHABITANT"), NANGAN);
        assertOnlyRefused(
                Forms.revocation(home.person(0), divorce.id(), "115/3/3"),
                NANGAN,
                "registration",
                "registry.registration.builtOn");
    }

    @Test
    void whoeverIsNamedAgainBearsTheNameTheyHaveByNow() {
        People.Home home = aFamily("撤銷路11號");
        Registration divorce = recorded(Forms.divorce(RegistrationKind.DIVORCE, home.person(0), "115/3/2"), NANGAN);
        clock.advance(Duration.ofDays(1));
        recorded(Forms.nameChange(home.person(1), "林麗"), NANGAN);
        recorded(Forms.revocation(home.person(0), divorce.id(), "115/3/3"), NANGAN);
        assertThat(person(home.id(0), TODAY.plusDays(1)).spouse()).isEqualTo("林麗");
        assertThat(person(home.id(0), TODAY).spouse()).isEqualTo("林美");
        assertThat(person(home.id(1), TODAY.plusDays(1)).spouse()).isEqualTo("王小明");
    }

    @Test
    void whatIsInDisputeWaitsAndEachFindingHasItsPapers() {
        People.Home home = aFamily("撤銷路12號");
        Registration name = recorded(Forms.nameChange(home.person(0), "王大"), NANGAN);
        Forms form = Forms.revocation(home.person(0), name.id(), "115/3/2").by(home.person(1), "INTERESTED");
        assertOnlyRefused(form.with("litigation", "PENDING"), NANGAN, "litigation", "registry.litigation.pending");
        assertOnlyRefused(form.with("litigation", ""), NANGAN, "litigation", "registry.litigation.missing");
        form.with("litigation", "NONE");
        assertOnlyRefused(form.with("evidence", ""), NANGAN, "evidence", "registry.evidence.missing.ORIGINAL_DOCUMENT");
        assertOnlyRefused(form.with("revokeBy", "PROOF"), NANGAN, "evidence", "registry.evidence.missing.GROUND_PROOF");
        assertThat(desk.assess(form.with("revokeBy", "COURT").form(), NANGAN).refusals())
                .extracting(Refusal::code)
                .containsExactly(
                        "registry.evidence.missing.COURT_RULING", "registry.evidence.missing.FINALITY_CERTIFICATE");
        form.with("evidence", "COURT_RULING,FINALITY_CERTIFICATE");
        assertOnlyRefused(form, BANQIAO, "", "registry.office.notDomicile");
        assertOnlyRefused(form.with("registration", "x"), NANGAN, "registration", "registry.registration.unknown");
        assertOnlyRefused(form.with("registration", ""), NANGAN, "registration", "registry.registration.missing");
    }

    @Test
    void onlyARegistrationOfThePartyIsFound() {
        People.Home home = aFamily("撤銷路13號");
        People.Home others = aFamily("撤銷路14號");
        Registration name = recorded(Forms.nameChange(others.person(0), "王大"), NANGAN);
        assertOnlyRefused(
                Forms.revocation(home.person(0), name.id(), "115/3/2"),
                NANGAN,
                "registration",
                "registry.registration.unknown");
    }

    @Test
    void itIsFiledWithinThirtyDaysOfTheFinality() {
        People.Home home = aFamily("撤銷路15號");
        Registration place = recorded(Forms.birthplace(home.person(0), "臺北市"), NANGAN);
        Assessment late = desk.assess(
                Forms.revocation(home.person(0), place.id(), "115/1/5").form(), NANGAN);
        assertThat(late.deadline()).isEqualTo(LocalDate.of(2026, 2, 4));
        assertThat(late.daysLate()).isEqualTo(26);
        assertThat(late.suggestedFine()).isEqualTo(new Assessment.Fine(300, 900));
    }

    @Test
    void whoDidNotApplyThemselvesIsToldInWriting() {
        People.Home home = aFamily("撤銷路16號");
        Registration place = recorded(Forms.birthplace(home.person(0), "臺北市"), NANGAN);
        Forms form = Forms.revocation(home.person(0), place.id(), "115/3/2");
        assertThat(desk.assess(form.form(), NANGAN).consequences())
                .extracting(Refusal::code)
                .doesNotContain("registry.consequence.toldInWriting");
        assertThat(desk.assess(form.by(home.person(1), "INTERESTED").form(), NANGAN)
                        .consequences())
                .contains(Refusal.of("", "registry.consequence.toldInWriting", "王小明"));
    }

    private static Forms byMother(People.Home home, Forms form) {
        return form.by(home.person(1), "LEGAL_REPRESENTATIVE");
    }

    @Test
    void aHeadWhoCameLaterIsWhomTheReturnedAreRelatedTo() {
        People.Home home = aFamily("撤銷路17號");
        Registration abroad = recorded(Forms.abroad(home.person(4), "115/2/20").by(home.person(0), "HEAD"), NANGAN);
        clock.advance(Duration.ofDays(1));
        recorded(
                Forms.death(home.person(0), "115/3/3", home.person(1), "SPOUSE").with("newHead", home.person(1)),
                NANGAN);
        recorded(Forms.revocation(home.person(4), abroad.id(), "115/3/3"), NANGAN);
        assertThat(household(home.no(), TODAY.plusDays(1)).members())
                .filteredOn(m -> m.sex() == Sex.MALE && m.name().equals("何來"))
                .singleElement()
                .satisfies(m -> assertThat(m.relationToHead()).isEqualTo("寄居"));
    }
}
