package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Arrays;
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
    private final HouseholdNo household;

    /**
     * @param status {@code DEAD}, {@code DECLARED_DEAD} or {@code ANNULLED}
     */
    Demise(Case c, Person.DomicileStatus status) {
        this.c = c;
        this.status = status;
        this.household = c.partyHousehold();
    }

    Type.Effect examine() {
        Ledger ledger = c.ledger();
        c.refuseBeforeLastChange(ledger.persons().get(c.party()).since(Demise::ofTheirOwn));
        c.refuseBeforeLastChange(
                ledger.stays().get(c.party()).since(stay -> Arrays.asList(stay.household(), stay.leftOn())));
        if (!ledger.household(household).head().equals(c.party())) {
            if (!c.typed().text("newHead").isEmpty()) {
                c.refuse("newHead", "registry.newHead.notNeeded");
            }
            return this::die;
        }
        Succession succession = succession();
        List<PersonId> remaining = ledger.present(household).stream()
                .filter(p -> !p.equals(c.party()))
                .toList();
        PersonId newHead = remaining.isEmpty()
                ? null
                : succession.choose(remaining, "newHead").orElse(null);
        return () -> {
            die();
            succeed(succession, newHead);
        };
    }

    /**
     * What an earlier death would contradict. That the spouse died since would not, nor that kin bear another name: others had that
     * registered.
     */
    private static List<@Nullable Object> ofTheirOwn(PersonFacts p) {
        boolean wed = p.marital() == Person.Marital.WIDOWED;
        PersonFacts.Relative spouse = p.spouse();
        return Arrays.asList(
                p.status(),
                wed ? Person.Marital.MARRIED : p.marital(),
                spouse.id() == null ? spouse.name() : spouse.id());
    }

    /** From the day on; of who took over from somebody gone only after it, from the day on which they did. */
    private Succession succession() {
        Spells<HouseholdRecord> history = c.ledger().households().get(household);
        LocalDate since = history.since(HouseholdRecord::head);
        LocalDate lastChange = Ledger.lastChange(history);
        boolean afterwards = c.eventDate().isBefore(since)
                && lastChange.equals(since)
                && !c.ledger().present(household).contains(headBefore(since));
        if (!afterwards) {
            c.refuseBeforeLastChange(lastChange);
        }
        return new Succession(c, household, afterwards ? since : c.eventDate());
    }

    private @Nullable PersonId headBefore(LocalDate day) {
        return c.ledger()
                .households()
                .get(household)
                .at(day.minusDays(1))
                .map(HouseholdRecord::head)
                .orElse(null);
    }

    private void die() {
        LocalDate on = c.eventDate();
        PersonFacts party = c.partyFacts();
        c.ledger().changeStay(c.party(), on, s -> s.left(on));
        if (status == Person.DomicileStatus.ANNULLED) {
            c.ledger().changePerson(c.party(), on, p -> p.with(status));
            return;
        }
        // Who dies before the spouse was never widowed.
        Person.Marital marital = c.ledger()
                .persons()
                .get(c.party())
                .at(on)
                .map(PersonFacts::marital)
                .orElse(party.marital());
        c.ledger().changePerson(c.party(), on, p -> p.dead(status, on).withMarital(marital));
        String place = c.typed().text("deathPlace");
        c.annotate(c.party(), c.form().kind().name(), Map.of("place", place.isEmpty() ? "" : "在" + place));
        widow(party);
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

    private void succeed(Succession succession, @Nullable PersonId newHead) {
        Person.DomicileStatus went = status;
        if (succession.on().isAfter(c.eventDate())) {
            succession.undo();
            PersonId before = c.ledger().household(household).head();
            went = c.ledger().person(before).status();
        }
        if (newHead == null) {
            succession.end();
        } else {
            succession.succeed(
                    newHead,
                    switch (went) {
                        case DEAD, DECLARED_DEAD -> "死亡";
                        case ANNULLED -> "廢止戶籍";
                        case PRESENT, ABROAD, REVOKED -> "遷出";
                    });
        }
    }
}
