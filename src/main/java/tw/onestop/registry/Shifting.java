package tw.onestop.registry;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 發生日期之移動: a history in which what one registration made holds from another day on. Only the fields it changed move, and
 * only where nothing else is registered of the subject between the two days.
 */
final class Shifting {

    private final LocalDate recorded;
    private final LocalDate from;
    private final LocalDate to;

    /**
     * @param recorded the day of the event as the registration brought it
     * @param from the day that is believed now
     */
    Shifting(LocalDate recorded, LocalDate from, LocalDate to) {
        this.recorded = recorded;
        this.from = from;
        this.to = to;
    }

    LocalDate first() {
        return from.isBefore(to) ? from : to;
    }

    private LocalDate end() {
        return from.isBefore(to) ? to : from;
    }

    boolean spans(LocalDate day) {
        return !day.isBefore(first()) && day.isBefore(end());
    }

    /**
     * @param before as it was believed before the registration, null of what it brought
     * @param made as it was believed by the registration
     * @param now as it is believed now
     * @return empty when something else stands between the two days
     */
    <F extends Record> Optional<Spells<F>> shift(@Nullable Spells<F> before, Spells<F> made, Spells<F> now) {
        if (before == null) {
            return brought(made, now);
        }
        F was = before.at(recorded).orElse(null);
        F is = made.at(recorded).orElse(null);
        if (was == null || is == null) {
            return Optional.empty();
        }
        Set<String> moved = moved(was, is, before, made);
        if (moved.isEmpty()) {
            return Optional.of(now);
        }
        if (now.start().isAfter(first()) || isBroken(now)) {
            return Optional.empty();
        }
        F between = now.at(first()).orElseThrow();
        F later = now.at(from).orElseThrow();
        F earlier = now.at(from.minusDays(1)).orElse(null);
        if (earlier == null || differs(moved, to.isBefore(from) ? was : day(is, moved, is, recorded, from), between)) {
            return Optional.empty();
        }
        F instead = with(between, moved, to.isBefore(from) ? later : earlier);
        NavigableSet<LocalDate> days = new TreeSet<>(List.of(first(), end()));
        now.all().stream().map(Spell::from).filter(day -> day.isAfter(end())).forEach(days::add);
        Spells<F> shifted = now;
        for (LocalDate day : days) {
            F fact = dated(day.isBefore(end()) ? instead : now.at(day).orElseThrow(), moved, is);
            shifted = shifted.change(day, believed -> fact);
        }
        return Optional.of(shifted);
    }

    /** What began with the event begins on the other day. */
    private <F extends Record> Optional<Spells<F>> brought(Spells<F> made, Spells<F> now) {
        if (!made.start().equals(recorded) || !now.start().equals(from) || isBroken(now)) {
            return Optional.empty();
        }
        Set<String> all = Arrays.stream(made.last().getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        return Optional.of(now.startingAt(to)
                .correct(fact -> dated(fact, all, made.at(recorded).orElseThrow())));
    }

    private <F> boolean isBroken(Spells<F> now) {
        return now.all().stream().map(Spell::from).anyMatch(day -> day.isAfter(first()) && day.isBefore(end()));
    }

    /** The fields that are something else from the day of the event on, and were not before it. */
    private <F extends Record> Set<String> moved(F was, F is, Spells<F> before, Spells<F> made) {
        LocalDate dayBefore = recorded.minusDays(1);
        F wasThen = before.at(dayBefore).orElse(was);
        F isThen = made.at(dayBefore).orElse(wasThen);
        Set<String> moved = new HashSet<>();
        for (RecordComponent field : was.getClass().getRecordComponents()) {
            if (!same(field, was, is) && same(field, wasThen, isThen)) {
                moved.add(field.getName());
            }
        }
        return moved;
    }

    private static boolean differs(Set<String> fields, Record one, Record other) {
        return Arrays.stream(one.getClass().getRecordComponents())
                .anyMatch(field -> fields.contains(field.getName()) && !same(field, one, other));
    }

    private static boolean same(RecordComponent field, Record one, Record other) {
        return Objects.equals(Undoing.value(field, one), Undoing.value(field, other));
    }

    private static <F extends Record> F with(F fact, Set<String> fields, F from) {
        RecordComponent[] all = fact.getClass().getRecordComponents();
        @Nullable Object[] values = new Object[all.length];
        for (int i = 0; i < all.length; i++) {
            values[i] = Undoing.value(all[i], fields.contains(all[i].getName()) ? from : fact);
        }
        return Undoing.of(fact, all, values);
    }

    /** Where the day of the event stands as a date in the fact itself, the other day stands there. */
    private <F extends Record> F dated(F fact, Set<String> moved, F made) {
        return day(fact, moved, made, from, to);
    }

    private <F extends Record> F day(F fact, Set<String> moved, F made, LocalDate one, LocalDate instead) {
        RecordComponent[] all = fact.getClass().getRecordComponents();
        @Nullable Object[] values = new Object[all.length];
        for (int i = 0; i < all.length; i++) {
            Object value = Undoing.value(all[i], fact);
            boolean isTheDay = moved.contains(all[i].getName())
                    && recorded.equals(Undoing.value(all[i], made))
                    && one.equals(value);
            values[i] = isTheDay ? instead : value;
        }
        return Undoing.of(fact, all, values);
    }
}
