package tw.onestop.agency;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 系統開放, kept in memory for half a minute and written through. */
@Component
class MachineAccess implements MachineAccessDesk {

    private final JdbcClient jdbc;
    private final AuditDesk audit;
    private final Copied<Rehearsed> rehearsed;

    MachineAccess(JdbcClient jdbc, AuditDesk audit) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.rehearsed = new Copied<>(this::read);
    }

    /** Purposes that need a rehearsal, and who has passed one. */
    private record Rehearsed(Set<String> demanding, Map<AgencyCode, LocalDate> passed, Set<AgencyCode> withQueries) {}

    @Override
    public boolean isOpen(AgencyCode agency, String purposeId) {
        Rehearsed present = rehearsed.present();
        return !present.demanding().contains(purposeId) || present.withQueries().contains(agency);
    }

    @Override
    @Transactional
    public void demand(AgencyCode agency, String purposeId, Actor by) {
        jdbc.sql("update agency.purpose set needs_rehearsal = true where id = ? and agency = ?")
                .params(purposeId, agency.value())
                .update();
        audit.record(Act.done(by, "agency.rehearsal.demand", purposeId, null));
        rehearsed.forget();
    }

    @Override
    @Transactional
    public void passed(AgencyCode agency, LocalDate on, boolean withQueries, Actor by) {
        jdbc.sql("""
                insert into agency.rehearsed (agency, passed_on, with_queries) values (?, ?, ?)
                on conflict (agency) do update set with_queries = rehearsed.with_queries or excluded.with_queries
                """).params(agency.value(), on, withQueries).update();
        audit.record(Act.done(by, "agency.rehearsal.pass", agency.value(), null));
        rehearsed.forget();
    }

    @Override
    public Optional<LocalDate> passedOn(AgencyCode agency) {
        return Optional.ofNullable(rehearsed.present().passed().get(agency));
    }

    private Rehearsed read() {
        Map<AgencyCode, LocalDate> passed = new HashMap<>();
        Set<AgencyCode> withQueries = new HashSet<>();
        jdbc.sql("select * from agency.rehearsed").query(row -> {
            AgencyCode agency = new AgencyCode(row.getString("agency"));
            passed.put(agency, row.getObject("passed_on", LocalDate.class));
            if (row.getBoolean("with_queries")) {
                withQueries.add(agency);
            }
        });
        return new Rehearsed(
                Set.copyOf(jdbc.sql("select id from agency.purpose where needs_rehearsal")
                        .query(String.class)
                        .list()),
                passed,
                withQueries);
    }
}
