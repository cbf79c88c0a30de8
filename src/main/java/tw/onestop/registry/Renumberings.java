package tw.onestop.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.OfficeCode;

/** 門牌整編紀錄: the acts, the rule of each and the doors it changed. Nothing of them is ever deleted. */
@Component
class Renumberings {

    private static final String STANDS =
            "not exists (select from registry.revocation v where v.registration_id = r.id and v.taken_back_by is null)";

    private static final String SELECT = """
            select r.id, coalesce(o.proposed_by, '') as prepared_by, g.kind, r.reference, r.effective, g.office, g.recorded_at, g.recorded_by, r.street,
                   (select count(*) from registry.registration_household t where t.registration_id = r.id) as households,
                   (select x.filed_on from registry.revocation v join registry.registration x on x.id = v.revoked_by
                    where v.registration_id = r.id and v.taken_back_by is null) as revoked_on,
                   t.reason, t.proposed_at, t.proposed_by, coalesce(t.decided_by, '') as decided_by, t.sent_back
            from registry.renumbering r join registry.registration g on g.id = r.id
            left join registry.renumbering_proposal o on o.renumbering = r.id
            left join lateral (select * from registry.renumbering_takeback x
                               where x.renumbering = r.id order by x.proposed_at desc limit 1) t on true
            where left(g.office, 5) = left(:office, 5) and %s
            order by r.id desc
            """;

    private final JdbcClient jdbc;
    private final Villages villages;

    Renumberings(JdbcClient jdbc, Villages villages) {
        this.jdbc = jdbc;
        this.villages = villages;
    }

