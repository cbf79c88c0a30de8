package tw.onestop.registry;

import java.time.LocalDate;
import java.util.function.Function;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;

/** 初次登記: somebody the register did not know gets a number and enters the household of the party, or one of their own. */
final class Arrival {

    private final Case c;

    Arrival(Case c) {
        this.c = c;
    }

    /**
     * Into the household of the party.
     *
     * @param person what is registered of them, by the number they get
     * @param since the day on which they belong to the household, if there was one already
     * @param relation to the head as typed, {@code ""} where kin tell it
     */
    PersonId join(Sex sex, Function<NationalId, PersonFacts> person, LocalDate since, String relation) {
        Ledger ledger = c.ledger();
        HouseholdNo household = c.partyHousehold();
        PersonId newcomer = register(sex, person, ledger.household(household).address());
        LocalDate opened = ledger.households().get(household).start();
        LocalDate from = since.isBefore(opened) ? opened : since;
        ledger.stays().put(newcomer, Spells.beginning(from, new Stay(household, relation, null)));
        if (relation.isEmpty()) {
            String derived =
                    Succession.relation(ledger, ledger.household(household).head(), newcomer);
            ledger.changeStay(newcomer, from, stay -> stay.as(derived));
        }
        return newcomer;
    }

    /** As the head of a household of their own. */
    PersonId found(Sex sex, Function<NationalId, PersonFacts> person, LocalDate on, Address address) {
        PersonId newcomer = register(sex, person, address);
        HouseholdNo household = c.numbers().next(address);
        HouseholdRecord record = new HouseholdRecord(1, Household.Kind.SINGLE_LIVING, newcomer, address, on, on, false);
        c.ledger().households().put(household, Spells.beginning(on, record));
        c.ledger().stays().put(newcomer, Spells.beginning(on, new Stay(household, Relation.HEAD, null)));
        c.consequence("registry.consequence.newHousehold");
        return newcomer;
    }

    private PersonId register(Sex sex, Function<NationalId, PersonFacts> person, Address address) {
        PersonId newcomer = c.newcomers().person();
        NationalId number = c.newcomers().number(address, sex);
        PersonFacts facts = person.apply(number);
        c.ledger().persons().put(newcomer, Spells.beginning(facts.birthDate(), facts));
        c.consequence("registry.consequence.newNumber", number.value());
        return newcomer;
    }
}
