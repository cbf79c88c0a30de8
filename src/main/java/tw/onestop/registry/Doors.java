package tw.onestop.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;

/** 門牌: the households at the doors of a street, asked and given other addresses by statements over all of them. */
@Component
class Doors {

    private static final String RENUMBER = sql();

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Doors(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private static String sql() {
        try {
            return new ClassPathResource("registry/renumber.sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * 住宅: one address with the households that stand there.
     *
     * @param persons all who are present; {@code seen} of them those the reader may see
     */
    record Dwelling(Address address, List<HouseholdNo> households, int persons, int seen) {

        /** As the reader may see it: nothing of a door where they may see nobody (保護註記). */
        RenumberingDesk.Door shown(Address before, Address after) {
            boolean masked = persons > 0 && seen == 0;
            return new RenumberingDesk.Door(
                    masked ? Address.withheld() : before, masked ? Address.withheld() : after, households.size(), seen);
        }
    }

    /** A household's address before and after. */
    record Change(HouseholdNo household, Address before, Address after) {}

    private static final String DWELLINGS = """
            select h.village_code, h.county, h.township, h.village, h.neighbourhood, h.street,
                   array_agg(distinct h.id order by h.id) as households, count(distinct s.id) as persons,
                   count(distinct s.id) filter (where s.id <> all (:hidden)) as seen
            from registry.household h
            left join registry.stay s on s.household_no = h.id and upper_inf(s.valid_during) and s.left_on is null
            where %s
            group by 1, 2, 3, 4, 5, 6
            order by 1, 5, 6
            """;

    // Both are asked in the words of the indexes, which know who stands for good and who for a time apart.

    /** Open households of a village whose street begins so, as they stand on a day. */
    List<Dwelling> dwellings(String villageCode, String street, LocalDate on, Set<PersonId> hidden) {
        return jdbc.sql(DWELLINGS.formatted("""
                        h.id in (select x.id from registry.household x
                                 where left(x.village_code, 8) = left(:village, 8) and x.street_folded like :pattern
                                   and upper_inf(x.valid_during) and not x.closed
                                 union
                                 select x.id from registry.household x
                                 where left(x.village_code, 8) = left(:village, 8) and x.street_folded like :pattern
                                   and not upper_inf(x.valid_during))
                        and h.village_code = :village and h.street_folded like :pattern and not h.closed
                        and h.valid_during @> :on::date
                        """))
                .param("village", villageCode)
                .param("pattern", AddressText.foldStreet(street) + "%")
                .param("on", on)
                .param("hidden", PersonId.array(hidden))
                .query((row, n) -> dwelling(row))
                .list();
    }

    /** Whoever stands, or stood for a time, at exactly these addresses from a day on; removed households too. */
    List<Dwelling> standing(Collection<Address> addresses, LocalDate from, Set<PersonId> hidden) {
        String there = """
                h.id in (select x.id from registry.household x
                         where upper_inf(x.valid_during) and not x.closed and (left(x.village_code, 8), x.street_folded) in
                             (select left(village, 8), folded
                              from unnest(:villages::text[], :folded::text[]) as d (village, folded))
                         union
                         select x.id from registry.household x
                         where not upper_inf(x.valid_during) and (left(x.village_code, 8), x.street_folded) in
                             (select left(village, 8), folded
                              from unnest(:villages::text[], :folded::text[]) as d (village, folded)))
                and (h.village_code, h.neighbourhood, h.street) in
                    (select village, neighbourhood, street
                     from unnest(:villages::text[], :neighbourhoods::int[], :streets::text[])
                         as d (village, neighbourhood, street))
                and (upper_inf(h.valid_during) or upper(h.valid_during) > :from::date)
                """;
        return jdbc.sql(DWELLINGS.formatted(there))
                .params(columns("", addresses))
                .param("from", from)
                .param("hidden", PersonId.array(hidden))
                .query((row, n) -> dwelling(row))
                .list();
    }

    /** Open households at these doors, whichever neighbourhood they are counted to, without some. */
    List<Address> takenBy(Collection<Address> addresses, Collection<HouseholdNo> without) {
        return jdbc.sql("""
                        select distinct village_code, county, township, village, neighbourhood, street
                        from registry.household h
                        where (left(village_code, 8), street_folded) in
                                  (select left(village, 8), folded
                                   from unnest(:villages::text[], :folded::text[]) as d (village, folded))
                          and (village_code, street_folded) in
                                  (select village, folded
                                   from unnest(:villages::text[], :folded::text[]) as d (village, folded))
                          and upper_inf(valid_during) and not closed and id <> all (:without)
                        """)
                .params(columns("", addresses))
                .param("without", numbers(without))
                .query((row, n) -> address(row))
                .list();
    }

    private static Dwelling dwelling(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Dwelling(
                address(row),
                Arrays.stream((String[]) row.getArray("households").getArray())
                        .map(HouseholdNo::new)
                        .toList(),
                row.getInt("persons"),
                row.getInt("seen"));
    }

    private static Address address(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Address(
                row.getString("village_code"),
                row.getString("county"),
                row.getString("township"),
                row.getString("village"),
                row.getInt("neighbourhood"),
                row.getString("street"));
    }

    /** From a day on these households stand at the other door. The caller holds their locks. */
    void renumber(List<Change> changes, LocalDate from, Instant at, boolean closedToo) {
        List<Address> before = changes.stream().map(Change::before).toList();
        List<Address> after = changes.stream().map(Change::after).toList();
        jdbc.sql(RENUMBER)
                .param("ids", numbers(changes.stream().map(Change::household).toList()))
                .param("oldVillages", texts(before, Address::villageCode))
                .param(
                        "oldNeighbourhoods",
                        before.stream().map(Address::neighbourhood).toArray(Integer[]::new))
                .param("oldStreets", texts(before, Address::street))
                .params(columns("", after))
                .param("counties", texts(after, Address::county))
                .param("townships", texts(after, Address::township))
                .param("names", texts(after, Address::village))
                .param("from", from)
                .param("at", Moment.at(at))
                .param("closedToo", closedToo)
                .update();
    }

    /** What is annotated to everybody present in some households. */
    record Note(
            RegistrationId registration,
            RegistrationKind kind,
            Rulebook.Template template,
            LocalDate eventDate,
            LocalDate filedOn,
            Instant at) {}

    /** @param parameters of the template, for each household */
    void annotate(Note note, Map<HouseholdNo, Map<String, String>> parameters) {
        List<String> texts = new ArrayList<>();
        List<String> filled = new ArrayList<>();
        parameters.values().forEach(p -> {
            texts.add(note.template().fill(p));
            filled.add(json.writeValueAsString(p));
        });
        jdbc.sql("""
                        insert into registry.annotation
                        (registration_id, person_id, ordinal, event_date, filed_on, recorded_at, kind,
                         template, template_version, parameters, text)
                        select :id, s.id, 0, :eventDate::date, :filedOn::date, :at, :kind, :template, :version,
                               d.parameters, d.text
                        from unnest(:households::text[], :parameters::jsonb[], :texts::text[])
                            as d (household, parameters, text)
                        join registry.stay s on s.household_no = d.household and upper_inf(s.valid_during)
                            and s.left_on is null
                        """)
                .param("id", note.registration().value())
                .param("eventDate", note.eventDate())
                .param("filedOn", note.filedOn())
                .param("at", Moment.at(note.at()))
                .param("kind", note.kind().name())
                .param("template", note.template().code())
                .param("version", note.template().version())
                .param("households", numbers(parameters.keySet()))
                .param("parameters", filled.toArray(String[]::new))
                .param("texts", texts.toArray(String[]::new))
                .update();
    }

    /** The numbers of everybody present in these households, for the trail. */
    List<NationalId> bearers(Collection<HouseholdNo> households) {
        return jdbc.sql("""
                        select p.national_id from registry.stay s
                        join registry.person p on p.id = s.id and upper_inf(p.valid_during)
                        where s.household_no = any (:households) and upper_inf(s.valid_during) and s.left_on is null
                        order by s.id
                        """)
                .param("households", numbers(households))
                .query((row, n) -> new NationalId(row.getString("national_id")))
                .list();
    }

    static String[] numbers(Collection<HouseholdNo> households) {
        return households.stream().map(HouseholdNo::value).toArray(String[]::new);
    }

    /** Addresses as arrays: {@code villages, neighbourhoods, streets, folded}, each name begun with the prefix. */
    static Map<String, Object> columns(String prefix, Collection<Address> addresses) {
        return Map.of(
                prefix + "villages", texts(addresses, Address::villageCode),
                prefix + "neighbourhoods",
                        addresses.stream().map(Address::neighbourhood).toArray(Integer[]::new),
                prefix + "streets", texts(addresses, Address::street),
                prefix + "folded", texts(addresses, a -> AddressText.foldStreet(a.street())));
    }

    private static String[] texts(Collection<Address> addresses, Function<Address, String> column) {
        return addresses.stream().map(column).toArray(String[]::new);
    }
}