    /** Nobody else renumbers, and nobody comes to another address, until the transaction has ended. */
    void hold() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('registry.renumbering'))")
                .query((row, n) -> n)
                .list();
    }

    /** Nobody renumbers until the transaction has ended; taken before any household is locked, as they take it. */
    void holdOff() {
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtext('registry.renumbering'))")
                .query((row, n) -> n)
                .list();
    }

    /** 現行整編: what holds of old doors. */
    record Standing(LocalDate effective, Instant recordedAt, DoorRule rule) {

        /** Whoever stood at an old door on the eve, and on the day by the same stay, stands at the new one from the day on. */
        Spells<HouseholdRecord> apply(Spells<HouseholdRecord> history) {
            HouseholdRecord eve = history.at(effective.minusDays(1)).orElse(null);
            HouseholdRecord day = history.at(effective).orElse(null);
            if (eve == null || day == null || day.closed() || !sameStay(eve, day)) {
                return history;
            }
            return rule.apply(day.address())
                    .map(to -> history.change(effective, h -> sameStay(h, day) ? h.renumbered(to) : h))
                    .orElse(history);
        }

        private static boolean sameStay(HouseholdRecord one, HouseholdRecord other) {
            return one.address().equals(other.address()) && one.addressSince().equals(other.addressSince());
        }
    }

    /** For one case, which asks of the same villages more than once: what was answered is not asked again. */
    final class Once {

        private final Map<Set<String>, List<Standing>> answered = new HashMap<>();

        List<Standing> standing(Collection<String> villageCodes) {
            return villageCodes.isEmpty()
                    ? List.of()
                    : answered.computeIfAbsent(Set.copyOf(villageCodes), Renumberings.this::standing);
        }
    }

    Once once() {
        return new Once();
    }

    /** Acts that stand about doors of these villages, in the order in which they take effect. */
    List<Standing> standing(Collection<String> villageCodes) {
        return jdbc.sql("""
                        select r.*, g.recorded_at from registry.renumbering r
                        join registry.registration g on g.id = r.id
                        where r.village_code = any (:villages) and %s
                        order by r.effective, r.id
                        """.formatted(STANDS))
                .param("villages", villageCodes.stream().distinct().toArray(String[]::new))
                .query((row, n) -> standing(row))
                .list();
    }

    private Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getObject("effective", LocalDate.class),
                instant(row),
                new DoorRule(
                        row.getString("village_code"),
                        row.getObject("neighbourhood", Integer.class),
                        row.getString("street"),
                        villages.village(row.getString("new_village_code")).orElseThrow(),
                        row.getObject("new_neighbourhood", Integer.class),
                        row.getString("new_street"),
                        pairs(row)));
    }

    private static Map<String, String> pairs(ResultSet row) throws SQLException {
        String[] olds = (String[]) row.getArray("old_numbers").getArray();
        String[] news = (String[]) row.getArray("new_numbers").getArray();
        return IntStream.range(0, olds.length).boxed().collect(Collectors.toMap(i -> olds[i], i -> news[i]));
    }

    /** Histories as these acts leave them. */
    static Spells<HouseholdRecord> apply(List<Standing> acts, Spells<HouseholdRecord> history) {
        Spells<HouseholdRecord> renumbered = history;
        for (Standing act : acts) {
            renumbered = act.apply(renumbered);
        }
        return renumbered;
    }

    /** Standing acts that touch these doors, as old or as new ones, and are yet to take effect, or follow upon another. */
    Map<String, LocalDate> about(Collection<Address> addresses, LocalDate after, RegistrationId later) {
        Map<String, LocalDate> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select distinct r.reference, r.effective from registry.renumbering r
                        join registry.renumbered_door d on d.renumbering_id = r.id
                        join unnest(:villages::text[], :folded::text[]) as a (village, folded)
                          on (a.village, a.folded) in ((d.village_code, d.street_folded),
                                                       (d.new_village_code, d.new_street_folded))
                        where r.effective > :after and r.id > :later and %s
                        order by r.effective
                        """.formatted(STANDS))
                .params(Doors.columns("", addresses))
                .param("after", after)
                .param("later", later.value())
                .query(row -> {
                    found.put(row.getString("reference"), row.getObject("effective", LocalDate.class));
                });
        return found;
    }

    void write(RegistrationId id, String reference, LocalDate effective, DoorRule rule, Map<Address, Address> doors) {
        List<String> olds = List.copyOf(rule.numbers().keySet());
        jdbc.sql("insert into registry.renumbering values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id.value(),
                        reference,
                        effective,
                        rule.villageCode(),
                        rule.neighbourhood(),
                        rule.street(),
                        rule.to().code(),
                        rule.newNeighbourhood(),
                        rule.newStreet(),
                        olds.toArray(String[]::new),
                        olds.stream().map(rule.numbers()::get).toArray(String[]::new)))
                .update();
        jdbc.sql("""
                        insert into registry.renumbered_door
                        select :id, line, o, n, s, f, ov, nn, ns, nf
                        from unnest(:villages::text[], :neighbourhoods::int[], :streets::text[], :folded::text[],
                                    :newvillages::text[], :newneighbourhoods::int[], :newstreets::text[], :newfolded::text[])
                             with ordinality as d (o, n, s, f, ov, nn, ns, nf, line)
                        """)
                .param("id", id.value())
                .params(Doors.columns("", doors.keySet()))
                .params(Doors.columns("new", doors.values()))
                .update();
    }

    /** The doors of an act, before and after. */
    Map<Address, Address> doors(RegistrationId id) {
        Map<Address, Address> doors = new LinkedHashMap<>();
        jdbc.sql("select * from registry.renumbered_door where renumbering_id = ? order by ordinal")
                .param(id.value())
                .query(row -> {
                    doors.put(
                            address(
                                    row.getString("village_code"),
                                    row.getInt("neighbourhood"),
                                    row.getString("street")),
                            address(
                                    row.getString("new_village_code"),
                                    row.getInt("new_neighbourhood"),
                                    row.getString("new_street")));
                });
        return doors;
    }

    private Address address(String villageCode, int neighbourhood, String street) {
        Village v = villages.village(villageCode).orElseThrow();
        return new Address(v.code(), v.county(), v.township(), v.name(), neighbourhood, street);
    }

    /** 撤銷: the registration by which an act was taken back. */
    void takenBack(RegistrationId id, RegistrationId by) {
        jdbc.sql("insert into registry.revocation (registration_id, revoked_by) values (?, ?)")
                .params(id.value(), by.value())
                .update();
    }

    List<Renumbering> of(OfficeCode office) {
        String waits = "t.proposed_by is not null and t.decided_by is null and " + STANDS;
        return jdbc.sql(SELECT.formatted("(g.office = :office or %s)".formatted(waits)))
                .param("office", office.value())
                .query((row, n) -> renumbering(row))
                .list();
    }

    Optional<Renumbering> of(OfficeCode office, RegistrationId id) {
        return jdbc.sql(SELECT.formatted("r.id = :id"))
                .param("office", office.value())
                .param("id", id.value())
                .query((row, n) -> renumbering(row))
                .optional();
    }

    private static Renumbering renumbering(ResultSet row) throws SQLException {
        return new Renumbering(
                new RegistrationId(row.getLong("id")),
                RegistrationKind.valueOf(row.getString("kind")),
                row.getString("reference"),
                row.getObject("effective", LocalDate.class),
                new OfficeCode(row.getString("office")),
                instant(row),
                row.getString("recorded_by"),
                row.getString("prepared_by"),
                row.getString("street"),
                row.getInt("households"),
                List.of(),
                row.getObject("revoked_on", LocalDate.class),
                takeback(row));
    }

    private static Renumbering.@Nullable Takeback takeback(ResultSet row) throws SQLException {
        boolean none = row.getString("proposed_by") == null || row.getObject("revoked_on") != null;
        return none
                ? null
                : new Renumbering.Takeback(
                        row.getString("reason"),
                        row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                        row.getString("proposed_by"),
                        row.getString("decided_by"),
                        row.getString("sent_back"));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("recorded_at", OffsetDateTime.class).toInstant();
    }
}
