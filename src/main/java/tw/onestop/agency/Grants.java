package tw.onestop.agency;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.During;
import tw.onestop.kernel.NationalId;
import tw.onestop.trust.TrustDesk;

/** 連結授權, kept in memory for half a minute and written through. */
@Component
class Grants implements GrantDesk {

    private static final String GRANTS =
            "select p.*, lower(valid_during) as first_day, upper(valid_during) - 1 as last_day from agency.purpose p";

    /** One that is suspended goes on with the same people. */
    private static final String STANDS = "(ended_at is null or ended_reason = '%s')".formatted(Grant.SUSPENDED);

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final AuditDesk audit;
    private final Clock clock;
    private final Copied<Granted> granted;

    Grants(JdbcClient jdbc, TrustDesk trust, AuditDesk audit, Clock clock) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
        this.granted = new Copied<>(() -> new Granted(readGrants(), readRoster(), readOfficers()));
    }

    /** Grants by purpose, and who is on the rosters. */
    private record Granted(
            Map<String, Grant> grants, Map<Named, List<Naming>> roster, Map<String, Set<String>> officers) {}

    private record Named(AgencyCode agency, String userId) {}

    private record Naming(NationalId number, During during) {}

    @Override
    public Optional<Grant> grant(AgencyCode agency, String purposeId) {
        return Optional.ofNullable(granted.present().grants().get(purposeId))
                .filter(grant -> grant.agency().equals(agency));
    }

    @Override
    public Optional<Grant> stored(AgencyCode agency, String purposeId) {
        return jdbc.sql(GRANTS + " where p.id = ? and p.agency = ?")
                .params(purposeId, agency.value())
                .query((row, number) -> grant(row))
                .optional();
    }

    @Override
    public List<Grant> grants(AgencyCode agency) {
        return granted.present().grants().values().stream()
                .filter(grant -> grant.agency().equals(agency))
                .sorted(Comparator.comparing(Grant::name))
                .toList();
    }

    @Override
    public Optional<NationalId> onRoster(AgencyCode agency, String userId) {
        LocalDate today = LocalDate.now(clock);
        return granted.present().roster().getOrDefault(new Named(agency, userId), List.of()).stream()
                .filter(naming -> naming.during().contains(today))
                .map(Naming::number)
                .findFirst();
    }

    @Override
    public Set<NationalId> namedOn(AgencyCode agency, String userId, LocalDate on) {
        // Whose naming ended on the day is on it until the day before.
        return jdbc
                .sql("""
                        select number_sealed from agency.roster
                         where agency = :agency and user_id = :user and valid_during && daterange(:before, :day, '[]')
                        union all
                        select number_sealed from agency.roster_within_day
                         where agency = :agency and user_id = :user and day = :day
                        """)
                .param("agency", agency.value())
                .param("user", userId)
                .param("before", on.minusDays(1))
                .param("day", on)
                .query(byte[].class)
                .list()
                .stream()
                .map(number -> new NationalId(new String(trust.open(number), StandardCharsets.US_ASCII)))
                .collect(Collectors.toSet());
    }

    @Override
    public boolean wasOnRoster(AgencyCode agency, String userId, LocalDate from, LocalDate until) {
        return jdbc.sql("""
                        select exists (select from agency.roster
                                        where agency = :agency and user_id = :user
                                          and valid_during && daterange(:from, :until, '[]'))
                            or exists (select from agency.roster_within_day
                                        where agency = :agency and user_id = :user and day between :from and :until)
                        """)
                .param("agency", agency.value())
                .param("user", userId)
                .param("from", from)
                .param("until", until)
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<NationalId> onRoster(AgencyCode agency, String purposeId, String userId) {
        Set<String> reserved = granted.present().officers().get(purposeId);
        return reserved == null || reserved.contains(userId) ? onRoster(agency, userId) : Optional.empty();
    }

    @Override
    public Set<String> officers(AgencyCode agency, String purposeId) {
        return grant(agency, purposeId)
                .map(grant -> granted.present().officers().getOrDefault(grant.purposeId(), Set.of()))
                .orElse(Set.of());
    }

    @Override
    @Transactional
    public void reserve(AgencyCode agency, String purposeId, Set<String> userIds, Actor by) {
        jdbc.sql("update agency.purpose set officers = ? where id = ? and agency = ?")
                .params(userIds.stream().sorted().toArray(String[]::new), purposeId, agency.value())
                .update();
        changed(by, "agency.grant.reserve", purposeId);
    }

    @Override
    @Transactional
    public boolean admit(AgencyCode agency, String purposeId, String userId, Actor by) {
        boolean open = isOpen(agency, purposeId);
        int admitted =
                jdbc.sql("""
                update agency.purpose set officers = array_append(officers, ?)
                 where id = ? and agency = ? and officers is not null and not (? = any(officers))
                """).params(userId, purposeId, agency.value(), userId).update();
        if (admitted > 0) {
            changed(by, "agency.grant.admit", purposeId + " " + userId);
        }
        return open || admitted > 0;
    }

    @Override
    @Transactional
    public boolean withdraw(AgencyCode agency, String purposeId, String userId, Actor by) {
        int withdrawn =
                jdbc.sql("""
                update agency.purpose set officers = array_remove(officers, ?)
                 where id = ? and agency = ? and ? = any(officers)
                """).params(userId, purposeId, agency.value(), userId).update();
        if (withdrawn > 0) {
            changed(by, "agency.grant.withdraw", purposeId + " " + userId);
        }
        return withdrawn > 0;
    }

    @Override
    public boolean isReserved(AgencyCode agency, String userId) {
        return jdbc.sql("select exists (select from agency.purpose where agency = ? and %s and ? = any(officers))"
                        .formatted(STANDS))
                .params(agency.value(), userId)
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean isOpen(AgencyCode agency, String purposeId) {
        return jdbc.sql("select exists (select from agency.purpose where id = ? and agency = ? and officers is null)")
                .params(purposeId, agency.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean hasOpen(AgencyCode agency) {
        return jdbc.sql("""
                        select exists (select from agency.purpose
                                        where agency = ? and %s and officers is null
                                          and coalesce(upper(valid_during) > ?, true))
                        """.formatted(STANDS))
                .params(agency.value(), LocalDate.now(clock))
                .query(Boolean.class)
                .single();
    }

    @Override
    @Transactional
    public void give(Grant grant, Actor by) {
        int given = jdbc.sql("""
                insert into agency.purpose (id, agency, name, name_en, legal_basis, fields, most_ids, per_minute, valid_during,
                                            territory, items)
                values (:id, :agency, :name, :nameEn, :law, :fields, :mostIds, :perMinute, daterange(:from, :until, '[]'),
                        :territory, :items)
                on conflict (id) do update
                set name = excluded.name, name_en = excluded.name_en, legal_basis = excluded.legal_basis,
                    fields = excluded.fields, most_ids = excluded.most_ids, per_minute = excluded.per_minute,
                    valid_during = excluded.valid_during, territory = excluded.territory, items = excluded.items,
                    ended_at = null, ended_reason = ''
                where purpose.agency = excluded.agency
                """)
                .param("id", grant.purposeId())
                .param("agency", grant.agency().value())
                .param("name", grant.name())
                .param("nameEn", grant.nameEn())
                .param("law", grant.legalBasis())
                .param("fields", grant.fields().stream().sorted().toArray(String[]::new))
                .param("mostIds", grant.mostIds())
                .param("perMinute", grant.perMinute())
                .param("from", grant.from())
                .param("until", grant.until())
                .param("territory", grant.territory().stream().sorted().toArray(String[]::new))
                .param("items", grant.items().stream().sorted().toArray(String[]::new))
                .update();
        if (given == 0) {
            throw new IllegalArgumentException("the purpose belongs to another agency: " + grant.purposeId());
        }
        changed(by, "agency.grant.give", grant.purposeId());
    }

    @Override
    @Transactional
    public void name(AgencyCode agency, String userId, NationalId number, Actor by) {
        close(agency, userId);
        jdbc.sql("""
                insert into agency.roster (agency, user_id, number_sealed, valid_during)
                values (?, ?, ?, daterange(?, null))
                """)
                .params(
                        agency.value(),
                        userId,
                        trust.seal(number.value().getBytes(StandardCharsets.US_ASCII)),
                        LocalDate.now(clock))
                .update();
        changed(by, "agency.roster.name", agency + " " + userId);
    }

    @Override
    @Transactional
    public boolean dismiss(AgencyCode agency, String userId, Actor by) {
        boolean dismissed = close(agency, userId) > 0;
        boolean reserved = jdbc.sql("""
                update agency.purpose set officers = array_remove(officers, ?)
                 where agency = ? and ? = any(officers)
                """).params(userId, agency.value(), userId).update() > 0;
        if (dismissed || reserved) {
            changed(by, "agency.roster.dismiss", agency + " " + userId);
        }
        return dismissed;
    }

    @Override
    @Transactional
    public void end(AgencyCode agency, String purposeId, String reason, Actor by) {
        jdbc.sql("""
                update agency.purpose set ended_at = coalesce(ended_at, ?), ended_reason = ?
                 where id = ? and agency = ? and %s
                """.formatted(STANDS))
                .params(clock.instant().atOffset(ZoneOffset.UTC), reason, purposeId, agency.value())
                .update();
        changed(by, "agency.grant.end", purposeId);
    }

    /** Who was named today only leaves the roster without a day on it; that they were on it in between is kept apart. */
    private int close(AgencyCode agency, String userId) {
        LocalDate today = LocalDate.now(clock);
        jdbc.sql("""
                insert into agency.roster_within_day (agency, user_id, day, number_sealed)
                select agency, user_id, lower(valid_during), number_sealed from agency.roster
                 where agency = ? and user_id = ? and lower(valid_during) = ?
                """).params(agency.value(), userId, today).update();
        int deleted = jdbc.sql(
                        "delete from agency.roster where agency = ? and user_id = ? and lower(valid_during) >= ?")
                .params(agency.value(), userId, today)
                .update();
        return deleted
                + jdbc.sql("""
                update agency.roster set valid_during = valid_during * daterange(null, ?)
                where agency = ? and user_id = ? and valid_during @> ?::date
                """).params(today, agency.value(), userId, today).update();
    }

    private void changed(Actor by, String action, String object) {
        audit.record(Act.done(by, action, object, null));
        granted.forget();
    }

    private Map<String, Grant> readGrants() {
        Map<String, Grant> read = new HashMap<>();
        jdbc.sql(GRANTS).query(row -> {
            Grant grant = grant(row);
            read.put(grant.purposeId(), grant);
        });
        return read;
    }

    private static Grant grant(ResultSet row) throws SQLException {
        @Nullable String ended = row.getObject("ended_at") == null ? null : row.getString("ended_reason");
        return new Grant(
                row.getString("id"),
                new AgencyCode(row.getString("agency")),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("legal_basis"),
                Set.of((String[]) row.getArray("fields").getArray()),
                row.getInt("most_ids"),
                row.getInt("per_minute"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                ended,
                Set.of((String[]) row.getArray("territory").getArray()),
                Set.of((String[]) row.getArray("items").getArray()));
    }

    private Map<String, Set<String>> readOfficers() {
        Map<String, Set<String>> read = new HashMap<>();
        jdbc.sql("select id, officers from agency.purpose where officers is not null")
                .query(row -> {
                    read.put(row.getString("id"), Set.of((String[])
                            row.getArray("officers").getArray()));
                });
        return read;
    }

    private Map<Named, List<Naming>> readRoster() {
        Map<Named, List<Naming>> read = new HashMap<>();
        jdbc.sql(
                        "select r.*, lower(valid_during) as valid_from, upper(valid_during) as valid_until from agency.roster r")
                .query(row -> {
                    Named named = new Named(new AgencyCode(row.getString("agency")), row.getString("user_id"));
                    String number = new String(trust.open(row.getBytes("number_sealed")), StandardCharsets.US_ASCII);
                    During during = new During(
                            row.getObject("valid_from", LocalDate.class),
                            row.getObject("valid_until", LocalDate.class));
                    read.computeIfAbsent(named, _ -> new ArrayList<>()).add(new Naming(new NationalId(number), during));
                });
        return read;
    }
}
