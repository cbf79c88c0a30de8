package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.RegistryDesk.Found;

@ProductTest
class ReadingTests {

    private static final String JIESHOU = "09007010001";
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Actor CLERK = People.clerk(JIESHOU);

    @Autowired
    RegistryDesk desk;

    @Autowired
    People people;

    @Test
    void aHouseholdIsReadInTheOrderOfTheEnforcementRules() {
        People.Home home = people.household(JIESHOU, "介壽路901號")
                .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .lodger("何來", Sex.MALE, LocalDate.of(1950, 1, 9))
                .child("王二", Sex.FEMALE, LocalDate.of(2016, 5, 6))
                .spouse("林美", Sex.FEMALE, LocalDate.of(1982, 3, 4))
                .child("王一", Sex.MALE, LocalDate.of(2015, 5, 6))
                .found();
        Household household = desk.household(home.no(), AsOf.on(TODAY), CLERK).orElseThrow();
        assertThat(household.members()).extracting(Person::name).containsExactly("王小明", "林美", "王一", "王二", "何來");
        assertThat(household.address().full()).isEqualTo("連江縣南竿鄉介壽村001鄰介壽路901號");
        assertThat(household.closedOn()).isNull();
        assertThat(household.version()).isEqualTo(1);
        assertThat(household.head()).isEqualTo(home.id(0));
    }

    @Test
    void beforeAHouseholdWasFoundedThereIsNoneAndAChildIsNotInItBeforeItsBirth() {
        People.Home home = people.household(JIESHOU, "介壽路902號")
                .since(LocalDate.of(2012, 6, 1))
                .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .child("王一", Sex.MALE, LocalDate.of(2015, 5, 6))
                .found();
        assertThat(desk.household(home.no(), AsOf.on(LocalDate.of(2012, 5, 31)), CLERK))
                .isEmpty();
        assertThat(desk.household(home.no(), AsOf.on(LocalDate.of(2015, 5, 5)), CLERK)
                        .orElseThrow()
                        .members())
                .hasSize(1);
        assertThat(desk.household(home.no(), AsOf.on(LocalDate.of(2015, 5, 6)), CLERK)
                        .orElseThrow()
                        .members())
                .hasSize(2);
        assertThat(desk.person(home.id(1), AsOf.on(LocalDate.of(2015, 5, 5)), CLERK))
                .isEmpty();
    }

    @Test
    void aHouseholdWithItsHistoryIsTheHouseholdAndItsHistory() {
        People.Home home = people.household(JIESHOU, "介壽路907號")
                .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("林美", Sex.FEMALE, LocalDate.of(1982, 3, 4))
                .found();
        assertThat(desk.record(
                        List.of(Forms.addressChange(home.person(0), "115/3/2", "09007010002", "福沃路907號")
                                .form()),
                        Map.of(),
                        CLERK))
                .isInstanceOf(Recording.Recorded.class);
        RegistryDesk.HouseholdBook book =
                desk.book(home.no(), AsOf.on(TODAY), CLERK).orElseThrow();
        assertThat(book.household())
                .isEqualTo(desk.household(home.no(), AsOf.on(TODAY), CLERK).orElseThrow());
        assertThat(book.history()).isEqualTo(desk.history(home.no(), CLERK)).isNotEmpty();
        assertThat(desk.book(new HouseholdNo("Z0000001"), AsOf.on(TODAY), CLERK))
                .isEmpty();
    }

    @Test
    void aPersonIsFoundByNumberHoweverItIsTyped() {
        People.Home home = aHome("903", "陳大文");
        String typed = " " + home.person(0).nationalId().value().toLowerCase(java.util.Locale.ROOT) + " ";
        assertThat(search(new PersonSearch(typed, null, null, null, null)).persons())
                .extracting(Person::id)
                .containsExactly(home.id(0));
    }

