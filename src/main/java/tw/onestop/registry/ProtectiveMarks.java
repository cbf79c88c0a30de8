package tw.onestop.registry;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.registry.ProtectiveMark.Step;

/** 保護註記: who is hidden from whom today, and the marks themselves. */
@Component
class ProtectiveMarks {

    private final JdbcClient jdbc;
    private final Rulebook rules;
    private final Clock clock;

    ProtectiveMarks(JdbcClient jdbc, Rulebook rules, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Whom none of those may see for whom is read. It is asked by the readers alone, whoever is looked for: so the question
     * costs the same for somebody hidden and for somebody unknown.
     */
    Set<PersonId> hiddenFrom(Actor reader) {
        return reader.readers().isEmpty()
                ? Set.of()
                : hiddenFrom(reader.readers()).values().stream()
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet());
    }

    // Everybody sees themself: each reader's own id is left out of what is hidden from that reader. Who is known
    // by a number they do not bear any more is who bore it last: accounts and rosters follow no change. All readers
    // are looked up at once: one by one, for every mark anew, they once were four fifths of a query.
    private static final String HIDDEN = """
            with bearing as (
                select national_id as number, id as person from registry.person
                where national_id = any (:readers) and upper_inf(valid_during)
            ), reader as (
                select number, person from bearing
                union all
                (select distinct on (national_id) national_id, id from registry.person
                 where national_id = any (:readers) and not upper_inf(valid_during)
                   and national_id not in (select number from bearing)
                 order by national_id, upper(valid_during) desc)
            ), named as (
                select b.mark_id, b.national_id as number, r.person
                from registry.protective_mark_barred b left join reader r on r.number = b.national_id
                where b.national_id = any (:readers)
                union
                select b.mark_id, r.number, r.person
                from reader r join registry.protective_mark_barred b on b.person_id = r.person
            ), barred as (
                select m.person_id, m.scope, n.number, n.person as reader
                from named n join registry.protective_mark m on m.id = n.mark_id
                where m.lifted_at is null and m.during @> :today::date
            ), hidden as (
                select number, person_id as id from barred where person_id is distinct from reader
                union
                select b.number, s.id
                from barred b
                join registry.stay own on own.id = b.person_id and upper_inf(own.valid_during)
                join registry.household h on h.id = own.household_no and upper_inf(h.valid_during)
                join registry.stay s on s.household_no = own.household_no and upper_inf(s.valid_during)
                where own.left_on is null and (b.scope = 'HOUSEHOLD' or h.head = b.person_id)
                  and s.id is distinct from b.reader
            )
            select number, id, true as is_hidden from hidden
            """;

    /** Of each of these readers from whom anybody is hidden: whom. */
    Map<NationalId, Set<PersonId>> hiddenFrom(Set<NationalId> readers) {
        return seen(HIDDEN, List.of(), readers).hidden();
    }

    /**
     * 讀取者之所見, by number.
     *
     * @param bearers who bears a number that is asked about now
     * @param hidden of each reader from whom anybody is hidden: whom
     */
    record Seen(Map<NationalId, PersonId> bearers, Map<NationalId, Set<PersonId>> hidden) {

        /** Null as well where it is somebody whom one of those may not see for whom is read. */
        @Nullable
        PersonId bearer(NationalId number, Actor reader) {
            PersonId bearer = bearers.get(number);
            return bearer == null
                            || reader.readers().stream()
                                    .anyMatch(one ->
                                            hidden.getOrDefault(one, Set.of()).contains(bearer))
                    ? null
                    : bearer;
        }
    }

    /** Whoever bears these numbers and whoever is hidden from these readers: one question, since each costs a way there and back. */
    Seen seen(List<NationalId> numbers, Set<NationalId> readers) {
        return seen(HIDDEN + """
                union all
                select national_id, id, false from registry.person where national_id = any (:numbers) and upper_inf(valid_during)
                """, numbers, readers);
    }

