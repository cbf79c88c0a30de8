package tw.onestop.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * 時序: keeps the histories of one sort of fact in both times and never overwrites. A revision moves every spell that is
 * no longer believed to the superseded ones, with the time of its belief closed, and adds what is believed instead.
 */
final class Timeline<K, F> {

    private final JdbcClient jdbc;
    private final Facts<K, F> facts;
    private final String columns;

    Timeline(JdbcClient jdbc, Facts<K, F> facts) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.columns = String.join(", ", facts.columns());
    }

    /** What holds at the moment, for each of these of whom anything is known. */
    Map<K, F> at(Collection<K> keys, Moment moment) {
        Map<K, F> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        jdbc.sql("select id, %s from %s as believed where id = any (:ids) and %s"
                        .formatted(
                                columns,
                                moment.believed(facts.table(), columns),
                                Moment.holds("believed", ":on::date")))
                .param("ids", ids(keys))
                .params(moment.parameters())
                .query(row -> {
                    found.put(facts.key(row), facts.fact(row));
                });
        return found;
    }

    /** The whole history of each, as it is believed now. */
    Map<K, Spells<F>> histories(Collection<K> keys) {
        return histories(keys, Moment.on(LocalDate.EPOCH));
    }

    /** The whole history of each, as it was believed at the moment, whichever its day. */
    Map<K, Spells<F>> histories(Collection<K> keys, Moment moment) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<K, List<Spell<F>>> spells = new LinkedHashMap<>();
        jdbc.sql("""
                        select id, lower(valid_during) as valid_from, upper(valid_during) as valid_to, %s
                        from %s as believed where id = any (:ids) order by id, valid_during
                        """.formatted(columns, moment.believed(facts.table(), columns)))
                .param("ids", ids(keys))
                .params(moment.parameters())
                .query(row -> {
                    spells.computeIfAbsent(facts.key(row), k -> new ArrayList<>())
                            .add(new Spell<>(row.getObject("valid_from", LocalDate.class), day(row), facts.fact(row)));
                });
        Map<K, Spells<F>> histories = new HashMap<>();
        spells.forEach((key, all) -> histories.put(key, new Spells<>(all)));
        return histories;
    }

    /** The instants after this one at which something else was believed of these. */
    Set<Instant> revisedSince(Collection<K> keys, Instant instant) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                        select at from (
                            select recorded_at as at from registry.%1$s where id = any (:ids)
                            union select lower(recorded_during) from registry.%1$s_superseded where id = any (:ids)
                            union select upper(recorded_during) from registry.%1$s_superseded where id = any (:ids))
                        as revised where at > :instant
                        """.formatted(facts.table()))
                .param("ids", ids(keys))
                .param("instant", Moment.at(instant))
                .query((row, n) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .list());
    }

    /**
     * Believes another history of a subject from this instant on. The caller holds the lock of the subject's household.
     *
     * @param before as believed so far, null for a new subject
     * @throws IllegalStateException when that is not what was believed
     */
    void revise(K key, @Nullable Spells<F> before, Spells<F> after, Instant at) {
        List<Spell<F>> old = before == null ? List.of() : before.all();
        for (Spell<F> spell : old) {
            if (!after.all().contains(spell)) {
                supersede(key, spell, at);
            }
        }
        for (Spell<F> spell : after.all()) {
            if (!old.contains(spell)) {
                believe(key, spell, at);
            }
        }
    }

    private void supersede(K key, Spell<F> spell, Instant at) {
        int moved = jdbc.sql("""
                        with gone as (
                            delete from registry.%1$s where id = :id and valid_during = daterange(:from, :to)
                            returning id, valid_during, recorded_at, %2$s)
                        insert into registry.%1$s_superseded (id, valid_during, recorded_during, %2$s)
                        select id, valid_during, tstzrange(recorded_at, :at), %2$s from gone
                        """.formatted(facts.table(), columns))
                .param("id", facts.id(key))
                .param("from", spell.from())
                .param("to", spell.to())
                .param("at", Moment.at(at))
                .update();
        if (moved != 1) {
            throw new IllegalStateException(facts.table() + ": the belief to be superseded is not held");
        }
    }

    private void believe(K key, Spell<F> spell, Instant at) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(facts.id(key));
        values.add(spell.from());
        values.add(spell.to());
        values.add(Moment.at(at));
        values.addAll(facts.values(spell.fact()));
        jdbc.sql("insert into registry.%s (id, valid_during, recorded_at, %s) values (?, daterange(?, ?), ?, %s)"
                        .formatted(
                                facts.table(),
                                columns,
                                facts.columns().stream().map(c -> "?").collect(Collectors.joining(", "))))
                .params(values)
                .update();
    }

    /** One parameter, however many they are: the database prepares one statement and not one for every number. */
    private Object ids(Collection<K> keys) {
        List<Object> ids = keys.stream().map(facts::id).toList();
        return ids.getFirst() instanceof Long ? ids.toArray(Long[]::new) : ids.toArray(String[]::new);
    }

    private static @Nullable LocalDate day(ResultSet row) throws SQLException {
        return row.getObject("valid_to", LocalDate.class);
    }
}
