package tw.onestop.agency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.During;
import tw.onestop.kernel.OfficeCode;

/** The tables of the directory. */
@Repository
class Agencies {

    private final JdbcClient jdbc;

    Agencies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row and the days it holds. */
    record Dated<T>(T value, During during) {}

    Snapshot snapshot() {
        Map<AgencyCode, Agency> agencies = new LinkedHashMap<>();
        jdbc.sql("select * from agency.agency order by shown_order, code")
                .query(Agencies::agency)
                .list()
                .forEach(agency -> agencies.put(agency.code(), agency));
        Map<OfficeCode, Office> offices = new LinkedHashMap<>();
        jdbc.sql("select * from agency.office order by code")
                .query(Agencies::office)
                .list()
                .forEach(office -> offices.put(office.code(), office));
        return new Snapshot(agencies, capabilities(), duties(), offices, areas(), covered(), contacts());
    }

    Optional<Client> client(String clientId) {
        return jdbc.sql("select * from agency.client where client_id = ?")
                .param(clientId)
                .query((row, number) -> new Client(
                        row.getString("client_id"),
                        new AgencyCode(row.getString("agency")),
                        row.getString("public_jwk_set"),
                        row.getBoolean("rehearsing")))
                .optional();
    }

    /** What only rehearses never comes to work by this, nor the other way round; nor does one agency take another's id. */
    void enrol(Client client, Instant at) {
        int enrolled = jdbc.sql("""
                insert into agency.client (client_id, agency, public_jwk_set, enrolled_at, rehearsing)
                values (?, ?, ?, ?, ?)
                on conflict (client_id) do update
                set public_jwk_set = excluded.public_jwk_set, enrolled_at = excluded.enrolled_at
                where client.rehearsing = excluded.rehearsing and client.agency = excluded.agency
                """)
                .params(
                        client.clientId(),
                        client.agency().value(),
                        client.publicJwkSet(),
                        at.atOffset(ZoneOffset.UTC),
                        client.rehearsing())
                .update();
        if (enrolled == 0) {
            throw new IllegalArgumentException(
                    "a client is one agency's, and rehearses or works: " + client.clientId());
        }
    }

    Optional<Agency.Door> door(AgencyCode agency) {
        return jdbc.sql("select door from agency.agency where code = ?")
                .param(agency.value())
                .query((row, n) -> Agency.Door.valueOf(row.getString(1)))
                .optional();
    }

    void chooseDoor(AgencyCode agency, Agency.Door door) {
        int changed = jdbc.sql("update agency.agency set door = ? where code = ?")
                .params(door.name(), agency.value())
                .update();
        if (changed == 0) {
            throw new IllegalArgumentException("no agency " + agency);
        }
    }

    /** All there ever were, as the counter orders them. */
    List<Dated<Capability>> capabilities() {
        return some("");
    }

    /** The same of one agency. */
    List<Dated<Capability>> capabilities(AgencyCode agency) {
        return some(agency.value());
    }

    /**
     * @param agency {@code ""} for all
     */
    private List<Dated<Capability>> some(String agency) {
        Map<String, Capability.ExtraKey> keys = new HashMap<>();
        jdbc.sql("select * from agency.extra_key where :agency in ('', agency)")
                .param("agency", agency)
                .query(row -> {
                    keys.put(row.getString("agency") + " " + row.getString("name"), extraKey(row));
                });
        return jdbc.sql("""
                select c.*, lower(valid_during) as valid_from, upper(valid_during) as valid_until
                from agency.capability c join agency.agency a on a.code = c.agency
                where :agency in ('', c.agency)
                order by a.shown_order, a.code, array_position(
                    array['NAME', 'UIN', 'BIRTH_DATE', 'ADDRESS', 'HEAD', 'DEATH', 'MARITAL'], change)
                """)
                .param("agency", agency)
                .query((row, number) -> new Dated<>(capability(row, keys), during(row)))
                .list();
    }

