package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.registry.PersonFacts.Relative;

/** 初始資料之列: the rows of households to be founded, made one after the other while they are written. */
final class FoundingRows {

    private static final PersonColumns PERSONS = new PersonColumns();
    private static final Stay.Columns STAYS = new Stay.Columns();
    private static final HouseholdRecord.Columns HOUSEHOLDS = new HouseholdRecord.Columns();

    private final Map<Integer, Relative> byRef;
    private final UnaryOperator<Address> official;
    private final Instant now;

    /**
     * @param byRef everybody by their number within the load
     * @param official gives an address the names its village bears in the register
     */
    FoundingRows(Map<Integer, Relative> byRef, UnaryOperator<Address> official, Instant now) {
        this.byRef = byRef;
        this.official = official;
        this.now = now;
    }

    void write(List<Founding> households, Copy copy) {
        copy.into(
                "registry.household_anchor (no, version, recorded_at)",
                rows(households, h -> List.of(List.of(h.no().value(), 1, now))));
        copy.into(target(HOUSEHOLDS), rows(households, this::records));
        copy.into(target(PERSONS), rows(households, this::persons));
        copy.into(target(STAYS), rows(households, this::stays));
    }

    private static Iterable<List<@Nullable Object>> rows(
            List<Founding> households, Function<Founding, List<List<@Nullable Object>>> of) {
        return () -> households.stream().flatMap(h -> of.apply(h).stream()).iterator();
    }

    /** One record for each address it stood at; of a removed household the last is closed from the day it ended. */
    private List<List<@Nullable Object>> records(Founding h) {
        PersonId head = id(relative(h.members().getFirst().ref()));
        List<List<@Nullable Object>> records = new ArrayList<>(2);
        Founding.Former former = h.former();
        if (former != null) {
            HouseholdRecord first = new HouseholdRecord(
                    1, h.kind(), head, official.apply(former.address()), former.since(), former.since(), false);
            records.add(row(h.no().value(), former.since(), h.since(), HOUSEHOLDS.values(first)));
        }
        HouseholdRecord last = new HouseholdRecord(
                former == null ? 1 : 2, h.kind(), head, official.apply(h.address()), h.since(), h.since(), false);
        LocalDate ended = h.ended();
        records.add(row(h.no().value(), h.since(), ended, HOUSEHOLDS.values(last)));
        if (ended != null) {
            records.add(row(h.no().value(), ended, null, HOUSEHOLDS.values(last.ended())));
        }
        return records;
    }

    private List<List<@Nullable Object>> persons(Founding h) {
        List<List<@Nullable Object>> persons = new ArrayList<>(h.members().size());
        for (Founding.Member m : h.members()) {
            long id = id(relative(m.ref())).value();
            PersonFacts facts = facts(m);
            LocalDate from = from(h, m);
            LocalDate died = m.died();
            LocalDate widowed = widowed(h, m);
            if (widowed != null && widowed.isAfter(from) && (died == null || widowed.isBefore(died))) {
                persons.add(row(id, from, widowed, PERSONS.values(facts.withMarital(Person.Marital.MARRIED))));
                from = widowed;
            }
            persons.add(row(id, from, died, PERSONS.values(facts)));
            if (died != null) {
                persons.add(row(id, died, null, PERSONS.values(facts.dead(Person.DomicileStatus.DEAD, died))));
            }
        }
        return persons;
    }

    /** The day on which a spouse died who stands in the same record. */
    private static @Nullable LocalDate widowed(Founding h, Founding.Member m) {
        return m.marital() != Person.Marital.WIDOWED
                ? null
                : h.members().stream()
                        .filter(other -> Objects.equals(m.spouseRef(), other.ref()))
                        .flatMap(spouse -> Stream.ofNullable(spouse.died()))
                        .findFirst()
                        .orElse(null);
    }

    private List<List<@Nullable Object>> stays(Founding h) {
        List<List<@Nullable Object>> stays = new ArrayList<>(h.members().size());
        for (Founding.Member m : h.members()) {
            long id = id(relative(m.ref())).value();
            Stay stay = new Stay(h.no(), m.relationToHead(), null);
            LocalDate died = m.died();
            stays.add(row(id, from(h, m), died, STAYS.values(stay)));
            if (died != null) {
                stays.add(row(id, died, null, STAYS.values(stay.left(died))));
            }
        }
        return stays;
    }

    private static LocalDate from(Founding h, Founding.Member m) {
        return m.birthDate().isAfter(h.begun()) ? m.birthDate() : h.begun();
    }

    private PersonFacts facts(Founding.Member m) {
        return new PersonFacts(
                m.nationalId(),
                m.name(),
                m.surnameLength(),
                m.sex(),
                m.birthDate(),
                m.birthPlace(),
                m.birthOrder(),
                m.marital(),
                Person.DomicileStatus.PRESENT,
                null,
                kin(m.fatherRef(), m.fatherName()),
                kin(m.motherRef(), m.motherName()),
                kin(m.spouseRef(), null),
                Care.NONE,
                Indigenous.NONE,
                Adopted.NONE,
                "");
    }

    private Relative kin(@Nullable Integer ref, @Nullable String name) {
        return ref == null ? new Relative(null, name) : relative(ref);
    }

    private Relative relative(int ref) {
        Relative relative = byRef.get(ref);
        if (relative == null) {
            throw new IllegalArgumentException("nobody in the load has the number " + ref);
        }
        return relative;
    }

    private static PersonId id(Relative relative) {
        return Objects.requireNonNull(relative.id());
    }

    private static String target(Facts<?, ?> facts) {
        return "registry.%s (id, valid_during, recorded_at, %s)"
                .formatted(facts.table(), String.join(", ", facts.columns()));
    }

    private List<@Nullable Object> row(
            Object id, LocalDate from, @Nullable LocalDate to, List<@Nullable Object> values) {
        List<@Nullable Object> row = new ArrayList<>(values.size() + 3);
        row.add(id);
        row.add("[" + from + "," + (to == null ? "" : to) + ")");
        row.add(now);
        row.addAll(values);
        return row;
    }
}
