package tw.onestop.registry;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;

/**
 * 事件發生日期更正 (戶籍法 §22): a registration of what happened, but on another day than was registered. The registration stays as it
 * was recorded, its day is the right one from now on, and what was known before can be read as it was known.
 */
final class EventDateCorrection {

    static final String REGISTRATION = "wrongRegistration";
    private static final String RIGHT = "rightEventDate";

    /** Of these what was registered holds from the day of the event on; a birth has its own correction. */
    private static final Set<RegistrationKind> DATED = EnumSet.of(
            RegistrationKind.ADDR,
            RegistrationKind.MOVE_IN,
            RegistrationKind.MOVE_OUT,
            RegistrationKind.SPLIT,
            RegistrationKind.MERGE,
            RegistrationKind.HEAD,
            RegistrationKind.NAME,
            RegistrationKind.MARRY,
            RegistrationKind.MARRY_748,
            RegistrationKind.DIVORCE,
            RegistrationKind.END_748,
            RegistrationKind.DEATH,
            RegistrationKind.DEATH_DECL,
            RegistrationKind.GUARD,
            RegistrationKind.ASSIST,
            RegistrationKind.CUSTODY,
            RegistrationKind.ANNUL);

    private final Case c;
    private final Stores stores;

    EventDateCorrection(Case c, Stores stores) {
        this.c = c;
        this.stores = stores;
    }

    /** Where it is found what a registration changed. */
    record Stores(Registrations registrations, Revocations revocations, Books books) {}

    CorrectedItem.@Nullable Change examine() {
        Registration wrong = wrong();
        LocalDate right = c.typed().date(RIGHT).orElse(null);
        if (wrong == null || right == null) {
            return null;
        }
        LocalDate from = wrong.eventDate();
        if (right.equals(from)) {
            c.refuse(RIGHT, "registry.correctItem.same");
        } else if (right.isAfter(wrong.filedOn())) {
            c.refuse(RIGHT, "registry.rightEventDate.afterFiling", RocDate.format(wrong.filedOn()));
        } else if (right.isBefore(c.partyFacts().birthDate())) {
            c.refuse(
                    RIGHT,
                    "registry.eventDate.beforeBirth",
                    RocDate.format(c.partyFacts().birthDate()));
        }
        childBornAfter(wrong.kind(), right);
        if (c.refused()) {
            return null;
        }
        Shifting shifting = new Shifting(stores.revocations().recordedDate(wrong.id()), from, right);
        Redating redating = redating(wrong, shifting);
        if (!redating.isPossible() || !redating.changes()) {
            inTheWay(wrong, shifting);
            return null;
        }
        List<PersonId> others =
                redating.moved().stream().filter(id -> !id.equals(c.party())).toList();
        String about = c.rules().template("KIND_" + wrong.kind(), c.today()).text();
        return new CorrectedItem.Change(about, RocDate.annotation(from), RocDate.annotation(right), others, () -> {
            redating.apply();
            tell(wrong, from, right);
        });
    }

    /** The right day of a form that was accepted. */
    static LocalDate right(RegistrationForm form) {
        return RocDate.parse(form.values().getOrDefault(RIGHT, "").strip()).orElseThrow();
    }

    private Redating redating(Registration wrong, Shifting shifting) {
        var touched = stores.revocations().touched(wrong.id());
        return new Redating(
                stores.books(),
                c.ledger(),
                wrong.recordedAt(),
                shifting,
                stores.revocations().everResidents(touched),
                touched);
    }

    private @Nullable Registration wrong() {
        Registration wrong = Revocation.standing(c, REGISTRATION, stores.registrations());
        if (wrong != null && !DATED.contains(wrong.kind())) {
            c.refuse(REGISTRATION, "registry.wrongRegistration.noEventDate");
        }
        return c.refused() ? null : wrong;
    }

    /** A mother lives at the birth of her child, and a father did within the days for which he is presumed to be it. */
    private void childBornAfter(RegistrationKind kind, LocalDate death) {
        if (kind != RegistrationKind.DEATH && kind != RegistrationKind.DEATH_DECL) {
            return;
        }
        boolean mother = c.partyFacts().sex() == Sex.FEMALE;
        LocalDate last = mother ? death : death.plusDays(c.rules().value("birth.presumedDays", death));
        for (PersonId child : c.ledger().children(c.party())) {
            PersonFacts facts = c.ledger().person(child);
            boolean own = facts.isChildOf(c.party()) && !facts.adopted().by(c.party());
            if (own && facts.birthDate().isAfter(last)) {
                c.refuse(RIGHT, "registry.rightEventDate.childBorn", RocDate.format(facts.birthDate()));
            }
        }
    }

    private void inTheWay(Registration wrong, Shifting shifting) {
        String names = wrong.affected().stream()
                .flatMap(a -> stores.registrations().ofPerson(a.person(), c.hidden()).stream())
                .filter(r -> r.revokedOn() == null && !r.id().equals(wrong.id()))
                .filter(r -> shifting.spans(r.eventDate()))
                .map(r ->
                        c.rules().template("KIND_" + r.kind(), c.today()).text() + " " + RocDate.format(r.eventDate()))
                .distinct()
                .collect(Collectors.joining("、"));
        if (names.isEmpty()) {
            c.refuse(RIGHT, "registry.rightEventDate.contradicts");
        } else {
            c.refuse(RIGHT, "registry.rightEventDate.between", names);
        }
    }

    /** Whoever was told of the change is told of its day: the value is the same, and the day is another one. */
    private void tell(Registration wrong, LocalDate from, LocalDate right) {
        for (Registration.Affected affected : wrong.affected()) {
            affected.changes().forEach((name, change) -> {
                Map<String, String> was = new LinkedHashMap<>(change.after());
                Map<String, String> is = new LinkedHashMap<>(change.after());
                was.put("eventDate", from.toString());
                is.put("eventDate", right.toString());
                c.changed(affected.person(), name, new Registration.Change(was, is));
            });
        }
    }
}
