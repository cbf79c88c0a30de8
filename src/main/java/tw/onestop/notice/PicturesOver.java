package tw.onestop.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 待銷毀相片: whose use is over. Each is locked until the transaction ends; another node sees the others. */
@Repository
class PicturesOver {

    /** One whose seal did not open is tried again later, and holds up none of the others. */
    private static final String TO_BE_TRIED = """
            not exists (select from notice.unread_picture u where u.id = p.id and u.tried_at > :again)""";

    private final JdbcClient jdbc;

    PicturesOver(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 存放之處, and the act by which what lies there goes. */
    enum Kept {
        CARD("notice.photo", "notice.photo.erase"),
        CONFIRMATION("notice.confirmation", "notice.passport.erase");

        private final String table;
        private final String erasing;

        Kept(String table, String erasing) {
            this.table = table;
            this.erasing = erasing;
        }

        String erasing() {
            return erasing;
        }
    }

    /**
     * 待銷毀相片.
     *
     * @param object what the trail knows it by: the item, or the confirmation
     * @param sha256 null where it was not written when the picture came
     */
    record Over(UUID id, UUID object, byte[] sealed, byte @Nullable [] sha256) {}

    /** 健保卡: of items that ended before. */
    List<Over> ofCards(Instant endedBefore, Instant triedBefore, int most) {
        return jdbc.sql("""
                select p.id, p.item as object, p.photo_sealed, p.sha256
                  from notice.photo p join notice.item i on i.id = p.item
                 where p.photo_sealed is not null and p.received_at < :before and i.since < :before
                   and i.status in ('COMPLETED', 'REJECTED', 'NO_RECORD', 'WITHDRAWN') and %s
                 order by p.received_at limit :most for update of p skip locked
                """.formatted(TO_BE_TRIED))
                .param("before", ClearingLists.utc(endedBefore))
                .param("again", ClearingLists.utc(triedBefore))
                .param("most", most)
                .query((row, n) -> new Over(
                        row.getObject("id", UUID.class),
                        row.getObject("object", UUID.class),
                        row.getBytes("photo_sealed"),
                        row.getBytes("sha256")))
                .list();
    }

    /** 護照: of confirmations that held no more by the end of the day; what was never confirmed held never. */
    List<Over> ofConfirmations(LocalDate day, Instant endOfDay, Instant triedBefore, int most) {
        return jdbc.sql("""
                select p.id, p.photo_sealed, p.sha256 from notice.confirmation p
                 where p.photo_sealed is not null and p.begun_at < :end
                   and coalesce(p.valid_until, p.decided_on, :day) <= :day and %s
                 order by p.begun_at limit :most for update of p skip locked
                """.formatted(TO_BE_TRIED))
                .param("again", ClearingLists.utc(triedBefore))
                .param("end", ClearingLists.utc(endOfDay))
                .param("day", day)
                .param("most", most)
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new Over(id, id, row.getBytes("photo_sealed"), row.getBytes("sha256"));
                })
                .list();
    }

    void erase(Kept in, UUID id, byte[] sha256, Instant at) {
        jdbc.sql("update %s set photo_sealed = null, sha256 = :sha256, erased_at = :at where id = :id"
                        .formatted(in.table))
                .param("sha256", sha256)
                .param("at", ClearingLists.utc(at))
                .param("id", id)
                .update();
        jdbc.sql("delete from notice.unread_picture where id = ?").param(id).update();
    }

    /** Keeps in mind that the seal does not open; answers whether that was not known yet. */
    boolean unread(Over one, Instant at) {
        return jdbc.sql("""
                insert into notice.unread_picture (id, object, found_at, tried_at) values (:id, :object, :at, :at)
                on conflict (id) do update set tried_at = excluded.tried_at
                returning found_at = tried_at
                """)
                .param("id", one.id())
                .param("object", one.object())
                .param("at", ClearingLists.utc(at))
                .query(Boolean.class)
                .single();
    }
}
