package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;

/**
 * 死亡, 死亡宣告 and 廢止戶籍, what they do alike: who goes stays in the record as no longer present, the spouse of somebody
 * dead is widowed, a head is succeeded, and a household of nobody ends. The cause of death is not the register's.
 */
final class Demise {

    private final Case c;
    private final Person.DomicileStatus status;

    /**
     * @param status {@code DEAD}, {@code DECLARED_DEAD} or {@code ANNULLED}
     */
    Demise(Case c, Person.DomicileStatus status) {
        this.c = c;
        this.status = status;
    }

    Type.Effect examine() {
        Ledger ledger = c.ledger();
        HouseholdNo household = c.partyHousehold();
        LocalDate lastOfPerson = ledger.persons().get(c.party()).lastSpell().from();
        LocalDate lastOfStay = ledger.stays().get(c.party()).lastSpell().from();
        c.refuseBeforeLastChange(lastOfPerson.isAfter(lastOfStay) ? lastOfPerson : lastOfStay);
        boolean head = ledger.household(household).head().equals(c.party());
        List<PersonId> remaining = ledger.present(household).stream()
                .filter(p -> !p.equals(c.party()))
                .toList();
        Optional<PersonId> successor = Optional.empty();
        if (head) {
            c.refuseBeforeLastChange(Ledger.lastChange(ledger.households().get(household)));
            if (!remaining.isEmpty()) {
                successor = new Succession(c, household).choose(remaining, "newHead");
            }
        } else if (!c.typed().text("newHead").isEmpty()) {
            c.refuse("newHead", "registry.newHead.notNeeded");
        }
        PersonId newHead = successor.orElse(null);
        return () -> die(household, head, newHead);
    }

    private void die(HouseholdNo household, boolean head, @Nullable PersonId newHead) {
        Ledger ledger = c.ledger();
        LocalDate on = c.eventDate();
        PersonFacts party = c.partyFacts();
        boolean dies = status != Person.DomicileStatus.ANNULLED;
        ledger.changePerson(c.party(), on, p -> dies ? p.dead(status, on) : p.with(status));
        ledger.changeStay(c.party(), on, s -> s.left(on));
        if (dies) {
            String place = c.typed().text("deathPlace");
            c.annotate(c.party(), c.form().kind().name(), Map.of("place", place.isEmpty() ? "" : "在" + place));
            widow(party);
        }
        if (newHead != null) {
            new Succession(c, household).succeed(newHead, dies ? "死亡" : "廢止戶籍");
        } else if (head) {
            ledger.changeHousehold(household, on, HouseholdRecord::ended);
            c.consequence("registry.consequence.householdClosed", household.value());
        }
    }

    private void widow(PersonFacts deceased) {
        Optional<Relation.One> spouse = c.ledger().find(deceased.spouse());
        if (deceased.marital() == Person.Marital.MARRIED
                && spouse.isPresent()
                && spouse.get().facts().alive()
                && spouse.get().facts().spouse().is(c.party())) {
            c.ledger().changePerson(spouse.get().id(), c.eventDate(), p -> p.withMarital(Person.Marital.WIDOWED));
            c.annotate(spouse.get().id(), "DEATH_SPOUSE", Map.of("name", deceased.name()));
        }
    }
}
