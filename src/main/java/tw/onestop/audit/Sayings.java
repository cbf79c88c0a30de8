package tw.onestop.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.trust.TrustDesk;

/** 軌跡查考: what the trail says of a transaction, of a person, of an officer, for those who may know. */
@Repository
class Sayings {

    private final JdbcClient jdbc;
    private final TrustDesk trust;

    Sayings(JdbcClient jdbc, TrustDesk trust) {
        this.jdbc = jdbc;
        this.trust = trust;
    }

    /** The first row of a transaction that says this was done. */
    OptionalLong saying(UUID transaction, String action, String detail) {
        return jdbc.sql("""
                select min(l.index) as index from audit.leaf l join audit.trail t on t.seq = l.seq
                 where l.transaction_id = ? and t.action = ? and t.detail = ? and t.outcome = 'DONE'
                """)
                .params(transaction, action, detail)
                .query((row, n) -> index(row))
                .single();
    }

    List<LogDesk.Said> about(NationalId subject, Collection<String> actions, int atMost) {
        return jdbc.sql("""
                select t.action, t.at, t.object, l.index
                  from audit.trail t left join audit.leaf l on l.seq = t.seq
                 where t.subject_index = ? and t.action = any(?) and t.outcome = 'DONE'
                 order by t.at desc, t.seq desc limit ?
                """)
                .param(trust.index(subject.value()))
                .param(actions.toArray(String[]::new))
                .param(atMost)
                .query((row, n) -> {
                    String object = row.getString("object");
                    return new LogDesk.Said(
                            row.getString("action"),
                            object != null && object.length() == 36 ? UUID.fromString(object) : null,
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            index(row));
                })
                .list();
    }

    /** The officer stands in the detail, since a machine may act for many. */
    List<LogDesk.Repeated> repeated(Collection<String> actions, Instant begin, Instant end, int atLeast) {
        return jdbc.sql("""
                select agency, substring(detail from 'user=([^ ]+)') as officer, max(at) as last, count(distinct object)::int as times
                  from audit.trail
                 where action = any(:actions) and outcome = 'DONE' and subject_index is not null and agency is not null
                   and at >= :begin and at < :end and detail like '%user=%'
                 group by agency, officer, subject_index having count(distinct object) >= :atLeast
                 order by times desc
                """)
                .param("actions", actions.toArray(String[]::new))
                .param("begin", begin.atOffset(ZoneOffset.UTC))
                .param("end", end.atOffset(ZoneOffset.UTC))
                .param("atLeast", atLeast)
                .query(Sayings::repeated)
                .list();
    }

    List<LogDesk.Repeated> ofOwnKin(Collection<String> actions, Instant begin, Instant end) {
        return jdbc.sql("""
                select agency, substring(detail from 'user=([^ ]+)') as officer, max(at) as last, count(distinct object)::int as times
                  from audit.trail
                 where action = any(?) and outcome = 'DONE' and agency is not null
                   and at >= ? and at < ? and detail like '%user=%' and detail like '% kin=%'
                 group by agency, officer order by times desc
                """)
                .param(actions.toArray(String[]::new))
                .param(begin.atOffset(ZoneOffset.UTC))
                .param(end.atOffset(ZoneOffset.UTC))
                .query(Sayings::repeated)
                .list();
    }

    /** By the index of the people: what an officer asked in a day is no key of the trail. */
    List<LogDesk.DoneFor> doneFor(
            LogDesk.Officer officer,
            Collection<NationalId> about,
            Collection<String> actions,
            Instant begin,
            Instant end) {
        return jdbc.sql("""
                select object, min(at) as at from audit.trail
                 where subject_index = any(?) and at >= ? and at < ? and action = any(?) and outcome = 'DONE'
                   and actor_kind = 'SYSTEM' and agency = ? and substring(detail from 'user=([^ ]+)') = ?
                 group by object
                """)
                .param(about.stream().map(number -> trust.index(number.value())).toArray(byte[][]::new))
                .param(begin.atOffset(ZoneOffset.UTC))
                .param(end.atOffset(ZoneOffset.UTC))
                .param(actions.toArray(String[]::new))
                .param(officer.agency().value())
                .param(officer.userId())
                .query((row, n) -> new LogDesk.DoneFor(
                        UUID.fromString(row.getString("object")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static LogDesk.Repeated repeated(ResultSet row, int number) throws SQLException {
        return new LogDesk.Repeated(
                new AgencyCode(row.getString("agency")),
                row.getString("officer"),
                row.getObject("last", OffsetDateTime.class).toInstant(),
                row.getInt("times"));
    }

    private static OptionalLong index(ResultSet row) throws SQLException {
        long value = row.getLong("index");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
