package tw.onestop.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.FeedDesk.Event;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;

/** 異動訊息的儲存: what has no place yet, and every agency's gap-free feed. */
@Repository("linkFeed")
class Feed {

    /** {@code select pg_advisory_lock(20485)} by an operator pauses all numbering. */
    private static final long LOCK = 20485;

    private final JdbcClient jdbc;

    Feed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 待編號之異動. */
    record Change(
            long position,
            RegistrationId registration,
            RegistrationKind kind,
            boolean ofDoors,
            @Nullable RegistrationId takesBack,
            Instant at) {

        /** What may read otherwise by it: doors have other names, also where that is taken back. */
        Set<Field> touched(Collection<String> changes) {
            return Touched.by(ofDoors ? RegistrationKind.RENUMBER : kind, changes);
        }
    }

    void add(
            RegistrationId registration,
            RegistrationKind kind,
            boolean ofDoors,
            @Nullable RegistrationId takesBack,
            Instant at) {
        jdbc.sql("insert into link.change (registration_id, kind, of_doors, takes_back, at) values (?, ?, ?, ?, ?)")
                .param(registration.value())
                .param(kind.name())
                .param(ofDoors)
                .param(takesBack == null ? null : takesBack.value())
                .param(at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** To the end of the transaction nobody else numbers. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
    }

    /** Whether something visible has no number. */
    boolean waits() {
        return jdbc.sql("select exists (select from link.change) or exists (select from link.rights_news)")
                .query(Boolean.class)
                .single();
    }

    List<Change> waiting(int limit) {
        return jdbc.sql("select * from link.change order by position limit ?")
                .param(limit)
                .query((row, n) -> {
                    long takesBack = row.getLong("takes_back");
                    boolean none = row.wasNull();
                    return new Change(
                            row.getLong("position"),
                            new RegistrationId(row.getLong("registration_id")),
                            RegistrationKind.valueOf(row.getString("kind")),
                            row.getBoolean("of_doors"),
                            none ? null : new RegistrationId(takesBack),
                            row.getObject("at", OffsetDateTime.class).toInstant());
                })
                .list();
    }

    void done(Collection<Change> changes) {
        jdbc.sql("delete from link.change where position = any(?)")
                .param(changes.stream().map(Change::position).toArray(Long[]::new))
                .update();
    }

    /** Leaves a gap behind the last number of every feed; with numbering locked. Answers how many there are. */
    int skip(long gap) {
        return jdbc.sql("update link.feed set last = last + ?").param(gap).update();
    }

    /** The last number given to an agency, 0 before the first. */
    long last(AgencyCode agency) {
        return jdbc.sql("select last from link.feed where agency = ?")
                .param(agency.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** 查看: a machine of the agency looked on this day what became of whom it follows. */
    void looked(AgencyCode agency, LocalDate day) {
        jdbc.sql("insert into link.looked (agency, day) values (?, ?) on conflict do nothing")
                .params(agency.value(), day)
                .update();
    }

    /** Appends to an agency's feed in this order; with numbering locked. */
    void append(AgencyCode agency, List<Event> events) {
        jdbc.sql("insert into link.feed (agency) values (?) on conflict do nothing")
                .param(agency.value())
                .update();
        long last = last(agency);
        for (Event event : events) {
            last++;
            jdbc.sql("""
                    insert into link.event (agency, sequence, id, type, subject, at, purposes, fields, concerns, rights_kind, rights_on)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                    .param(agency.value())
                    .param(last)
                    .param(event.id())
                    .param(event.type().name())
                    .param(event.subject())
                    .param(event.at().atOffset(ZoneOffset.UTC))
                    .param(event.purposes().toArray(String[]::new))
                    .param(event.fields().toArray(String[]::new))
                    .param(event.concerns())
                    .param(event.rights() == null ? null : event.rights().kind())
                    .param(event.rights() == null ? null : event.rights().on())
                    .update();
        }
        jdbc.sql("update link.feed set last = ? where agency = ?")
                .params(last, agency.value())
                .update();
    }

    boolean told(AgencyCode agency, UUID id) {
        return jdbc.sql("select exists (select from link.event where agency = ? and id = ?)")
                .params(agency.value(), id)
                .query(Boolean.class)
                .single();
    }

    List<Event> after(AgencyCode agency, long after, int limit) {
        return jdbc.sql("select * from link.event where agency = ? and sequence > ? order by sequence limit ?")
                .params(agency.value(), after, limit)
                .query((row, n) -> event(row))
                .list();
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("sequence"),
                row.getObject("id", UUID.class),
                FeedDesk.Type.valueOf(row.getString("type")),
                row.getString("subject"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                List.of((String[]) row.getArray("purposes").getArray()),
                List.of((String[]) row.getArray("fields").getArray()),
                row.getObject("concerns", UUID.class),
                rights(row));
    }

    private static FeedDesk.@Nullable Rights rights(ResultSet row) throws SQLException {
        String kind = row.getString("rights_kind");
        return kind == null ? null : new FeedDesk.Rights(kind, row.getObject("rights_on", LocalDate.class));
    }
}
