package tw.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * 沿革: all spells of one subject as they are believed at one time, in order, each beginning where the one before ends,
 * the last without an end. Values: every change makes another one, and the {@link Timeline} writes the difference.
 */
record Spells<F>(List<Spell<F>> all) {

    Spells {
        all = List.copyOf(all);
        if (all.isEmpty() || all.getLast().to() != null) {
            throw new IllegalArgumentException("a history has at least one spell, and its last has no end");
        }
        for (int i = 1; i < all.size(); i++) {
            if (!all.get(i).from().equals(all.get(i - 1).to())) {
                throw new IllegalArgumentException("a history has neither gaps nor overlaps");
            }
        }
    }

    static <F> Spells<F> beginning(LocalDate from, F fact) {
        return new Spells<>(List.of(new Spell<>(from, null, fact)));
    }

    LocalDate start() {
        return all.getFirst().from();
    }

    F last() {
        return all.getLast().fact();
    }

    Spell<F> lastSpell() {
        return all.getLast();
    }

    /** Since when what this asks of the fact is as it is at the last. */
    LocalDate since(Function<F, ? extends @Nullable Object> asked) {
        LocalDate since = lastSpell().from();
        @Nullable Object now = asked.apply(last());
        for (Spell<F> spell : all.reversed()) {
            if (!Objects.equals(asked.apply(spell.fact()), now)) {
                break;
            }
            since = spell.from();
        }
        return since;
    }

    Optional<F> at(LocalDate day) {
        return all.stream().filter(s -> s.holdsOn(day)).findFirst().map(Spell::fact);
    }

    /** From this day on changed, whatever else was known of later days stays; a day before the start means the start. */
    Spells<F> change(LocalDate from, UnaryOperator<F> change) {
        List<Spell<F>> next = new ArrayList<>();
        for (Spell<F> spell : all) {
            if (spell.to() != null && !from.isBefore(spell.to())) {
                add(next, spell.from(), spell.to(), spell.fact());
            } else if (spell.from().isBefore(from)) {
                add(next, spell.from(), from, spell.fact());
                add(next, from, spell.to(), change.apply(spell.fact()));
            } else {
                add(next, spell.from(), spell.to(), change.apply(spell.fact()));
            }
        }
        return new Spells<>(next);
    }

    /** Changed over all of its time: what a correction does. */
    Spells<F> correct(UnaryOperator<F> change) {
        return change(start(), change);
    }

    /** The same history with another first day; what lay before it is dropped. */
    Spells<F> startingAt(LocalDate day) {
        List<Spell<F>> next = new ArrayList<>();
        for (Spell<F> spell : all) {
            if (spell.to() == null || day.isBefore(spell.to())) {
                LocalDate from = next.isEmpty() ? day : spell.from();
                add(next, from, spell.to(), spell.fact());
            }
        }
        return new Spells<>(next);
    }

    private static <F> void add(List<Spell<F>> spells, LocalDate from, @Nullable LocalDate to, F fact) {
        if (!spells.isEmpty() && spells.getLast().fact().equals(fact)) {
            spells.set(spells.size() - 1, new Spell<>(spells.getLast().from(), to, fact));
        } else {
            spells.add(new Spell<>(from, to, fact));
        }
    }
}
