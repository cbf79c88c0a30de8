package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;

/** 戶籍簿冊: the histories of persons, of where they are registered, and of households, and who belongs to whom. */
@Component
class Books {

    /** On a day, in the words of the indexes: what stands so for good, and what stood so for a time. */
    private static final List<String> DURING = List.of(
            "upper_inf(valid_during) and valid_during @> :on::date",
            "not upper_inf(valid_during) and valid_during @> :on::date");

    /** So many are asked for at once: few enough that nobody takes the whole register for the shorter way. */
    static final int PART = 1_000;

    private static final Columns<PersonId, PersonFacts> PERSON = new Columns<>(new PersonColumns());
    private static final Columns<PersonId, Stay> STAY = new Columns<>(new Stay.Columns());
    private static final Columns<HouseholdNo, HouseholdRecord> HOUSEHOLD = new Columns<>(new HouseholdRecord.Columns());

    private final JdbcClient jdbc;
    private final Timeline<PersonId, PersonFacts> persons;
    private final Timeline<PersonId, Stay> stays;
    private final Timeline<HouseholdNo, HouseholdRecord> households;

    Books(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.persons = new Timeline<>(jdbc, PERSON.facts());
        this.stays = new Timeline<>(jdbc, STAY.facts());
        this.households = new Timeline<>(jdbc, HOUSEHOLD.facts());
    }

    /** 欄位 of a fact, in the words of a statement that asks for more than one; but {@code id} no two facts have a column of one name. */
    private record Columns<K, F>(Facts<K, F> facts) {

        String of(String row) {
            return facts.columns().stream().map(column -> row + "." + column).collect(Collectors.joining(", "));
        }

        String believed(Moment moment) {
            return moment.believed(facts.table(), String.join(", ", facts.columns()));
        }
    }

    Timeline<PersonId, PersonFacts> persons() {
        return persons;
    }

    Timeline<PersonId, Stay> stays() {
        return stays;
    }

    Timeline<HouseholdNo, HouseholdRecord> households() {
        return households;
    }

    /** Who bears the number now. */
    Optional<PersonId> bearer(NationalId id) {
        return jdbc.sql("select id from registry.person where national_id = ? and upper_inf(valid_during)")
                .param(id.value())
                .query((row, n) -> new PersonId(row.getLong("id")))
                .optional();
    }

    /** Who bears these numbers now. */
    Map<NationalId, PersonId> bearers(Collection<NationalId> numbers) {
        Map<NationalId, PersonId> bearers = new HashMap<>();
        for (List<NationalId> part : parts(numbers)) {
            jdbc.sql(
                            "select national_id, id from registry.person where national_id = any (?) and upper_inf(valid_during)")
                    .param(part.stream().map(NationalId::value).toArray(String[]::new))
                    .query(row -> {
                        bearers.put(new NationalId(row.getString("national_id")), new PersonId(row.getLong("id")));
                    });
        }
        return bearers;
    }

    private static <T> List<List<T>> parts(Collection<T> all) {
        List<T> those = List.copyOf(all);
        return IntStream.iterate(0, from -> from < those.size(), from -> from + PART)
                .mapToObj(from -> those.subList(from, Math.min(from + PART, those.size())))
                .toList();
    }

    /** Who bore the number and bears another one now. */
    List<PersonId> formerBearers(NationalId id) {
        return jdbc.sql("""
                        select distinct f.id from registry.person f
                        join registry.person p on p.id = f.id and upper_inf(p.valid_during)
                        where f.national_id = ? and not upper_inf(f.valid_during) and p.national_id <> f.national_id
                        """)
                .param(id.value())
                .query((row, n) -> new PersonId(row.getLong("id")))
                .list();
    }

    /** Who is registered in a household on a day from here to the moment, present or not. */
    Set<PersonId> residents(HouseholdNo no, LocalDate from, Moment moment) {
        return new LinkedHashSet<>(jdbc.sql("""
                        select distinct id from %s as believed
                        where household_no = :no and valid_during && daterange(:from::date, :on::date, '[]') order by id
                        """.formatted(moment.believed("stay", "household_no")))
                .param("no", no.value())
                .param("from", from)
                .params(moment.parameters())
                .query((row, n) -> new PersonId(row.getLong("id")))
                .list());
    }

