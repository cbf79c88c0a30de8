package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 戶籍法 §11–13, §35 and 民法 §1055, §1091–1113-1, as rules. */
class CareTests extends RegistryScenario {

    @Test
    void aWardHasAGuardianFromTheDayOfTheRulingUntilItEnds() {
        People.Home home = aFamily("監護路1號");
        Person ward = home.person(4);
        recorded(Forms.guardianship(ward, home.person(0), "115/2/20"), BANQIAO);
        assertThat(person(ward.id()).care()).isEqualTo("GUARD");
        assertThat(person(ward.id()).carers()).containsExactly("王小明");
        assertThat(person(ward.id(), LocalDate.of(2026, 2, 19)).carers()).isEmpty();
        assertThat(person(ward.id()).annotations().getLast().text()).isEqualTo("民國115年02月20日由王小明監護民國115年03月02日申登。");
        Forms end = Forms.guardianship(ward, home.person(0), "115/3/1")
                .with("careAction", "END")
                .without("guardian");
        recorded(end, BANQIAO);
        assertThat(person(ward.id()).carers()).isEmpty();
        assertOnlyRefused(end.by(home.person(1), "INTERESTED"), BANQIAO, "careAction", "registry.careAction.none");
    }

    @Test
    void anAdultGetsAGuardianByACourtOnly() {
        People.Home home = aFamily("監護路2號");
        Forms form = Forms.guardianship(home.person(4), home.person(0), "115/2/20")
                .with("guardBy", "WILL")
                .with("evidence", "WILL");
        assertOnlyRefused(form, NANGAN, "guardBy", "registry.guardBy.adultByCourt");
        Forms child = Forms.guardianship(home.person(2), home.person(4), "115/2/20")
                .with("guardBy", "ENTRUSTMENT")
                .with("evidence", "ENTRUSTMENT_DEED");
        assertThat(desk.assess(child.form(), NANGAN).acceptable()).isTrue();
    }

    @Test
    void whoCaresIsOfAgeAliveAndNotUnderCareThemselves() {
        People.Home home = aFamily("監護路3號");
        Person ward = home.person(4);
        assertRefused(Forms.guardianship(ward, ward, "115/2/20"), NANGAN, "guardian", "registry.care.self");
        assertRefused(
                Forms.guardianship(ward, home.person(2), "115/2/20"), NANGAN, "guardian", "registry.care.noCapacity");
        recorded(Forms.assistance(home.person(1), home.person(0), "115/2/1"), NANGAN);
        assertRefused(
                Forms.guardianship(ward, home.person(1), "115/2/20"), NANGAN, "guardian", "registry.care.noCapacity");
    }

    @Test
    void onlyAnAdultIsAssisted() {
        People.Home home = aFamily("輔助路1號");
        recorded(Forms.assistance(home.person(4), home.person(1), "115/2/20"), NANGAN);
        assertThat(person(home.id(4)).care()).isEqualTo("ASSIST");
        assertOnlyRefused(
                Forms.assistance(home.person(2), home.person(1), "115/2/20"),
                NANGAN,
                "party",
                "registry.party.minorUnassisted");
    }

    @Test
    void parentsAgreeWhoDecidesForTheirChild() {
        People.Home home = aFamily("親權路1號");
        Person child = home.person(2);
        Forms both = Forms.custody(child, home.person(1), "115/3/2")
                .with("custodian2", home.person(0).nationalId().value());
        recorded(both, NANGAN);
        assertThat(person(child.id()).carers()).containsExactly("林美", "王小明");
        assertOnlyRefused(
                Forms.custody(child, home.person(4), "115/3/2").by(home.person(1), "PARENT"),
                NANGAN,
                "custodian",
                "registry.care.notParent");
        assertRefused(
                Forms.custody(home.person(4), home.person(1), "115/3/2")
                        .with("custodyBy", "COURT")
                        .with("evidence", "COURT_RULING,FINALITY_CERTIFICATE")
                        .by(home.person(0), "PARENT"),
                NANGAN,
                "party",
                "registry.party.adult");
        assertOnlyRefused(
                Forms.custody(child, home.person(1), "115/3/2").by(home.person(4), "PARENT"),
                NANGAN,
                "applicant.relation",
                "registry.applicant.notAParent");
    }

    @Test
    void whatAMinorWasUnderEndsWhenTheyComeOfAge() {
        People.Home home = people.household(JIESHOU, "監護路5號")
                .head("王母", tw.onestop.kernel.Sex.FEMALE, LocalDate.of(1980, 1, 9))
                .child("王子", tw.onestop.kernel.Sex.MALE, LocalDate.of(2008, 2, 20))
                .found();
        Person child = home.person(1);
        recorded(Forms.custody(child, home.person(0), "110/3/2"), NANGAN);
        Forms end = Forms.custody(child, home.person(0), "115/2/20")
                .with("custodyBy", "MAJORITY")
                .with("evidence", "");
        assertOnlyRefused(
                end.by(home.person(0), "PARENT")
                        .with("careAction", "BEGIN")
                        .with("custodian", home.person(0).nationalId().value()),
                NANGAN,
                "custodyBy",
                "registry.care.majorityEnds");
        end.by(child, "SELF").with("careAction", "END").without("custodian");
        assertOnlyRefused(end.with("eventDate", "115/2/21"), NANGAN, "eventDate", "registry.care.notComingOfAge");
        recorded(end.with("eventDate", "115/2/20"), NANGAN);
        assertThat(person(child.id()).carers()).isEmpty();
        assertThat(person(child.id(), LocalDate.of(2026, 2, 19)).carers()).containsExactly("王母");
    }

    @Test
    void aGuardianshipOfAMinorEndsWithMajorityAndTheWardMayOnlyRegisterTheEnd() {
        People.Home home = people.household(JIESHOU, "監護路6號")
                .head("王姨", tw.onestop.kernel.Sex.FEMALE, LocalDate.of(1980, 1, 9))
                .lodger("何少", tw.onestop.kernel.Sex.MALE, LocalDate.of(2008, 2, 20))
                .found();
        Person ward = home.person(1);
        recorded(Forms.guardianship(ward, home.person(0), "110/3/2"), NANGAN);
        assertRefused(
                Forms.guardianship(ward, home.person(0), "115/2/20").by(ward, "SELF"),
                NANGAN,
                "applicant.relation",
                "registry.applicant.selfEndsOnly");
        recorded(
                Forms.guardianship(ward, home.person(0), "115/2/20")
                        .with("careAction", "END")
                        .with("guardBy", "MAJORITY")
                        .with("evidence", "")
                        .without("guardian")
                        .by(ward, "SELF"),
                NANGAN);
        assertThat(person(ward.id()).care()).isEqualTo("NONE");
    }

    @Test
    void aGuardianRepresentsTheWardInOtherRegistrations() {
        People.Home home = aFamily("監護路4號");
        recorded(Forms.guardianship(home.person(4), home.person(0), "115/2/20"), NANGAN);
        Assessment name = desk.assess(
                Forms.nameChange(home.person(4), "何去")
                        .by(home.person(0), "LEGAL_REPRESENTATIVE")
                        .form(),
                NANGAN);
        assertThat(name.refusals()).isEmpty();
        assertThat(name.warnings()).extracting(w -> w.code()).doesNotContain("registry.applicant.representativeProof");
    }
}