    private Map<Snapshot.Duty, List<Dated<AgencyCode>>> duties() {
        Map<Snapshot.Duty, List<Dated<AgencyCode>>> duties = new HashMap<>();
        jdbc.sql("""
                select r.*, lower(valid_during) as valid_from, upper(valid_during) as valid_until
                from agency.responsibility r
                """).query(row -> {
            Snapshot.Duty duty = new Snapshot.Duty(
                    Responsibility.valueOf(row.getString("responsibility")), row.getString("township_code"));
            duties.computeIfAbsent(duty, none -> new ArrayList<>())
                    .add(new Dated<>(new AgencyCode(row.getString("agency")), during(row)));
        });
        return duties;
    }

    private Map<String, Coverage.Area> areas() {
        Map<String, Coverage.Area> areas = new LinkedHashMap<>();
        jdbc.sql("""
                select distinct left(code, 5) as code, county as name from agency.township
                union all
                select code, county || name from agency.township
                order by code
                """)
                .query((row, number) -> new Coverage.Area(row.getString("code"), row.getString("name")))
                .list()
                .forEach(area -> areas.put(area.code(), area));
        return areas;
    }

    private Map<AgencyCode, List<Dated<String>>> covered() {
        Map<AgencyCode, List<Dated<String>>> covered = new HashMap<>();
        jdbc.sql("""
                select c.*, lower(valid_during) as valid_from, upper(valid_during) as valid_until
                from agency.coverage c order by area
                """).query(row -> {
            covered.computeIfAbsent(new AgencyCode(row.getString("agency")), none -> new ArrayList<>())
                    .add(new Dated<>(row.getString("area"), during(row)));
        });
        return covered;
    }

    private Map<AgencyCode, List<Dated<Agency.Contact>>> contacts() {
        Map<AgencyCode, List<Dated<Agency.Contact>>> contacts = new HashMap<>();
        jdbc.sql("""
                select c.*, lower(valid_during) as valid_from, upper(valid_during) as valid_until from agency.contact c
                """).query(row -> {
            contacts.computeIfAbsent(new AgencyCode(row.getString("agency")), none -> new ArrayList<>())
                    .add(new Dated<>(
                            new Agency.Contact(row.getString("unit"), row.getString("phone"), row.getString("hours")),
                            during(row)));
        });
        return contacts;
    }

    private static Agency agency(ResultSet row, int number) throws SQLException {
        return new Agency(
                new AgencyCode(row.getString("code")),
                row.getString("name"),
                row.getString("name_en"),
                Agency.Kind.valueOf(row.getString("kind")),
                new Agency.Contact(
                        row.getString("contact_unit"), row.getString("contact_phone"), row.getString("contact_hours")),
                row.getInt("promised_days"),
                row.getBoolean("auto_replies"),
                Agency.Door.valueOf(row.getString("door")),
                row.getString("township_code"),
                Agency.Body.valueOf(row.getString("body")));
    }

    private static Office office(ResultSet row, int number) throws SQLException {
        return new Office(
                new OfficeCode(row.getString("code")),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("phone"),
                row.getString("address"));
    }

    static Capability.ExtraKey extraKey(ResultSet row) throws SQLException {
        return new Capability.ExtraKey(
                row.getString("name"),
                row.getString("label"),
                row.getString("label_en"),
                row.getString("pattern"),
                row.getString("example"));
    }

    private static Capability capability(ResultSet row, Map<String, Capability.ExtraKey> keys) throws SQLException {
        String agency = row.getString("agency");
        List<Capability.ExtraKey> wanted = Arrays.stream(
                        (String[]) row.getArray("extra_keys").getArray())
                .map(name -> key(keys, agency, name))
                .toList();
        return new Capability(
                new AgencyCode(agency),
                ChangeType.valueOf(row.getString("change")),
                wanted,
                row.getString("note"),
                row.getString("note_en"),
                row.getString("source"));
    }

    private static Capability.ExtraKey key(Map<String, Capability.ExtraKey> keys, String agency, String name) {
        Capability.ExtraKey key = keys.get(agency + " " + name);
        if (key == null) {
            throw new IllegalStateException("the directory names no key " + name + " of " + agency);
        }
        return key;
    }

    static During during(ResultSet row) throws SQLException {
        return new During(row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class));
    }
}