    /**
     * 個人與其戶: what holds of somebody.
     *
     * @param household where they stay
     */
    record Entry(PersonFacts person, Stay stay, HouseholdRecord household) {}

    /** Who is registered at the moment of these, with their stay and household: one question, since each costs a way there and back. */
    Map<PersonId, Entry> entries(Collection<PersonId> ids, Moment moment) {
        Map<PersonId, Entry> found = new HashMap<>();
        parts(ids).forEach(part -> entries(part, moment, found));
        return found;
    }

    private void entries(List<PersonId> ids, Moment moment, Map<PersonId, Entry> found) {
        jdbc.sql("""
                        select p.id, %s, %s, %s
                        from %s as p
                        join %s as s on s.id = p.id and %s
                        join %s as h on h.id = s.household_no and %s
                        where p.id = any (:ids) and %s
                        """.formatted(
                                PERSON.of("p"),
                                STAY.of("s"),
                                HOUSEHOLD.of("h"),
                                PERSON.believed(moment),
                                STAY.believed(moment),
                                Moment.holds("s", ":on::date"),
                                HOUSEHOLD.believed(moment),
                                Moment.holds("h", ":on::date"),
                                Moment.holds("p", ":on::date")))
                .param("ids", PersonId.array(ids))
                .params(moment.parameters())
                .query(row -> {
                    found.put(
                            PERSON.facts().key(row),
                            new Entry(
                                    PERSON.facts().fact(row),
                                    STAY.facts().fact(row),
                                    HOUSEHOLD.facts().fact(row)));
                });
    }

    /**
     * 戶籍資料頁: a household's record.
     *
     * @param closedOn when it was closed, or the one that stands will be; null when it will not. That its door will be called otherwise
     *     closes no record
     * @param version how many times something was recorded about the household
     */
    record Page(HouseholdRecord record, @Nullable LocalDate closedOn, long version) {

        /** A removed record shows who was in it when it ended, as they then were. */
        LocalDate shownOn(LocalDate day) {
            return record.closed() && closedOn != null ? closedOn : day;
        }
    }

    /** The record that stands at the moment. */
    Optional<Page> page(HouseholdNo no, Moment moment) {
        String believed = HOUSEHOLD.believed(moment);
        return jdbc.sql("""
                        select %s, coalesce((select version from registry.household_anchor where no = h.id), 0) as version,
                               (select min(lower(n.valid_during)) from %s as n
                                where n.id = h.id
                                  and case when h.closed then n.closed
                                      else lower(n.valid_during) > :on::date and (n.closed or n.record_no <> h.record_no) end)
                               as closed_on
                        from %s as h where h.id = :no and %s
                        """.formatted(HOUSEHOLD.of("h"), believed, believed, Moment.holds("h", ":on::date")))
                .param("no", no.value())
                .params(moment.parameters())
                .query((row, n) -> new Page(
                        HOUSEHOLD.facts().fact(row),
                        row.getObject("closed_on", LocalDate.class),
                        row.getLong("version")))
                .optional();
    }

    /** Who is registered in these households by the last that is believed, also of days to come. */
    Set<PersonId> lastResidents(Collection<HouseholdNo> households) {
        if (households.isEmpty()) {
            return Set.of();
        }
        return new LinkedHashSet<>(jdbc.sql("""
                        select id from registry.stay
                        where household_no = any (:nos) and upper_inf(valid_during) order by id
                        """)
                .param("nos", households.stream().map(HouseholdNo::value).toArray(String[]::new))
                .query((row, n) -> new PersonId(row.getLong("id")))
                .list());
    }

    Set<PersonId> children(PersonId parent) {
        return childrenOf(List.of(parent)).getOrDefault(parent, Set.of());
    }

    /** The children of each, by birth or by adoption, by the last that is believed. */
    Map<PersonId, Set<PersonId>> childrenOf(Collection<PersonId> parents) {
        return childrenOf(parents, Map.of(), "upper_inf(valid_during)");
    }