    @ParameterizedTest
    @CsvSource({"臺大𠮷,台大𠮷", "𡘙臺𪚥,𡘙台𪚥", "Panai·阿美,ＰＡＮＡＩ阿美", "溫𠮷,温𠮷"})
    void namesAreFoundByFoldedFormsWithRareCharacters(String registered, String typed) {
        People.Home home = people.household(JIESHOU, "介壽路904號")
                .head(registered, Sex.FEMALE, LocalDate.of(1971, 7, 17))
                .found();
        assertThat(search(new PersonSearch(null, typed, "60/7/17", null, null)).persons())
                .extracting(Person::id)
                .contains(home.id(0));
        assertThat(search(new PersonSearch(null, typed, "19710718", null, null)).persons())
                .extracting(Person::id)
                .doesNotContain(home.id(0));
        assertThat(home.person(0).name()).isEqualTo(registered);
    }

    @ParameterizedTest
    @CsvSource({"連江縣南竿鄉介壽村1鄰介壽路905號之1二樓", "南竿鄉介壽路905之1號2樓", "南竿鄉介壽路905-1號2F", "介壽路９０５號之１", "南竿鄉介壽村001鄰介壽路905"})
    void addressesAreFoundAsPeopleWriteThem(String typed) {
        People.Home home = people.household(JIESHOU, "介壽路905號之1二樓")
                .head("曾經", Sex.FEMALE, LocalDate.of(1971, 7, 17))
                .found();
        assertThat(search(new PersonSearch(null, null, null, null, typed)).persons())
                .extracting(Person::householdNo)
                .contains(home.no());
    }

    @Test
    void moreThanFiftyAreCutAndSaidSo() {
        for (int i = 0; i < 52; i++) {
            aHome("906", "滿滿" + (char) ('一' + i));
        }
        Found found = search(new PersonSearch(null, "滿滿", null, null, null));
        assertThat(found.persons()).hasSize(50);
        assertThat(found.more()).isTrue();
    }

    @Test
    void everyWrongCriterionHasItsOwnAnswer() {
        assertRefused(new PersonSearch(null, null, null, null, null), "", "registry.search.empty");
        assertRefused(new PersonSearch("A123456789", "王", null, null, null), "", "registry.search.one");
        assertRefused(
                new PersonSearch("A123456788", null, null, null, null), "nationalId", "registry.nationalId.invalid");
        assertRefused(new PersonSearch(null, "王", null, null, null), "name", "registry.search.nameTooShort");
        assertRefused(new PersonSearch(null, "王%", null, null, null), "name", "registry.search.wildcard");
        assertRefused(new PersonSearch(null, "王", "0/1/1", null, null), "birthDate", "registry.date.unknown");
        assertRefused(new PersonSearch(null, null, "70/1/1", null, null), "name", "registry.search.nameMissing");
        assertRefused(new PersonSearch(null, null, null, "12", null), "householdNo", "registry.householdNo.invalid");
        assertRefused(new PersonSearch(null, null, null, null, "南竿鄉"), "address", "registry.search.addressTooWide");
        assertRefused(new PersonSearch(null, null, null, null, "12號"), "address", "registry.search.addressTooWide");
        assertRefused(new PersonSearch(null, null, null, null, "介壽路*"), "address", "registry.search.wildcard");
    }

    @Test
    void villagesAreFoundByFoldedPartsOfTheirNames() {
        assertThat(desk.villages("台北市中正區"))
                .hasSize(20)
                .allSatisfy(v -> assertThat(v.township()).isEqualTo("中正區"));
        assertThat(desk.villages("介壽村")).extracting(Village::code).contains(JIESHOU);
        assertThat(desk.village(JIESHOU).orElseThrow().township()).isEqualTo("南竿鄉");
        assertThat(desk.villages(" ")).isEmpty();
    }

    private People.Home aHome(String number, String name) {
        return people.household(JIESHOU, "介壽路" + number + "號")
                .head(name, Sex.MALE, LocalDate.of(1980, 1, 9))
                .found();
    }

    private Found search(PersonSearch search) {
        return desk.search(search, CLERK);
    }

    private void assertRefused(PersonSearch search, String field, String code) {
        assertThat(search(search).refusals()).isEqualTo(List.of(Refusal.of(field, code)));
    }
}
