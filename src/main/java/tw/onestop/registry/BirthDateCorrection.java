package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.RocDate;

/**
 * 出生日期更正登記 (戶籍法 §22; 施行細則 §15–17): wrong from the start, so every belief about the person is replaced for
 * its whole time; what was believed stays readable as it was known.
 */
final class BirthDateCorrection implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.BIRTH_DATE,
                Fields.APPLICANTS_OF_CHANGES,
                List.of(
                        Fields.eventDate(false),
                        Fields.required("newBirthDate", RegistrationType.Kind.DATE),
                        Proof.kind(),
                        Proof.date(),
                        Fields.optional("firstRegistrationDate", RegistrationType.Kind.DATE)),
                List.of(Fields.paper("PROOF_DOCUMENT", true), Fields.paper("ID_CARD", false)));
    }

    @Override
    public boolean ofTheDead() {
        return true;
    }

    @Override
    public boolean toldInWriting() {
        return true;
    }

    @Override
    public @Nullable Effect examine(Case c) {
        Proof.check(c);
        older(c);
        Optional<LocalDate> typed = c.typed().date("newBirthDate");
        if (typed.isEmpty()) {
            return null;
        }
        LocalDate date = typed.get();
        PersonFacts party = c.partyFacts();
        if (date.equals(party.birthDate())) {
            c.refuse("newBirthDate", "registry.newBirthDate.same");
        } else if (date.isAfter(c.today())) {
            c.refuse("newBirthDate", "registry.newBirthDate.inFuture");
        } else if (date.plusYears(c.rules().value("human.maximumAge", c.today()))
                .isBefore(c.today())) {
            c.refuse("newBirthDate", "registry.newBirthDate.tooOld");
        }
        LocalDate death = party.deathDate();
        if (death != null && date.isAfter(death)) {
            c.refuse("newBirthDate", "registry.newBirthDate.afterDeath", RocDate.format(death));
        }
        kin(c, party, date);
        events(c, date);
        return () -> correct(c, date);
    }

    /** 施行細則 §17. */
    private static void older(Case c) {
        if (!Proof.mustBeOlder(c)) {
            return;
        }
        Optional<LocalDate> made = c.typed().date("proofDate");
        Optional<LocalDate> first = c.typed().date("firstRegistrationDate");
        if (c.typed().text("firstRegistrationDate").isEmpty()) {
            c.refuse("firstRegistrationDate", "registry.firstRegistrationDate.missing");
        } else if (made.isPresent() && first.isPresent() && !made.get().isBefore(first.get())) {
            c.refuse("proofDate", "registry.proofDate.notOlder", RocDate.format(first.get()));
        }
    }

    private static void kin(Case c, PersonFacts party, LocalDate date) {
        int youngest = c.rules().value("parent.minimumAge", c.today());
        int oldest = c.rules().value("parent.maximumAge", c.today());
        c.ledger().find(party.mother()).ifPresent(mother -> {
            int age = mother.facts().ageOn(date);
            if (age < youngest || age > oldest) {
                c.refuse("newBirthDate", "registry.newBirthDate.mother", String.valueOf(age));
            }
        });
        c.ledger().find(party.father()).ifPresent(father -> {
            if (father.facts().ageOn(date) < youngest) {
                c.refuse(
                        "newBirthDate",
                        "registry.newBirthDate.father",
                        String.valueOf(father.facts().ageOn(date)));
            }
        });
        for (PersonId child : c.ledger().children(c.party())) {
            if (date.plusYears(youngest).isAfter(c.ledger().person(child).birthDate())) {
                c.refuse("newBirthDate", "registry.newBirthDate.child", String.valueOf(youngest));
            }
        }
    }

    /** Nobody was born after something is registered of them. */
    private static void events(Case c, LocalDate date) {
        List<Spell<Stay>> stays = c.ledger().stays().get(c.party()).all();
        List<Spell<PersonFacts>> facts = c.ledger().persons().get(c.party()).all();
        LocalDate first = null;
        if (stays.size() > 1) {
            first = stays.get(1).from();
        }
        if (facts.size() > 1 && (first == null || facts.get(1).from().isBefore(first))) {
            first = facts.get(1).from();
        }
        if (first != null && date.isAfter(first)) {
            c.refuse("newBirthDate", "registry.newBirthDate.afterEvent", RocDate.format(first));
        }
    }

    private static void correct(Case c, LocalDate date) {
        Ledger ledger = c.ledger();
        LocalDate old = c.partyFacts().birthDate();
        Spells<PersonFacts> corrected = ledger.persons().get(c.party()).correct(p -> p.withBirthDate(date));
        ledger.persons().put(c.party(), corrected.startingAt(date));
        Spells<Stay> stay = ledger.stays().get(c.party());
        LocalDate founded = ledger.households()
                .get(stay.all().getFirst().fact().household())
                .start();
        LocalDate start = date.isBefore(founded) ? founded : date;
        if (stay.start().isBefore(date) || stay.start().equals(old)) {
            ledger.stays().put(c.party(), stay.startingAt(start));
        }
        c.annotate(
                c.party(),
                "BIRTH_DATE",
                Map.of(
                        "oldDate",
                        RocDate.annotation(old),
                        "newDate",
                        RocDate.annotation(date),
                        "reason",
                        Proof.words(c)));
    }
}
