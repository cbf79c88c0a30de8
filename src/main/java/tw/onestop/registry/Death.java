package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;

/**
 * 死亡登記 (戶籍法 §14, §36–38): the deceased stays in the record as no longer present, the spouse is widowed, a dead
 * head is succeeded, and a household of nobody ends. The cause of death is not the register's.
 */
final class Death implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.DEATH,
                List.of(
                        "SPOUSE",
                        "RELATIVE",
                        "HEAD",
                        "COHABITANT",
                        "UNDERTAKER",
                        "LANDLORD",
                        "INSTITUTION",
                        "INTERESTED"),
                List.of(
                        Fields.eventDate(true),
                        Fields.optional("deathPlace", RegistrationType.Kind.TEXT),
                        Fields.choice("idCardReturned", List.of("RETURNED", "LOST", "NEVER_ISSUED")),
                        Fields.optional("newHead", RegistrationType.Kind.MEMBER),
                        Fields.lateReason()),
                List.of(
                        Fields.original("DEATH_CERTIFICATE"),
                        Fields.original("INQUEST_CERTIFICATE"),
                        Fields.original("FOREIGN_DEATH_CERTIFICATE"),
                        Fields.paper("ID_CARD", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate death, Rulebook rules) {
        return Optional.of(rules.lastDay(death, 0, rules.value("deadline.days", death)));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        Ledger ledger = c.ledger();
        HouseholdNo household = c.partyHousehold();
        c.requireOneOf(
                "registry.evidence.death", "DEATH_CERTIFICATE", "INQUEST_CERTIFICATE", "FOREIGN_DEATH_CERTIFICATE");
        LocalDate lastOfPerson = ledger.persons().get(c.party()).lastSpell().from();
        LocalDate lastOfStay = ledger.stays().get(c.party()).lastSpell().from();
        c.refuseBeforeLastChange(lastOfPerson.isAfter(lastOfStay) ? lastOfPerson : lastOfStay);
        boolean head = ledger.household(household).head().equals(c.party());
        List<PersonId> remaining = ledger.present(household).stream()
                .filter(p -> !p.equals(c.party()))
                .toList();
        Optional<PersonId> successor = Optional.empty();
        if (head) {
            c.refuseBeforeLastChange(
                    ledger.households().get(household).lastSpell().from());
            if (!remaining.isEmpty()) {
                successor = new Succession(c, household).choose(remaining, "newHead");
            }
        } else if (!c.typed().text("newHead").isEmpty()) {
            c.refuse("newHead", "registry.newHead.notNeeded");
        }
        if (c.typed().text("idCardReturned").equals("LOST")) {
            c.warn("idCardReturned", "registry.idCardReturned.lost");
        }
        PersonId newHead = successor.orElse(null);
        return () -> die(c, household, head, newHead);
    }

    private static void die(Case c, HouseholdNo household, boolean head, @Nullable PersonId newHead) {
        Ledger ledger = c.ledger();
        LocalDate on = c.eventDate();
        PersonFacts party = c.partyFacts();
        ledger.changePerson(c.party(), on, p -> p.dead(on));
        ledger.changeStay(c.party(), on, s -> s.left(on));
        String place = c.typed().text("deathPlace");
        c.annotate(c.party(), "DEATH", Map.of("place", place.isEmpty() ? "" : "在" + place));
        widow(c, party);
        if (newHead != null) {
            new Succession(c, household).succeed(newHead, "死亡");
        } else if (head) {
            ledger.changeHousehold(household, on, HouseholdRecord::ended);
            c.consequence("registry.consequence.householdClosed", household.value());
        }
    }

    private static void widow(Case c, PersonFacts deceased) {
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
