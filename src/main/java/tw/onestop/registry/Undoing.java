package tw.onestop.registry;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tw.onestop.registry.PersonFacts.Relative;

/**
 * 回復原狀: a history without what one registration made of it. What the registration did not change stays as it is believed
 * now; what it did change is again what was believed before it, field by field, unless something later changed the same field.
 */
final class Undoing {

    private Undoing() {}

    /**
     * @param before as it was believed before the registration
     * @param after as it was believed by the registration
     * @param now as it is believed now
     * @return empty when something later stands on what the registration made
     */
    static <F extends Record> Optional<Spells<F>> undo(Spells<F> before, Spells<F> after, Spells<F> now) {
        boolean startMoved = !after.start().equals(before.start());
        if (startMoved && !now.start().equals(after.start())) {
            return Optional.empty();
        }
        LocalDate start = startMoved ? before.start() : now.start();
        List<Spells<F>> three = List.of(before.startingAt(start), after.startingAt(start), now.startingAt(start));
        SortedSet<LocalDate> days = new TreeSet<>();
        three.forEach(history -> history.all().forEach(spell -> days.add(spell.from())));
        Spells<F> undone = three.getLast();
        for (LocalDate day : days) {
            List<F> facts =
                    three.stream().map(history -> history.at(day).orElseThrow()).toList();
            Optional<F> fact = undo(facts.get(0), facts.get(1), facts.get(2));
            if (fact.isEmpty()) {
                return Optional.empty();
            }
            undone = undone.change(day, believed -> fact.get());
        }
        return Optional.of(undone);
    }

    private static <F extends Record> Optional<F> undo(F before, F after, F now) {
        if (before.equals(after)) {
            return Optional.of(now);
        } else if (stands(before, after, now)) {
            return Optional.of(before);
        }
        RecordComponent[] fields = now.getClass().getRecordComponents();
        @Nullable Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Object was = value(fields[i], before);
            Object made = value(fields[i], after);
            Object is = value(fields[i], now);
            if (Objects.equals(was, made)) {
                values[i] = is;
            } else if (Objects.equals(is, made)) {
                values[i] = was;
            } else if (was instanceof Record w && made instanceof Record m && is instanceof Record n) {
                Optional<Record> inner = undo(w, m, n);
                if (inner.isEmpty()) {
                    return Optional.empty();
                }
                values[i] = inner.get();
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(of(now, fields, values));
    }

    /** Whether what a registration made still stands, though it may go by another name, or another relation, since. */
    private static boolean stands(Record before, Record after, Record now) {
        if (now.equals(after)) {
            return true;
        } else if (before instanceof Relative was && after instanceof Relative made && now instanceof Relative is) {
            return made.id() != null && !made.id().equals(was.id()) && made.id().equals(is.id());
        } else if (before instanceof Stay was && after instanceof Stay made && now instanceof Stay is) {
            return !made.household().equals(was.household())
                    && made.household().equals(is.household())
                    && Objects.equals(made.leftOn(), is.leftOn());
        }
        return false;
    }

    static @Nullable Object value(RecordComponent field, Record of) {
        try {
            return field.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static <F extends Record> F of(F like, RecordComponent[] fields, @Nullable Object[] values) {
        try {
            Class<?>[] types =
                    Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (F) like.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
