package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;

/** 戶籍法 §21, 施行細則 §22: another member heads the household, and who headed it stays. */
class HeadChangeTests extends RegistryScenario {

    @Test
    void anotherMemberHeadsTheHouseholdAndEverybodyIsSomethingElseToThem() {
        People.Home home = aFamily("戶長路1號");
        Registration made = recorded(Forms.headChange(home.person(0), "115/2/20", home.person(1)), NANGAN);
        assertThat(relations(household(home.no()))).containsExactly("林美 戶長", "王小明 配偶", "王一 長子", "王二 長女", "何來 寄居");
        assertThat(relations(household(home.no(), LocalDate.of(2026, 2, 19))))
                .first()
                .isEqualTo("王小明 戶長");
        assertThat(household(home.no()).recordNo()).isEqualTo(2);
        assertThat(made.annotation()).isEqualTo("原為戶長民國115年02月20日協議變更戶長改由林美為戶長民國115年03月02日申登。");
        assertThat(person(home.id(1)).annotations().getLast().text())
                .isEqualTo("原戶長王小明民國115年02月20日協議變更戶長由林美繼為戶長民國115年03月02日申登。");
    }

    @Test
    void everyMemberIsAffectedByTheChangeOfTheHead() {
        People.Home home = aFamily("戶長路2號");
        Registration made = recorded(Forms.headChange(home.person(0), "115/2/20", home.person(1)), NANGAN);
        assertThat(made.affected()).hasSize(5).allSatisfy(a -> {
            assertThat(a.changes()).containsOnlyKeys("HEAD");
            assertThat(a.changes().values()).singleElement().satisfies(change -> {
                assertThat(change.before()).containsEntry("householdHead", "王小明");
                assertThat(change.after()).containsEntry("householdHead", "林美");
            });
        });
    }

    @Test
    void ofAHeadWhoIsAwayAMemberFilesAndTheHeadIsToldInWriting() {
        People.Home home = aFamily("戶長路3號");
        Forms form = Forms.headChange(home.person(0), "115/2/20", home.person(1))
                .with("headGround", "ABSENT")
                .by(home.person(1), "COHABITANT");
        assertOnlyRefused(form, NANGAN, "evidence", "registry.evidence.missing.ABSENCE_PROOF");
        form.with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,ABSENCE_PROOF");
        assertThat(desk.assess(form.form(), NANGAN).consequences())
                .extracting(Refusal::code)
                .contains("registry.consequence.toldInWriting", "registry.consequence.newRecord");
        assertThat(recorded(form, NANGAN).annotation()).contains("戶長長期不在戶內改由林美為戶長");
        assertThat(desk.toldInWriting(RegistrationKind.HEAD)).isTrue();
    }

    @Test
    void whoDoesNotLiveThereFilesNothing() {
        People.Home home = aFamily("戶長路4號");
        People.Home other = aFamily("戶長路5號");
        assertOnlyRefused(
                Forms.headChange(home.person(0), "115/2/20", home.person(1)).by(other.person(1), "COHABITANT"),
                NANGAN,
                "applicant.relation",
                "registry.applicant.notMember");
    }

    @Test
    void theNewHeadHasCapacityAndLivesThere() {
        People.Home home = aFamily("戶長路6號");
        assertOnlyRefused(
                Forms.headChange(home.person(0), "115/2/20", home.person(2)),
                NANGAN,
                "newHead",
                "registry.newHead.noCapacity");
        assertOnlyRefused(
                Forms.headChange(home.person(0), "115/2/20", home.person(0)),
                NANGAN,
                "newHead",
                "registry.newHead.notRemaining");
        assertOnlyRefused(
                Forms.headChange(home.person(0), "115/2/20", home.person(1)).without("newHead"),
                NANGAN,
                "newHead",
                "registry.newHead.missing");
        People.Home alone = people.household(JIESHOU, "戶長路7號")
                .head("單身", Sex.FEMALE, LocalDate.of(1960, 1, 1))
                .found();
        assertOnlyRefused(
                Forms.headChange(alone.person(0), "115/2/20", alone.person(0)),
                NANGAN,
                "newHead",
                "registry.newHead.nobody");
        People.Home withChild = people.household(JIESHOU, "戶長路8號")
                .head("單親", Sex.FEMALE, LocalDate.of(1980, 1, 1))
                .child("單小", Sex.FEMALE, LocalDate.of(2015, 1, 1))
                .found();
        assertOnlyRefused(
                Forms.headChange(withChild.person(0), "115/2/20", withChild.person(1)),
                NANGAN,
                "newHead",
                "registry.newHead.noCapacity");
    }

    @Test
    void onlyWhoHeadsItGivesItUpAtTheDomicileOfficeAndNotBeforeTheLastRecord() {
        People.Home home = aFamily("戶長路9號");
        assertOnlyRefused(
                Forms.headChange(home.person(1), "115/2/20", home.person(0)),
                NANGAN,
                "party",
                "registry.party.notHead");
        assertOnlyRefused(
                Forms.headChange(home.person(0), "115/2/20", home.person(1)),
                BANQIAO,
                "",
                "registry.office.notDomicile");
        recorded(Forms.headChange(home.person(0), "115/2/20", home.person(1)), NANGAN);
        assertOnlyRefused(
                Forms.headChange(home.person(1), "115/2/19", home.person(0)),
                NANGAN,
                "eventDate",
                "registry.eventDate.beforeLastChange");
    }

    @Test
    void itIsRevokedLikeEverythingElse() {
        People.Home home = aFamily("戶長路10號");
        Registration made = recorded(Forms.headChange(home.person(0), "115/2/20", home.person(1)), NANGAN);
        recorded(Forms.revocation(home.person(0), made.id(), "115/3/1"), NANGAN);
        assertThat(relations(household(home.no()))).containsExactly("王小明 戶長", "林美 配偶", "王一 長子", "王二 長女", "何來 寄居");
    }

    @Test
    void theLimitIsThirtyDaysFromTheChange() {
        People.Home home = aFamily("戶長路11號");
        Assessment assessment = desk.assess(
                Forms.headChange(home.person(0), "115/1/5", home.person(1)).form(), NANGAN);
        assertThat(assessment.deadline()).isEqualTo(LocalDate.of(2026, 2, 4));
        assertThat(assessment.daysLate()).isEqualTo(26);
    }
}
