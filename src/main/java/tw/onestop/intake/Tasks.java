package tw.onestop.intake;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.trust.TrustDesk;

/** 待辦事項 as stored; what was reported, and to whom a demand went, is sealed. */
@Repository
class Tasks {

    private static final String SELECT = """
            select t.*, r.version, r.received_at, r.facts
            from intake.task t join intake.report r on r.id = t.report
            """;

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final Reports reports;
    private final Demands demands;

    Tasks(JdbcClient jdbc, TrustDesk trust, Reports reports, Demands demands) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.reports = reports;
        this.demands = demands;
    }

    /** What follows from a report: whom it fits, and by when it is due. */
    record Fit(
            Task.State state,
            String mismatch,
            @Nullable PersonId party,
            @Nullable OfficeCode office,
            Optional<RegistrationId> registration,
            LocalDate today,
            LocalDate actBy,
            LocalDate limit) {

        @Nullable
        LocalDate closedOn() {
            return state.open() ? null : today;
        }
    }

    /** The task of a report that came for the first time, or the same task following its next version. */
    void follow(long report, String source, String number, Report.Facts facts, Fit fit) {
        jdbc.sql("""
                insert into intake.task as t (source, number, report, kind, event_date, state, mismatch, party, office,
                                         act_by, limit_on, registration, closed_on)
                values (:source, :number, :report, :kind, :event, :state, :mismatch, :party, :office,
                        :actBy, :limit, :registration, :closedOn)
                on conflict (source, number) do update
                set report = excluded.report, kind = excluded.kind, event_date = excluded.event_date,
                    state = excluded.state, mismatch = excluded.mismatch, party = excluded.party,
                    office = excluded.office, limit_on = excluded.limit_on, registration = excluded.registration,
                    closed_on = excluded.closed_on, act_by = excluded.act_by, reason = null
                """)
                .param("source", source)
                .param("number", number)
                .param("report", report)
                .param("kind", facts.kind().name())
                .param("event", facts.onDay())
                .params(columns(fit))
                .update();
    }

    /** Somebody was found to fit after all. */
    void fit(long id, Fit fit) {
        jdbc.sql("""
                update intake.task
                set state = :state, mismatch = :mismatch, party = :party, office = :office, act_by = :actBy,
                    limit_on = :limit, registration = :registration, closed_on = :closedOn
                where id = :id
                """).param("id", id).params(columns(fit)).update();
    }

    private static Map<String, @Nullable Object> columns(Fit fit) {
        Map<String, @Nullable Object> columns = new java.util.HashMap<>();
        columns.put("state", fit.state().name());
        columns.put("mismatch", fit.mismatch());
        columns.put("party", fit.party() == null ? null : fit.party().value());
        columns.put("office", fit.office() == null ? null : fit.office().value());
        columns.put("actBy", fit.actBy());
        columns.put("limit", fit.limit());
        columns.put(
                "registration", fit.registration().map(RegistrationId::value).orElse(null));
        columns.put("closedOn", fit.closedOn());
        return columns;
    }

    Optional<Task> find(long id) {
        return list(SELECT + "where t.id = :id", Map.of("id", id)).stream().findFirst();
    }

    Optional<Task> of(String source, String number) {
        return list(
                        SELECT + "where t.source = :source and t.number = :number",
                        Map.of("source", source, "number", number))
                .stream()
                .findFirst();
    }

    /** The same, and nobody else changes it until the transaction ends. */
    Optional<Task> lock(long id) {
        return list(SELECT + "where t.id = :id for update of t", Map.of("id", id)).stream()
                .findFirst();
    }

    /** What an office has to do, and what no office is nearer to; the most pressing first. */
    List<Task> open(OfficeCode office, int limit) {
        return list(SELECT + """
                        where (t.office = :office or t.office is null)
                          and (t.state in ('WAITING', 'EXCEPTION')
                               or (t.state = 'REGISTERED' and t.ex_officio and t.notified_on is null))
                        order by t.act_by, t.id limit :limit
                        """, Map.of("office", office.value(), "limit", limit));
    }

    /** Waiting for a registration of one of these people; the oldest first. */
    List<Task> waiting(Collection<RegistrationKind> kinds, Collection<PersonId> parties) {
        return list(
                SELECT
                        + "where t.state = 'WAITING' and t.kind = any (:kinds) and t.party = any (:parties) order by t.id for update of t",
                Map.of(
                        "kinds", kinds.stream().map(Enum::name).toArray(String[]::new),
                        "parties", parties.stream().map(PersonId::value).toArray(Long[]::new)));
    }

    Optional<Task> ofSitting(UUID sitting, RegistrationKind kind, PersonId party) {
        return list(
                        SELECT
                                + "where t.sitting = :sitting and t.kind = :kind and t.party = :party and t.state = 'WAITING'",
                        Map.of("sitting", sitting, "kind", kind.name(), "party", party.value()))
                .stream()
                .findFirst();
    }

    boolean settled(RegistrationId registration) {
        return !jdbc.sql("select 1 from intake.task where registration = ?")
                .param(registration.value())
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    void begun(long id, UUID sitting, String clerk) {
        jdbc.sql("update intake.task set sitting = ?, clerk = ? where id = ?")
                .params(sitting, clerk, id)
                .update();
    }

    void takenUp(long id, String clerk) {
        jdbc.sql("update intake.task set clerk = ? where id = ?")
                .params(clerk, id)
                .update();
    }

    void registered(long id, RegistrationId registration, LocalDate on) {
        jdbc.sql("update intake.task set state = 'REGISTERED', registration = ?, closed_on = ? where id = ?")
                .params(registration.value(), on, id)
                .update();
    }

    void exOfficio(RegistrationId registration) {
        jdbc.sql("update intake.task set ex_officio = true where registration = ?")
                .param(registration.value())
                .update();
    }

    void dismiss(long id, String reason, String clerk, LocalDate on) {
        jdbc.sql("""
                update intake.task set state = 'DISMISSED', mismatch = '', reason = ?, clerk = ?, closed_on = ? where id = ?
                """)
                .params(trust.seal(reason.getBytes(StandardCharsets.UTF_8)), clerk, on, id)
                .update();
    }

    void notified(long id, LocalDate on) {
        jdbc.sql("update intake.task set notified_on = ? where id = ?")
                .params(on, id)
                .update();
    }

    private List<Task> list(String sql, Map<String, ?> parameters) {
        List<Task> bare = jdbc.sql(sql).params(parameters).query(this::task).list();
        Map<Long, List<Task.Demand>> sent =
                demands.of(bare.stream().map(Task::id).toList());
        return bare.stream()
                .map(task -> sent.containsKey(task.id()) ? with(task, sent.getOrDefault(task.id(), List.of())) : task)
                .toList();
    }

    private static Task with(Task t, List<Task.Demand> demands) {
        return new Task(
                t.id(),
                t.report(),
                t.state(),
                t.mismatch(),
                t.party(),
                t.office(),
                t.actBy(),
                t.limit(),
                t.clerk(),
                t.sitting(),
                t.registration(),
                t.exOfficio(),
                t.notifiedOn(),
                t.closedOn(),
                demands,
                t.reason());
    }

    private Task task(ResultSet row, int n) throws SQLException {
        Long party = row.getObject("party", Long.class);
        Long registration = row.getObject("registration", Long.class);
        String office = row.getString("office");
        String clerk = row.getString("clerk");
        byte @Nullable [] reason = row.getBytes("reason");
        return new Task(
                row.getLong("id"),
                reports.report(row),
                Task.State.valueOf(row.getString("state")),
                row.getString("mismatch"),
                party == null ? null : new PersonId(party),
                office == null ? null : new OfficeCode(office),
                row.getObject("act_by", LocalDate.class),
                row.getObject("limit_on", LocalDate.class),
                clerk == null ? "" : clerk,
                row.getObject("sitting", UUID.class),
                registration == null ? null : new RegistrationId(registration),
                row.getBoolean("ex_officio"),
                row.getObject("notified_on", LocalDate.class),
                row.getObject("closed_on", LocalDate.class),
                List.of(),
                reason == null ? "" : new String(trust.open(reason), StandardCharsets.UTF_8));
    }
}
