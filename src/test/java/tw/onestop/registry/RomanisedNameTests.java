package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 姓名條例 §2 and §4: names beside the Chinese one, and how they are searched. */
class RomanisedNameTests extends RegistryScenario {

    private Forms romanised(Person party, String romanised) {
        return Forms.nameChange(party, "")
                .without("newName")
                .without("criminalRecord")
                .with("reason", "ROMANISED")
                .with("romanisedName", romanised);
    }

    @Test
    void aRomanisationIsNotedBesideTheNameWhichStays() {
        Person party = aFamily("羅馬路1號").person(0);
        Registration r = recorded(romanised(party, "Wáng Xiǎo-míng"), NANGAN);
        assertThat(person(party.id()).name()).isEqualTo("王小明");
        assertThat(person(party.id()).romanisedName()).isEqualTo("Wáng Xiǎo-míng");
        assertThat(person(party.id(), TODAY.minusDays(1)).romanisedName()).isEmpty();
        assertThat(r.annotation()).isEqualTo("民國115年03月02日並列羅馬拼音Wáng Xiǎo-míng民國115年03月02日申登。");
        assertOnlyRefused(
                romanised(person(party.id()), "Wáng Xiǎo-míng"),
                NANGAN,
                "romanisedName",
                "registry.romanisedName.same");
    }

    @Test
    void itIsWrittenInRomanLetters() {
        Person party = aFamily("羅馬路2號").person(0);
        assertOnlyRefused(romanised(party, "王小明"), NANGAN, "romanisedName", "registry.romanisedName.notRomanised");
        assertOnlyRefused(romanised(party, "--"), NANGAN, "romanisedName", "registry.romanisedName.notRomanised");
        assertOnlyRefused(romanised(party, ""), NANGAN, "romanisedName", "registry.romanisedName.missing");
        assertWarned(romanised(party, "Wang Xiaoming"), NANGAN, "registry.romanisedName.entitlement");
    }

    @Test
    void aNewNameTakesItsOwnRomanisationAndTheFormerOneGoes() {
        Person party = aFamily("羅馬路3號").person(0);
        recorded(Forms.nameChange(party, "王大明").with("romanisedName", "Wáng Dà-míng"), NANGAN);
        assertThat(person(party.id()).romanisedName()).isEqualTo("Wáng Dà-míng");
        Forms again = Forms.nameChange(person(party.id()), "王中明");
        assertWarned(again, NANGAN, "registry.romanisedName.dropped");
        recorded(again, NANGAN);
        assertThat(person(party.id()).romanisedName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ōu-yáng Zhèng-xióng", "ou yang zheng", "OUYANGZHENGXIONG", "ｏｕｙａｎｇ ｚｈｅｎｇ"})
    void aChineseNameIsFoundByItsRomanisationWithoutTones(String typed) {
        Person party = aFamily("羅馬路4號").person(4);
        recorded(romanised(party, "Ōu-yáng Zhèng-xióng"), NANGAN);
        assertThat(found(typed)).contains(party.id());
        assertThat(found("ouyangzhengxia")).doesNotContain(party.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Yapasuyongʉ’e", "yapasuyongue", "YAPA SUYONG"})
    void anIndigenousNameIsFoundWithoutItsMarks(String typed) {
        Person party = aFamily("羅馬路5號").person(1);
        recorded(Forms.indigenous(party, "PLAIN", "TSOU").with("indigenousName", "Yapasuyongʉ’e"), NANGAN);
        assertThat(found(typed)).contains(party.id());
    }

    @Test
    void whoIsIndigenousTakesTheTraditionalNameAgainInItsOwnScript() {
        Person party = aFamily("羅馬路6號").person(1);
        Forms traditional = Forms.nameChange(party, "Panay Kolas")
                .with("reason", "TRADITIONAL")
                .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,REASON_PROOF");
        assertOnlyRefused(traditional, NANGAN, "reason", "registry.reason.notIndigenous");
        recorded(Forms.indigenous(party, "PLAIN", "AMIS"), NANGAN);
        recorded(traditional, NANGAN);
        assertThat(person(party.id()).name()).isEqualTo("Panay Kolas");
        assertThat(found("panay")).contains(party.id());
        assertOnlyRefused(
                Forms.nameChange(person(party.id()), "Panay Kolas 林")
                        .with("reason", "TRADITIONAL")
                        .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,REASON_PROOF"),
                NANGAN,
                "newName",
                "registry.newName.symbol");
    }

    private List<PersonId> found(String typed) {
        return desk.search(new PersonSearch(null, typed, null, null, null), NANGAN).persons().stream()
                .map(Person::id)
                .toList();
    }
}
