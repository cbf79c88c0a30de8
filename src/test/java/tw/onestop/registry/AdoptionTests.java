package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;

/** 戶籍法 §8, §31–32 and 民法 §1072–1083, as rules. */
class AdoptionTests extends RegistryScenario {

    private Person aMan(String street, int birthYear) {
        return people.household(JIESHOU, street)
                .head("彭海", Sex.MALE, LocalDate.of(birthYear, 6, 7))
                .found()
                .person(0);
    }

    @Test
    void anAdoptedChildHasOtherParentsAndTheirSurnameAndKeepsThoseByBirthInTheRecord() {
        Person child = aFamily("收養路1號").person(2);
        Person man = aMan("收養路2號", 1980);
        recorded(Forms.adoption(child, man, "115/2/20").with("adoptSurname", "FATHER"), BANQIAO);
        Person now = person(child.id());
        assertThat(now.name()).isEqualTo("彭一");
        assertThat(now.adoptiveFather()).isEqualTo("彭海");
        assertThat(now.adoptiveMother()).isNull();
        assertThat(now.father()).isEqualTo("王小明");
        assertThat(now.annotations().getLast().text()).isEqualTo("原姓名王一民國115年02月20日經法院裁定由彭海收養從養家姓民國115年03月02日申登。");
        assertThat(person(child.id(), LocalDate.of(2026, 2, 19)).name()).isEqualTo("王一");
        assertRefused(Forms.adoption(child, aMan("收養路3號", 1975), "115/3/1"), NANGAN, "party", "registry.party.adopted");
    }

    @Test
    void whenItEndsTheSurnameIsTheOneOfBefore() {
        Person child = aFamily("收養路4號").person(2);
        Person man = aMan("收養路5號", 1980);
        recorded(Forms.adoption(child, man, "115/2/20").with("adoptSurname", "FATHER"), NANGAN);
        assertOnlyRefused(
                Forms.adoptionEnd(child, man, "115/3/1")
                        .with("adoptEndBy", "AGREEMENT")
                        .with("evidence", "ADOPTION_END_AGREEMENT"),
                NANGAN,
                "adoptEndBy",
                "registry.adoptEndBy.minorByCourt");
        recorded(Forms.adoptionEnd(child, man, "115/3/1"), NANGAN);
        assertThat(person(child.id()).name()).isEqualTo("王一");
        assertThat(person(child.id()).adoptiveFather()).isNull();
        assertThat(person(child.id(), LocalDate.of(2026, 2, 25)).adoptiveFather())
                .isEqualTo("彭海");
        assertRefused(Forms.adoptionEnd(child, man, "115/3/2"), NANGAN, "party", "registry.party.notAdopted");
    }

    @Test
    void adoptersAreTwentyYearsOlderAndNotOfTheDirectLine() {
        People.Home home = aFamily("收養路6號");
        assertOnlyRefused(
                Forms.adoption(home.person(2), aMan("收養路7號", 1996), "115/2/20"),
                NANGAN,
                "adoptiveFather",
                "registry.adopter.ageGap");
        assertOnlyRefused(
                Forms.adoption(home.person(2), home.person(0), "115/2/20"),
                NANGAN,
                "adoptiveFather",
                "registry.adopter.linealBlood");
        assertRefused(
                Forms.adoption(home.person(2), home.person(1), "115/2/20"),
                NANGAN,
                "adoptiveFather",
                "registry.adopter.sex");
    }

    @Test
    void whoAdoptsTheirSpousesChildDoesNotTakeTheOtherParentsPlace() {
        People.Home home = people.household(JIESHOU, "收養路8號")
                .head("田英", Sex.FEMALE, LocalDate.of(1990, 1, 1))
                .child("田安", Sex.FEMALE, LocalDate.of(2015, 1, 1))
                .found();
        Person man = aMan("收養路9號", 1997);
        recorded(Forms.marriage(RegistrationKind.MARRY, home.person(0), man, "115/3/2"), NANGAN);
        recorded(Forms.adoption(home.person(1), man, "115/3/2"), NANGAN);
        assertThat(person(home.id(1)).adoptiveFather()).isEqualTo("彭海");
        assertThat(person(home.id(1)).adoptiveMother()).isEqualTo("田英");
    }

    @Test
    void inTheAdoptersHouseholdTheChildIsAnAdoptedChildAndNobodyMarriesTheirAdopter() {
        Person child = people.household(JIESHOU, "收養路10號")
                .head("余芳", Sex.FEMALE, LocalDate.of(2000, 1, 1))
                .found()
                .person(0);
        Person man = aMan("收養路11號", 1975);
        recorded(Forms.adoption(child, man, "115/2/20"), NANGAN);
        assertRefused(
                Forms.marriage(RegistrationKind.MARRY, child, man, "115/3/2"),
                NANGAN,
                "partner",
                "registry.partner.linealBlood");
        recorded(
                Forms.addressChange(person(child.id()), "115/3/1", JIESHOU, "收養路11號")
                        .without("address.villageCode")
                        .without("address.neighbourhood")
                        .without("address.street")
                        .with("joinHousehold", man.householdNo().value()),
                NANGAN);
        assertThat(person(child.id()).relationToHead()).isEqualTo("養女");
    }

    @Test
    void aNewNameOfTheAdopterGoesOnIntoTheChildsRecord() {
        Person child = aFamily("收養路12號").person(2);
        Person man = aMan("收養路13號", 1980);
        recorded(Forms.adoption(child, man, "115/2/20"), NANGAN);
        recorded(Forms.nameChange(man, "彭大海"), NANGAN);
        assertThat(person(child.id()).adoptiveFather()).isEqualTo("彭大海");
        assertThat(person(child.id()).father()).isEqualTo("王小明");
    }
}
