package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;

/**
 * 撤銷之效力: everything one registration changed, found by comparing what was believed just before it with what was believed
 * by it, is to be again as it was believed before. Whom and which household it brought into the register stay there, as revoked
 * and as ended, for nothing is deleted.
 */
final class Reversal {

    private final Books books;
    private final Ledger ledger;
    private final Instant at;
    private final Map<PersonId, Spells<PersonFacts>> persons = new LinkedHashMap<>();
    private final Map<PersonId, Spells<Stay>> stays = new LinkedHashMap<>();
    private final Map<HouseholdNo, Spells<HouseholdRecord>> households = new LinkedHashMap<>();
    private final Set<PersonId> personsInTheWay = new LinkedHashSet<>();
    private final Set<PersonId> staysInTheWay = new LinkedHashSet<>();
    private final Set<HouseholdNo> householdsInTheWay = new LinkedHashSet<>();

    /**
     * @param at when the registration was recorded
     * @param people who may have been changed by it
     * @param touched households it touched
     */
    Reversal(
            Books books,
            Renumberings renumberings,
            Ledger ledger,
            Instant at,
            Collection<PersonId> people,
            Collection<HouseholdNo> touched) {
        this.books = books;
        this.ledger = ledger;
        this.at = at;
        Renumberings.Once once = renumberings.once();
        plan(
                ledger.persons(),
                books.persons(),
                people,
                persons,
                personsInTheWay,
                Reversal::neverWas,
                UnaryOperator.identity());
        plan(
                ledger.stays(),
                books.stays(),
                people,
                stays,
                staysInTheWay,
                h -> h.correct(s -> s.left(h.start())),
                UnaryOperator.identity());
        plan(
                ledger.households(),
                books.households(),
                touched,
                households,
                householdsInTheWay,
                h -> h.correct(HouseholdRecord::ended),
                h -> renumberedSince(once, h));
        persons.forEach((id, history) -> {
            PersonFacts last = history.last();
            if (last.status() == Person.DomicileStatus.REVOKED && isBuiltOn(id)) {
                personsInTheWay.add(id);
            }
            PersonId spouse = last.spouse().id();
            if (spouse != null
                    && last.marital() == Person.Marital.MARRIED
                    && !facts(spouse).alive()) {
                personsInTheWay.add(spouse);
            }
        });
        homes().forEach(this::check);
    }

    /** A door that was renumbered later is no door that somebody moved to later: what was believed is compared as called now. */
    private Spells<HouseholdRecord> renumberedSince(Renumberings.Once renumberings, Spells<HouseholdRecord> believed) {
        List<String> villages = believed.all().stream()
                .map(spell -> spell.fact().address().villageCode())
                .toList();
        return Renumberings.apply(
                renumberings.standing(villages).stream()
                        .filter(act -> act.recordedAt().isAfter(at))
                        .toList(),
                believed);
    }

    private static Spells<PersonFacts> neverWas(Spells<PersonFacts> history) {
        return history.correct(p -> p.with(Person.DomicileStatus.REVOKED));
    }

    private <K, F extends Record> void plan(
            Shelf<K, F> shelf,
            Timeline<K, F> timeline,
            Collection<K> keys,
            Map<K, Spells<F>> plan,
            Set<K> inTheWay,
            UnaryOperator<Spells<F>> neverWas,
            UnaryOperator<Spells<F>> asCalledNow) {
        shelf.fetch(keys);
        Map<K, Spells<F>> before = timeline.histories(keys, justBefore());
        Map<K, Spells<F>> after = timeline.histories(keys, Moment.known(at));
        after.forEach((key, made) -> {
            Spells<F> was = before.get(key);
            Spells<F> now = shelf.get(key);
            if (was == null) {
                plan.put(key, neverWas.apply(now));
            } else if (!made.equals(was)) {
                Undoing.undo(asCalledNow.apply(was), asCalledNow.apply(made), now)
                        .ifPresentOrElse(undone -> plan.put(key, undone), () -> inTheWay.add(key));
            }
        });
    }

    private Moment justBefore() {
        return Moment.known(at.minus(1, ChronoUnit.MICROS));
    }

    /** Whether others depend on somebody who is to have never been in the register. */
    private boolean isBuiltOn(PersonId id) {
        return ledger.person(id).marital() == Person.Marital.MARRIED
                || !ledger.children(id).isEmpty()
                || ledger.householdOf(id).head().equals(id);
    }