    /** The same on a day. */
    Map<PersonId, Set<PersonId>> childrenOf(Collection<PersonId> parents, LocalDate on) {
        return childrenOf(parents, Map.of("on", on), DURING.toArray(String[]::new));
    }

    private Map<PersonId, Set<PersonId>> childrenOf(
            Collection<PersonId> parents, Map<String, Object> parameters, String... during) {
        Map<PersonId, Set<PersonId>> children = new HashMap<>();
        if (parents.isEmpty()) {
            return children;
        }
        jdbc.sql(Stream.of("father_id", "mother_id", "adoptive_father_id", "adoptive_mother_id")
                        .flatMap(parent -> Stream.of(during)
                                .map(time ->
                                        "select %1$s as parent, id from registry.person where %1$s = any (:ids) and %2$s"
                                                .formatted(parent, time)))
                        .collect(Collectors.joining(" union all ", "select * from (", ") as c order by id")))
                .param("ids", PersonId.array(parents))
                .params(parameters)
                .query(row -> {
                    children.computeIfAbsent(new PersonId(row.getLong("parent")), parent -> new LinkedHashSet<>())
                            .add(new PersonId(row.getLong("id")));
                });
        return children;
    }

    /** These, and whoever is or was their spouse by what is believed now. */
    Set<PersonId> withSpouses(Collection<PersonId> people) {
        Set<PersonId> all = new LinkedHashSet<>(people);
        for (List<PersonId> part : parts(people)) {
            all.addAll(jdbc.sql(
                            "select distinct spouse_id from registry.person where id = any (?) and spouse_id is not null")
                    .param(PersonId.array(part))
                    .query((row, n) -> new PersonId(row.getLong("spouse_id")))
                    .list());
        }
        return all;
    }

    /**
     * Everybody to whom a way of blood or adoption leads on a day in so many steps, first up and then down, and in how many.
     *
     * @param past whom no way leads through
     */
    Map<PersonId, Integer> bloodline(Collection<PersonId> of, int steps, LocalDate on, Set<PersonId> past) {
        Map<PersonId, Integer> found = new HashMap<>();
        jdbc.sql("""
                        with recursive way (id, climbing, steps) as (
                            select id, true, 0 from unnest(:of) as these (id)
                            union
                            select next.id, next.climbing, w.steps + 1
                            from way w cross join lateral (
                                select unnest(array[father_id, mother_id, adoptive_father_id, adoptive_mother_id]) as id,
                                       true as climbing
                                from registry.person where id = w.id and w.climbing and %s
                                union all %s) as next
                            where w.steps < :steps and next.id <> all (:past))
                        select id, min(steps) as steps from way group by id
                        """.formatted(
                        Moment.holds("person", ":on::date"),
                        Stream.of("father_id", "mother_id", "adoptive_father_id", "adoptive_mother_id")
                                .flatMap(parent -> DURING.stream()
                                        .map(time -> "select id, false from registry.person where %s = w.id and %s"
                                                .formatted(parent, time)))
                                .collect(Collectors.joining(" union all "))))
                .param("of", PersonId.array(of))
                .param("steps", steps)
                .param("on", on)
                .param("past", PersonId.array(past))
                .query(row -> {
                    found.put(new PersonId(row.getLong("id")), row.getInt("steps"));
                });
        return found;
    }

    /** Asked in the words of the indexes: a number in use, one left behind, one that is no longer believed. */
    boolean isTaken(NationalId number) {
        return jdbc.sql("""
                        select exists (select from registry.person where national_id = :number and upper_inf(valid_during))
                            or exists (select from registry.person
                                       where national_id = :number and not upper_inf(valid_during))
                            or exists (select from registry.person_superseded where national_id = :number)
                        """)
                .param("number", number.value())
                .query(Boolean.class)
                .single();
    }

    /** Numbers that exist or ever existed. */
    boolean isTaken(HouseholdNo no) {
        return jdbc.sql("select exists (select from registry.household_anchor where no = ?)")
                .param(no.value())
                .query(Boolean.class)
                .single();
    }
}