    private Seen seen(String question, List<NationalId> numbers, Set<NationalId> readers) {
        Seen seen = new Seen(new HashMap<>(), new HashMap<>());
        jdbc.sql(question)
                .param("readers", numbers(readers))
                .param("numbers", numbers(numbers))
                .param("today", LocalDate.now(clock))
                .query(row -> {
                    NationalId number = new NationalId(row.getString("number"));
                    PersonId person = new PersonId(row.getLong("id"));
                    if (row.getBoolean("is_hidden")) {
                        seen.hidden()
                                .computeIfAbsent(number, _ -> new HashSet<>())
                                .add(person);
                    } else {
                        seen.bearers().put(number, person);
                    }
                });
        return seen;
    }

    /**
     * Whose address this reader, who passes it on or is an authority, is not given today: nobody's while the rule releases it.
     * A rule that reads for somebody carries out what they consented to, and their own address is theirs to give.
     */
    Set<PersonId> withheldFrom(Actor reader, Collection<PersonId> people) {
        BiPredicate<Actor, PersonId> withheld = withheldFrom(List.of(reader), people);
        return people.stream().filter(id -> withheld.test(reader, id)).collect(Collectors.toSet());
    }

    /** The same for several readers: one question, however many they are. */
    BiPredicate<Actor, PersonId> withheldFrom(List<Actor> readers, Collection<PersonId> people) {
        LocalDate today = LocalDate.now(clock);
        if (readers.stream().allMatch(reader -> isTold(reader, today))) {
            return (_, _) -> false;
        }
        Map<PersonId, NationalId> marked = new HashMap<>();
        jdbc.sql("""
                        select p.id, p.national_id
                        from registry.protective_mark m
                        join registry.person p on p.id = m.person_id and upper_inf(p.valid_during)
                        where m.person_id = any (:people) and m.lifted_at is null and m.during @> :today::date
                        """)
                .param("people", PersonId.array(people))
                .param("today", today)
                .query(row -> {
                    marked.put(new PersonId(row.getLong("id")), new NationalId(row.getString("national_id")));
                });
        return (reader, person) -> {
            NationalId number = marked.get(person);
            return number != null && !isTold(reader, today) && !reader.readers().contains(number);
        };
    }

    private boolean isTold(Actor reader, LocalDate today) {
        String rule = switch (reader.kind()) {
            case RULE -> reader.readers().isEmpty() ? "mark.release.statutory" : "mark.release.consent";
            case OFFICER, SYSTEM -> "mark.release.agency";
            case STAFF, CITIZEN -> "";
        };
        return rule.isEmpty() || rules.value(rule, today) != 0;
    }

    /**
     * Who of these bears a mark today and is told nothing by a message, which others may read and which leads to an office: nobody while
     * the rule releases it. By person, and by the number they bear.
     */
    OccasionDesk.Silent silent(Collection<PersonId> people, Collection<NationalId> numbers) {
        LocalDate today = LocalDate.now(clock);
        Set<PersonId> marked = new HashSet<>();
        Set<NationalId> bearing = new HashSet<>();
        if (rules.value("mark.release.reminder", today) == 0) {
            jdbc.sql("""
                            select m.person_id, p.national_id
                            from registry.protective_mark m
                            join registry.person p on p.id = m.person_id and upper_inf(p.valid_during)
                            where m.lifted_at is null and m.during @> :today::date
                              and (m.person_id = any (:people) or p.national_id = any (:numbers))
                            """)
                    .param("people", PersonId.array(people))
                    .param("numbers", numbers(numbers))
                    .param("today", today)
                    .query(row -> {
                        marked.add(new PersonId(row.getLong("person_id")));
                        bearing.add(new NationalId(row.getString("national_id")));
                    });
        }
        return new OccasionDesk.Silent(marked, bearing);
    }

