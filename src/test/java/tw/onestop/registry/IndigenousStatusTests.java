package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 戶籍法 §14-1 and 原住民身分法, as rules. */
class IndigenousStatusTests extends RegistryScenario {

    @Test
    void statusPeopleAndTraditionalNameAreNotedAndLost() {
        Person party = aFamily("原民路1號").person(1);
        recorded(Forms.indigenous(party, "PLAIN", "AMIS").with("indigenousName", "Panay Kolas"), BANQIAO);
        assertThat(person(party.id()).origin()).isEqualTo(new Person.Origin("PLAIN", "AMIS", "Panay Kolas"));
        assertThat(person(party.id()).annotations().getLast().text())
                .isEqualTo("民國115年03月02日取得平地原住民身分民族別阿美族傳統名字Panay Kolas民國115年03月02日申登。");
        assertThat(desk.registrationsOf(party.id(), BANQIAO)
                        .getFirst()
                        .affected()
                        .getFirst()
                        .changes())
                .containsOnlyKeys("ORIGIN");
        assertThat(person(party.id(), LocalDate.of(2026, 3, 1)).origin().status())
                .isEmpty();
        Forms lost = Forms.indigenous(party, "PLAIN", "AMIS")
                .with("indigAction", "LOSE")
                .without("indigStatus")
                .without("people");
        recorded(lost, BANQIAO);
        assertThat(person(party.id()).origin().status()).isEmpty();
        assertOnlyRefused(lost, BANQIAO, "indigAction", "registry.indigAction.none");
    }

    @Test
    void aChildHasItOfItsParentsElseTheClerkIsWarned() {
        People.Home home = aFamily("原民路2號");
        Forms child = Forms.indigenous(home.person(2), "MOUNTAIN", "ATAYAL").by(home.person(1), "LEGAL_REPRESENTATIVE");
        assertWarned(child, NANGAN, "registry.indigAction.noParent");
        recorded(Forms.indigenous(home.person(1), "MOUNTAIN", "ATAYAL"), NANGAN);
        assertThat(desk.assess(child.form(), NANGAN).warnings())
                .extracting(w -> w.code())
                .doesNotContain("registry.indigAction.noParent");
    }

    @Test
    void theTraditionalNameIsWrittenInRomanLetters() {
        Person party = aFamily("原民路3號").person(1);
        assertOnlyRefused(
                Forms.indigenous(party, "PLAIN", "AMIS").with("indigenousName", "巴奈"),
                NANGAN,
                "indigenousName",
                "registry.indigenousName.notRomanised");
        assertThat(desk.assess(
                                Forms.indigenous(party, "PLAIN", "TSOU")
                                        .with("indigenousName", "Yapasuyongʉ’e")
                                        .form(),
                                NANGAN)
                        .acceptable())
                .isTrue();
    }

    @Test
    void aPeopleIsOneOfThoseRecognised() {
        Person party = aFamily("原民路4號").person(1);
        assertOnlyRefused(Forms.indigenous(party, "PLAIN", "ELVES"), NANGAN, "people", "registry.people.unknown");
    }
}
