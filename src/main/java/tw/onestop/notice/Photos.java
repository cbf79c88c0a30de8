package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sha256;

/** 相片補件的儲存: links and pictures, both sealed. */
@Repository
class Photos {

    private static final String LINKS = """
            select l.*, a.receipt_no
            from notice.photo_link l
            join notice.item i on i.id = l.item
            join notice.application a on a.id = i.application
            """;

    private final JdbcClient jdbc;
    private final Sealed sealed;

    Photos(JdbcClient jdbc, Sealed sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    /** 補件連結 as it was made, and whether somebody sent a picture by it. */
    record Made(UUID item, String receiptNo, String code, Instant until, boolean used) {}

    void make(UUID item, String code, byte[] index, Instant until, String by) {
        jdbc.sql("""
                insert into notice.photo_link (item, code_sealed, code_index, until, made_by)
                values (:item, :code, :index, :until, :by)
                on conflict (item) do update
                    set code_sealed = excluded.code_sealed, code_index = excluded.code_index, until = excluded.until,
                        made_by = excluded.made_by, used_at = null
                """)
                .param("item", item)
                .param("code", sealed.text(code))
                .param("index", index)
                .param("until", ClearingLists.utc(until))
                .param("by", by)
                .update();
    }

    Optional<Made> link(UUID item) {
        return jdbc.sql(LINKS + "where l.item = ?")
                .param(item)
                .query(this::made)
                .optional();
    }

    /** By the index of its code, nobody else's until the end of the transaction. */
    Optional<Made> lock(byte[] index) {
        return jdbc.sql(LINKS + "where l.code_index = ? for update of l")
                .param(index)
                .query(this::made)
                .optional();
    }

    /** The picture that came by a link, which opens nothing any more. */
    void add(UUID id, Item item, byte[] jpeg, Instant at) {
        jdbc.sql(
                        "insert into notice.photo (id, item, agency, photo_sealed, sha256, received_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        item.id(),
                        item.agency().value(),
                        sealed.bytes(jpeg),
                        Sha256.of(jpeg),
                        ClearingLists.utc(at))
                .update();
        jdbc.sql("update notice.photo_link set used_at = ? where item = ?")
                .params(ClearingLists.utc(at), item.id())
                .update();
    }

    /** Since when there is a picture, by item. */
    Map<UUID, Instant> received(Collection<UUID> items) {
        Map<UUID, Instant> received = new HashMap<>();
        if (!items.isEmpty()) {
            jdbc.sql("select item, max(received_at) as at from notice.photo where item = any (?::uuid[]) group by item")
                    .param(items.stream().map(UUID::toString).toArray(String[]::new))
                    .query(row -> {
                        received.put(row.getObject("item", UUID.class), ClearingLists.instant(row, "at"));
                    });
        }
        return received;
    }

    /** Since when there is one to look at; empty where none came, or it was erased. */
    Optional<Instant> kept(UUID item) {
        return jdbc.sql("select max(received_at) as at from notice.photo where item = ? and photo_sealed is not null")
                .param(item)
                .query((row, n) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    /** The newest, by the item or by a notice that told of one. */
    Optional<byte[]> picture(AgencyCode agency, UUID id) {
        return jdbc.sql("""
                select photo_sealed from notice.photo
                where agency = :agency
                  and item = coalesce((select item from notice.photo where id = :id), :id)
                  and photo_sealed is not null
                order by received_at desc, id desc limit 1
                """)
                .param("agency", agency.value())
                .param("id", id)
                .query(byte[].class)
                .optional()
                .map(sealed::open);
    }

    private Made made(ResultSet row, int number) throws SQLException {
        return new Made(
                row.getObject("item", UUID.class),
                row.getString("receipt_no"),
                sealed.text(row.getBytes("code_sealed")),
                ClearingLists.instant(row, "until"),
                row.getObject("used_at", OffsetDateTime.class) != null);
    }
}