    /** Places a mark; who is barred is kept by number and, where registered, by person. */
    ProtectiveMark.Id place(Draft draft, Actor clerk, OfficeCode office, Instant at) {
        long id = jdbc.sql("""
                        insert into registry.protective_mark
                        (person_id, scope, ground, reference, during, placed_at, placed_by, placed_office)
                        values (:person, :scope, :ground, :reference, daterange(:from, :until, '[]'), :at, :by, :office)
                        returning id
                        """)
                .param("person", draft.person().value())
                .param("scope", draft.scope().name())
                .param("ground", draft.ground().name())
                .param("reference", draft.reference())
                .param("from", draft.from())
                .param("until", draft.until(), java.sql.Types.DATE)
                .param("at", Moment.at(at))
                .param("by", clerk.id())
                .param("office", office.value())
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into registry.protective_mark_barred
                        select ?, number, (select p.id from registry.person p
                                           where p.national_id = number and upper_inf(p.valid_during))
                        from unnest(?::text[]) as numbers (number)
                        """)
                .params(
                        id,
                        draft.barred().stream()
                                .map(NationalId::value)
                                .distinct()
                                .toArray(String[]::new))
                .update();
        return new ProtectiveMark.Id(id);
    }

    /** A mark about to be placed. */
    record Draft(
            PersonId person,
            ProtectiveMark.Scope scope,
            ProtectiveMark.Ground ground,
            String reference,
            List<NationalId> barred,
            LocalDate from,
            @Nullable LocalDate until) {}

    /** 有效註記: of whom, and who is barred by it. */
    record Lasting(PersonId person, List<NationalId> barred) {}

    /** A mark that was not lifted. */
    Optional<Lasting> lasting(ProtectiveMark.Id mark) {
        return jdbc.sql("""
                        select person_id, array(select national_id from registry.protective_mark_barred b
                                                where b.mark_id = m.id order by national_id) as barred
                        from registry.protective_mark m where id = ? and lifted_at is null
                        """)
                .param(mark.value())
                .query((row, n) -> new Lasting(new PersonId(row.getLong("person_id")), numbers(row.getArray("barred"))))
                .optional();
    }

    /** Of whom it was; empty when it was lifted before, or there is none. */
    Optional<PersonId> lift(ProtectiveMark.Id mark, Step step) {
        return jdbc.sql("""
                        update registry.protective_mark
                        set lifted_at = ?, lifted_by = ?, lifted_office = ?, lifted_reason = ?
                        where id = ? and lifted_at is null
                        returning person_id
                        """)
                .params(Moment.at(step.at()), step.by(), step.office().value(), step.reason(), mark.value())
                .query((row, n) -> new PersonId(row.getLong("person_id")))
                .optional();
    }

    List<ProtectiveMark> of(PersonId person) {
        return jdbc.sql("""
                        select m.*, lower(during) as first_day, upper(during) - 1 as last_day,
                               array(select national_id from registry.protective_mark_barred b
                                     where b.mark_id = m.id order by national_id) as barred
                        from registry.protective_mark m where person_id = ? order by id desc
                        """).param(person.value()).query((row, n) -> mark(row)).list();
    }

    private static ProtectiveMark mark(ResultSet row) throws SQLException {
        return new ProtectiveMark(
                new ProtectiveMark.Id(row.getLong("id")),
                ProtectiveMark.Scope.valueOf(row.getString("scope")),
                ProtectiveMark.Ground.valueOf(row.getString("ground")),
                row.getString("reference"),
                numbers(row.getArray("barred")),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                new Step(
                        instant(row, "placed_at"),
                        row.getString("placed_by"),
                        new OfficeCode(row.getString("placed_office")),
                        ""),
                row.getObject("lifted_at") == null
                        ? null
                        : new Step(
                                instant(row, "lifted_at"),
                                row.getString("lifted_by"),
                                new OfficeCode(row.getString("lifted_office")),
                                row.getString("lifted_reason")));
    }

    private static String[] numbers(Collection<NationalId> people) {
        return people.stream().map(NationalId::value).sorted().toArray(String[]::new);
    }

    private static List<NationalId> numbers(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray()).map(NationalId::new).toList();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