    /** The households concerned: where somebody was, where they will be, and which change themselves. */
    private Set<HouseholdNo> homes() {
        Set<HouseholdNo> homes = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
        homes.addAll(households.keySet());
        stays.forEach((id, history) -> {
            homes.add(ledger.stay(id).household());
            homes.add(history.last().household());
        });
        return homes;
    }

    /** An open household is headed by one of those who live there, and in one that ended nobody lives. */
    private void check(HouseholdNo no) {
        HouseholdRecord record = household(no);
        List<PersonId> present = Stream.concat(ledger.residents(no).stream(), stays.keySet().stream())
                .distinct()
                .filter(id -> livesIn(id, no))
                .toList();
        if (record.closed() ? !present.isEmpty() : !present.contains(record.head())) {
            householdsInTheWay.add(no);
            staysInTheWay.addAll(present);
        }
    }

    private boolean livesIn(PersonId id, HouseholdNo no) {
        Spells<Stay> undone = stays.get(id);
        Stay stay = undone == null ? ledger.stay(id) : undone.last();
        return stay.household().equals(no) && stay.present() && facts(id).present();
    }

    private PersonFacts facts(PersonId id) {
        Spells<PersonFacts> undone = persons.get(id);
        return undone == null ? ledger.person(id) : undone.last();
    }

    private HouseholdRecord household(HouseholdNo no) {
        Spells<HouseholdRecord> undone = households.get(no);
        return undone == null ? ledger.household(no) : undone.last();
    }

    boolean isPossible() {
        return personsInTheWay.isEmpty() && staysInTheWay.isEmpty() && householdsInTheWay.isEmpty();
    }

    /** Registrations recorded later that stand on what this one made. */
    List<RegistrationId> builtOnIt(Revocations revocations) {
        Set<Instant> instants = new LinkedHashSet<>(books.persons().revisedSince(personsInTheWay, at));
        instants.addAll(books.stays().revisedSince(staysInTheWay, at));
        instants.addAll(books.households().revisedSince(householdsInTheWay, at));
        Set<PersonId> people = new LinkedHashSet<>(personsInTheWay);
        people.addAll(staysInTheWay);
        return revocations.standing(instants, people, householdsInTheWay);
    }

    void apply() {
        Map<HouseholdNo, PersonId> headsSoFar = new LinkedHashMap<>();
        households
                .keySet()
                .forEach(no -> headsSoFar.put(no, ledger.household(no).head()));
        Map<PersonId, PersonFacts> soFar = ledger.facts(persons.keySet());
        persons.forEach(ledger.persons()::put);
        stays.forEach(ledger.stays()::put);
        households.forEach(ledger.households()::put);
        soFar.forEach(this::nameAgain);
        stays.keySet().forEach(this::relateAgain);
        headsSoFar.forEach((no, head) -> {
            if (!ledger.household(no).head().equals(head)) {
                ledger.residents(no).stream()
                        .filter(id -> !stays.containsKey(id))
                        .forEach(this::relate);
            }
        });
    }

    /** Who is named again in somebody's record bears the name they have by now. */
    private void nameAgain(PersonId id, PersonFacts soFar) {
        Set<PersonId> again = ledger.person(id).kin();
        again.removeAll(soFar.kin());
        for (PersonId relative : again) {
            ledger.persons().find(relative).ifPresent(history -> {
                LocalDate since = ledger.namedSince(relative);
                LocalDate last = ledger.persons().get(id).lastSpell().from();
                ledger.changePerson(
                        id,
                        since.isBefore(last) ? last : since,
                        p -> p.naming(relative, history.last().name()));
            });
        }
    }

    /** Whose household has another head by now is something else to that one. */
    private void relateAgain(PersonId id) {
        HouseholdNo home = ledger.stay(id).household();
        @Nullable
        Spells<HouseholdRecord> before =
                books.households().histories(List.of(home), justBefore()).get(home);
        if (before != null
                && !before.last().head().equals(ledger.household(home).head())) {
            relate(id);
        }
    }

    private void relate(PersonId id) {
        String relation = Succession.relation(ledger, ledger.householdOf(id).head(), id);
        ledger.changeStay(id, ledger.stays().get(id).lastSpell().from(), stay -> stay.as(relation));
    }
}
