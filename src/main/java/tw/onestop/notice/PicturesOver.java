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
    List<Over> ofCards(Instant endedBefore, int most) {
        return jdbc.sql("""
                select p.id, p.item as object, p.photo_sealed, p.sha256
                  from notice.photo p join notice.item i on i.id = p.item
                 where p.photo_sealed is not null and p.received_at < :before and i.since < :before
                   and i.status in ('COMPLETED', 'REJECTED', 'NO_RECORD', 'WITHDRAWN')
                 order by p.received_at limit :most for update of p skip locked
                """)
                .param("before", ClearingLists.utc(endedBefore))
                .param("most", most)
                .query((row, n) -> new Over(
                        row.getObject("id", UUID.class),
                        row.getObject("object", UUID.class),
                        row.getBytes("photo_sealed"),
                        row.getBytes("sha256")))
                .list();
    }

    /** 護照: of confirmations that held no more by the end of the day; what was never confirmed held never. */
    List<Over> ofConfirmations(LocalDate day, Instant endOfDay, int most) {
        return jdbc.sql("""
                select id, photo_sealed, sha256 from notice.confirmation
                 where photo_sealed is not null and begun_at < :end and coalesce(valid_until, decided_on, :day) <= :day
                 order by begun_at limit :most for update skip locked
                """)
                .param("end", ClearingLists.utc(endOfDay))
                .param("day", day)
                .param("most", most)
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new Over(id, id, row.getBytes("photo_sealed"), row.getBytes("sha256"));
                })
                .list();
    }

    void erase(Kept in, UUID id, byte @Nullable [] sha256, Instant at) {
        jdbc.sql("update %s set photo_sealed = null, sha256 = :sha256::bytea, erased_at = :at where id = :id"
                        .formatted(in.table))
                .param("sha256", sha256)
                .param("at", ClearingLists.utc(at))
                .param("id", id)
                .update();
    }
}
