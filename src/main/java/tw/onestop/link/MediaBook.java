package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.link.MediaDesk.Custody;
import tw.onestop.link.MediaDesk.Kind;
import tw.onestop.link.MediaDesk.Volume;
import tw.onestop.trust.TrustDesk;

/** 媒體簿: what was brought and written, and who had it. */
@Repository
class MediaBook {

    private static final int LISTED = 200;

    private final JdbcClient jdbc;
    private final TrustDesk trust;

    MediaBook(JdbcClient jdbc, TrustDesk trust) {
        this.jdbc = jdbc;
        this.trust = trust;
    }

    void brought(UUID set, int volumes) {
        jdbc.sql("insert into link.media_set (id, brought) values (?, ?)")
                .params(set, volumes)
                .update();
    }

    /** 媒體組 as stored, beside its file. */
    record Row(
            UUID id,
            FileBook.Row file,
            Instant broughtAt,
            int brought,
            int lines,
            int wrong,
            FileDesk.State answering,
            int written,
            @Nullable Instant handedOverAt,
            @Nullable LocalDate dueBack,
            @Nullable Instant closedAt) {

        MediaDesk.State state() {
            if (closedAt != null) {
                return MediaDesk.State.CLOSED;
            }
            if (handedOverAt != null) {
                return MediaDesk.State.HANDED_OVER;
            }
            return switch (answering) {
                case WAITING -> MediaDesk.State.ANSWERING;
                case STOPPED -> MediaDesk.State.STOPPED;
                case ANSWERED -> written > 0 ? MediaDesk.State.WRITTEN : MediaDesk.State.READY;
                case ERASED -> written > 0 ? MediaDesk.State.WRITTEN : MediaDesk.State.STOPPED;
            };
        }
    }

    private static final String SELECT = """
            select s.*, f.agency, f.client, f.purpose, f.user_id, f.fields, f.as_of, f.received_at, f.lines, f.wrong, f.state
            from link.media_set s join link.file f on f.id = s.id
            """;

    List<Row> latest(LocalDate today) {
        return jdbc.sql(SELECT + """
                        order by coalesce(s.due_back < ? and s.closed_at is null, false) desc, f.received_at desc limit ?
                        """)
                .params(today, LISTED)
                .query(MediaBook::row)
                .list();
    }

    Optional<Row> find(UUID set) {
        return jdbc.sql(SELECT + "where s.id = ?")
                .param(set)
                .query(MediaBook::row)
                .optional();
    }

    /** Held until the transaction ends. */
    Optional<Row> lock(UUID set) {
        jdbc.sql("select id from link.media_set where id = ? for update")
                .param(set)
                .query(row -> {});
        return find(set);
    }

    /** What was written before is no longer. */
    void written(UUID set, List<Volume> volumes, Instant at) {
        jdbc.sql("delete from link.media_volume where set = ?").param(set).update();
        jdbc.sql("""
                insert into link.media_volume (set, no, lines, bytes, digest)
                select ?, no, lines, bytes, decode(digest, 'hex')
                from unnest(?::int[], ?::int[], ?::bigint[], ?::text[]) as v (no, lines, bytes, digest)
                """)
                .param(set)
                .param(volumes.stream().mapToInt(Volume::no).toArray())
                .param(volumes.stream().mapToInt(Volume::lines).toArray())
                .param(volumes.stream().mapToLong(Volume::bytes).toArray())
                .param(volumes.stream().map(Volume::digest).toArray(String[]::new))
                .update();
        jdbc.sql("update link.media_set set written = ?, written_at = ? where id = ?")
                .params(volumes.size(), at.atOffset(ZoneOffset.UTC), set)
                .update();
    }

    List<Volume> volumes(UUID set) {
        return jdbc.sql("""
                select v.*, encode(digest, 'hex') as hex, (select written from link.media_set where id = v.set) as written
                from link.media_volume v where set = ? order by no
                """)
                .param(set)
                .query((row, n) -> new Volume(
                        row.getInt("no"),
                        MediaFolder.name(row.getInt("no"), row.getInt("written")),
                        row.getInt("lines"),
                        row.getLong("bytes"),
                        row.getString("hex")))
                .list();
    }

    /** Written, and nobody took them since. */
    List<UUID> uncollected(Instant before) {
        return jdbc.sql("""
                        select id from link.media_set
                        where written_at < ? and handed_over_at is null and closed_at is null order by written_at
                        """)
                .param(before.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    void handedOver(UUID set, Instant at, LocalDate dueBack) {
        jdbc.sql("update link.media_set set handed_over_at = ?, due_back = ? where id = ?")
                .params(at.atOffset(ZoneOffset.UTC), dueBack, set)
                .update();
    }

    void closed(UUID set, Instant at) {
        jdbc.sql("update link.media_set set closed_at = ? where id = ?")
                .params(at.atOffset(ZoneOffset.UTC), set)
                .update();
    }

    void custody(UUID set, Kind kind, String who, String by, Instant at) {
        jdbc.sql("insert into link.media_custody (set, at, kind, who_sealed, by_whom) values (?, ?, ?, ?, ?)")
                .params(
                        set,
                        at.atOffset(ZoneOffset.UTC),
                        kind.name(),
                        trust.seal(who.getBytes(StandardCharsets.UTF_8)),
                        by)
                .update();
    }

    List<Custody> custody(UUID set) {
        return jdbc.sql("select * from link.media_custody where set = ? order by id")
                .param(set)
                .query((row, n) -> new Custody(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Kind.valueOf(row.getString("kind")),
                        new String(trust.open(row.getBytes("who_sealed")), StandardCharsets.UTF_8),
                        row.getString("by_whom")))
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                FileBook.row(row, number),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getInt("brought"),
                row.getInt("lines"),
                row.getInt("wrong"),
                FileDesk.State.valueOf(row.getString("state")),
                row.getInt("written"),
                FileBook.instant(row, "handed_over_at"),
                row.getObject("due_back", LocalDate.class),
                FileBook.instant(row, "closed_at"));
    }
}
