package tw.onestop.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.Questions;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.RightsNewsDesk;

/** 連結的儲存: their days and their events. */
@Repository
class Linkages {

    private final JdbcClient jdbc;
    private final GrantDesk grants;
    private final Terms terms;
    private final Diary diary;
    private final RightsNewsDesk news;

    Linkages(JdbcClient jdbc, GrantDesk grants, Terms terms, Diary diary, RightsNewsDesk news) {
        this.jdbc = jdbc;
        this.grants = grants;
        this.terms = terms;
        this.diary = diary;
        this.news = news;
    }

    int term(String name, LocalDate on) {
        return terms.value(name, on);
    }

    /** So many months after a day as a term has today. */
    LocalDate later(LocalDate since, String term, LocalDate today) {
        return since.plusMonths(term(term, today));
    }

    /** A purpose that nobody has yet, {@code LAND-J01}; until the transaction ends nobody else gets one of the agency. */
    String purposeOf(AgencyCode agency) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 20489))")
                .param(agency.value())
                .query(row -> {});
        int count = jdbc.sql("select count(*) from joining.linkage where agency = ?")
                .param(agency.value())
                .query(Integer.class)
                .single();
        // A code of 40 characters leaves no room for more.
        String stem = agency.value().substring(0, Math.min(34, agency.value().length()));
        return "%s-J%02d".formatted(stem, count + 1);
    }

    void begin(Grant grant, Application application, String by) {
        put(grant, application.id(), by);
    }

    /** 既有授權: one that no application made, or that was given again after its linkage ended; its days are the grant's. False where it stands already. */
    boolean adopt(Grant grant, String by) {
        return put(grant, null, by);
    }

    /** Nothing of the linkage that had this purpose before is left. Without an application only an ended one gives way. */
    private boolean put(Grant grant, @Nullable UUID application, String by) {
        boolean written = jdbc.sql("""
                        insert into joining.linkage (purpose, agency, application, from_day, until_day, kinship)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (purpose) do update
                        set application = excluded.application, from_day = excluded.from_day,
                            until_day = excluded.until_day, kinship = excluded.kinship,
                            idle_noticed = null, renewal_noticed = null, audit_noticed = null, suspended_on = null,
                            improve_until = null, ends_on = null, ended_on = null, suspended_why = '', ends_why = ''
                        where excluded.application is not null or linkage.ended_on is not null
                        """)
                        .param(grant.purposeId())
                        .param(grant.agency().value())
                        .param(application)
                        .param(grant.from())
                        .param(grant.until())
                        .param(grant.fields().contains(Questions.KIN_WITHIN))
                        .update()
                > 0;
        if (written) {
            note(grant.purposeId(), Linkage.Kind.GRANTED, by, "");
            if (application != null) { // what stood already is no news
                news.tell(grant.agency(), grant.purposeId(), Linkage.Kind.GRANTED.name(), null);
            }
        }
        return written;
    }

    Optional<Linkage> find(String purpose) {
        return whole(jdbc.sql("select * from joining.linkage where purpose = ?")
                        .param(purpose)
                        .query(this::linkage)
                        .list())
                .stream()
                .findFirst();
    }

    Optional<Linkage> lock(String purpose) {
        return whole(jdbc.sql("select * from joining.linkage where purpose = ? for update")
                        .param(purpose)
                        .query(this::linkage)
                        .list())
                .stream()
                .findFirst();
    }

    List<Linkage> of(AgencyCode agency) {
        return whole(jdbc.sql("select * from joining.linkage where agency = ? order by purpose")
                .param(agency.value())
                .query(this::linkage)
                .list());
    }

    /** The ones that stand first, then by the day they end. */
    List<Linkage> all() {
        return whole(
                jdbc.sql("select * from joining.linkage order by ended_on is not null, until_day, purpose limit 2000")
                        .query(this::linkage)
                        .list());
    }

    /** Those that have not ended, for the daily round: all of them, since each has days of its own. */
    List<String> standing() {
        return jdbc.sql("select purpose from joining.linkage where ended_on is null order by purpose")
                .query(String.class)
                .list();
    }

    void set(String purpose, Day column, @Nullable LocalDate day) {
        jdbc.sql("update joining.linkage set %s = ? where purpose = ?".formatted(column.column))
                .param(day)
                .param(purpose)
                .update();
    }

    void suspendedWhy(String purpose, String why) {
        jdbc.sql("update joining.linkage set suspended_why = ? where purpose = ?")
                .params(why, purpose)
                .update();
    }

    void endsWhy(String purpose, String why) {
        jdbc.sql("update joining.linkage set ends_why = ? where purpose = ?")
                .params(why, purpose)
                .update();
    }

    void event(String purpose, Linkage.Kind kind, String by, String note) {
        event(purpose, kind, by, note, null);
    }

    /** @param on from which day it holds, where it was announced ahead */
    void event(String purpose, Linkage.Kind kind, String by, String note, @Nullable LocalDate on) {
        if (kind.isOfRights()) {
            jdbc.sql("select agency from joining.linkage where purpose = ?")
                    .param(purpose)
                    .query(String.class)
                    .optional()
                    .ifPresent(agency -> news.tell(new AgencyCode(agency), purpose, kind.name(), on));
        }
        note(purpose, kind, by, note);
    }

    private void note(String purpose, Linkage.Kind kind, String by, String note) {
        jdbc.sql("""
                insert into joining.linkage_event (purpose, at, on_day, kind, by_whom, note) values (?, ?, ?, ?, ?, ?)
                """)
                .params(purpose, diary.now().atOffset(ZoneOffset.UTC), diary.today(), kind.name(), by, note)
                .update();
    }

    void audit(String purpose, OwnAudit audit, String by) {
        jdbc.sql("""
                insert into joining.own_audit (purpose, from_day, to_day, queries, recorded, sampled, findings, measures, filed_on, filed_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(purpose, audit.from(), audit.to(), audit.queries())
                .param(audit.recorded())
                .params(audit.sampled(), audit.findings(), audit.measures(), diary.today(), by)
                .update();
    }

    List<OwnAudit> audits(String purpose) {
        return jdbc.sql("select * from joining.own_audit where purpose = ? order by id desc")
                .param(purpose)
                .query((row, number) -> new OwnAudit(
                        day(row, "from_day"),
                        day(row, "to_day"),
                        row.getInt("queries"),
                        row.getObject("recorded", Integer.class),
                        row.getInt("sampled"),
                        row.getString("findings"),
                        row.getString("measures"),
                        day(row, "filed_on")))
                .list();
    }

    /** 期日 of a linkage, by its column. */
    enum Day {
        LAST_USED,
        IDLE_NOTICED,
        RENEWAL_NOTICED,
        AUDIT_NOTICED,
        LAST_AUDIT,
        SUSPENDED_ON,
        IMPROVE_UNTIL,
        ENDS_ON,
        ENDED_ON;

        private final String column = name().toLowerCase(Locale.ROOT);
    }

    private Linkage linkage(ResultSet row, int number) throws SQLException {
        String purpose = row.getString("purpose");
        AgencyCode agency = new AgencyCode(row.getString("agency"));
        return new Linkage(
                purpose,
                agency,
                row.getObject("application", UUID.class),
                day(row, "from_day"),
                day(row, "until_day"),
                row.getBoolean("kinship"),
                row.getObject("last_used", LocalDate.class),
                new Linkage.Days(
                        row.getObject("idle_noticed", LocalDate.class),
                        row.getObject("renewal_noticed", LocalDate.class),
                        row.getObject("audit_noticed", LocalDate.class),
                        row.getObject("last_audit", LocalDate.class),
                        row.getObject("suspended_on", LocalDate.class),
                        row.getObject("improve_until", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        row.getObject("ended_on", LocalDate.class)),
                new Linkage.Why(row.getString("suspended_why"), row.getString("ends_why")),
                grants.officers(agency, purpose),
                grants.grant(agency, purpose).map(Grant::territory).orElse(Set.of()),
                List.of());
    }

    /** With the events of all of them, read at once. */
    private List<Linkage> whole(List<Linkage> linkages) {
        Map<String, List<Linkage.Event>> events =
                events(linkages.stream().map(Linkage::purposeId).toArray(String[]::new));
        return linkages.stream()
                .map(linkage -> linkage.with(events.getOrDefault(linkage.purposeId(), List.of())))
                .toList();
    }

    private Map<String, List<Linkage.Event>> events(String[] purposes) {
        Map<String, List<Linkage.Event>> events = new HashMap<>();
        jdbc.sql("""
                select * from (select e.*, row_number() over (partition by purpose order by id desc) as latest
                                 from joining.linkage_event e where purpose = any(?)) e
                 where latest <= 200 order by id desc
                """).param(purposes).query(row -> {
            events.computeIfAbsent(row.getString("purpose"), _ -> new ArrayList<>())
                    .add(new Linkage.Event(
                            day(row, "on_day"),
                            Linkage.Kind.valueOf(row.getString("kind")),
                            row.getString("by_whom"),
                            row.getString("note")));
        });
        return events;
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, LocalDate.class));
    }
}
