package tw.onestop.rehearsal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;

/** 演練的儲存. */
@Repository
class Runs {

    private final JdbcClient jdbc;

    Runs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param passedOn null while something is missing
     */
    record Row(
            UUID id,
            AgencyCode agency,
            Instant startedAt,
            @Nullable LocalDate passedOn) {}

    /** What was not passed is forgotten: nobody fills the database by beginning again. */
    void begin(AgencyCode agency, Instant at) {
        // What is being observed at this moment is written first, and goes with the run.
        lock(agency);
        jdbc.sql("""
                delete from rehearsal.sighting s using rehearsal.run r
                 where r.id = s.run and r.agency = ? and r.passed_on is null
                """).param(agency.value()).update();
        jdbc.sql("delete from rehearsal.run where agency = ? and passed_on is null")
                .param(agency.value())
                .update();
        jdbc.sql("update rehearsal.run set latest = false where agency = ? and latest")
                .param(agency.value())
                .update();
        // Where somebody else began at the same moment theirs is the run that is on.
        jdbc.sql("""
                insert into rehearsal.run (id, agency, started_at) values (?, ?, ?) on conflict (agency) where latest do nothing
                """)
                .params(UUID.randomUUID(), agency.value(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Row> latest(AgencyCode agency) {
        return jdbc.sql("select * from rehearsal.run where agency = ? and latest")
                .param(agency.value())
                .query(Runs::row)
                .optional();
    }

    /** The same, held until the end of the transaction: what is observed at once is observed one after the other. */
    Optional<Row> lock(AgencyCode agency) {
        return jdbc.sql("select * from rehearsal.run where agency = ? and latest for update")
                .param(agency.value())
                .query(Runs::row)
                .optional();
    }

    /** The last one that was passed. */
    Optional<Row> passed(AgencyCode agency) {
        return jdbc.sql("""
                select * from rehearsal.run where agency = ? and passed_on is not null order by started_at desc limit 1
                """).param(agency.value()).query(Runs::row).optional();
    }

    Seen seen(UUID run) {
        return new Seen(jdbc.sql("select * from rehearsal.sighting where run = ? order by no")
                .param(run)
                .query((row, number) -> new Sighting(
                        Fact.valueOf(row.getString("fact")),
                        row.getString("object"),
                        row.getString("detail"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getLong("no")))
                .list());
    }

    /** Observed now, once more or for the first time. */
    void observe(UUID run, Fact fact, String object, String detail, Instant at) {
        long no = jdbc.sql("update rehearsal.run set observed = observed + 1 where id = ? returning observed")
                .param(run)
                .query(Long.class)
                .single();
        jdbc.sql("""
                insert into rehearsal.sighting (run, fact, object, detail, at, no) values (?, ?, ?, ?, ?, ?)
                on conflict (run, fact, object) do update
                set detail = excluded.detail, at = excluded.at, no = excluded.no
                """)
                .params(run, fact.name(), object, detail, at.atOffset(ZoneOffset.UTC), no)
                .update();
    }

    void pass(UUID run, LocalDate on) {
        jdbc.sql("update rehearsal.run set passed_on = ? where id = ?")
                .params(on, run)
                .update();
    }

    void keep(UUID run, byte[] certificate, byte[] digest) {
        jdbc.sql("update rehearsal.run set certificate = ?, digest = ? where id = ? and certificate is null")
                .params(certificate, digest, run)
                .update();
    }

    Optional<byte[]> certificate(UUID run) {
        return jdbc.sql("select certificate from rehearsal.run where id = ? and certificate is not null")
                .param(run)
                .query((row, number) -> row.getBytes("certificate"))
                .optional();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new AgencyCode(row.getString("agency")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("passed_on", LocalDate.class));
    }
}
