package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/**
 * 磁性媒體交換: files of numbers that come on media and are answered on media, for agencies without a line whose linkage began before the
 * regulation stopped listing this way (各機關申請提供戶籍資料及親等關聯資料辦法 of 2022-12-26, §7). Grant, roster, marks and trail are those of a
 * file query; nobody at the ministry sees what is on a medium.
 */
public interface MediaDesk {

    /** Megabytes that a set may unpack to: what a file of the most lines has. All of it is in memory until it is taken. */
    int MOST_MEGABYTES = 64;

    /**
     * 匯入 the volumes of one set, in any order; nothing is taken unless all of it is sound. One set at a time.
     *
     * @param volumes asked for one after the other, so that they need not be in memory all at once
     */
    Imported bring(List<byte[]> volumes, String broughtBy, Actor ministry);

    sealed interface Imported {

        record Taken(UUID set, int lines, int wrong) implements Imported {}

        record Refused(List<Refusal> refusals) implements Imported {

            public Refused {
                refusals = List.copyOf(refusals);
            }
        }
    }

    /** The latest two hundred, what is overdue first. */
    List<Set> sets(Actor ministry);

    Optional<Set> set(UUID id, Actor ministry);

    /**
     * 媒體組.
     *
     * @param volumes that were written, none before
     * @param custody in the order in which it happened
     */
    record Set(
            UUID id,
            AgencyCode agency,
            String purposeId,
            String officer,
            Instant broughtAt,
            int brought,
            int lines,
            int wrong,
            State state,
            @Nullable LocalDate dueBack,
            boolean overdue,
            List<Volume> volumes,
            List<Custody> custody) {

        public Set {
            volumes = List.copyOf(volumes);
            custody = List.copyOf(custody);
        }
    }

    /** 狀態. */
    enum State {
        /** 查詢中. */
        ANSWERING,
        /** 待製作. */
        READY,
        /** 待交付. */
        WRITTEN,
        /** 已交付. */
        HANDED_OVER,
        /** 已繳回或銷毀. */
        CLOSED,
        /** 授權已終止, or its time was over before it was written. */
        STOPPED
    }

    /**
     * 卷.
     *
     * @param digest SHA-256 of the sealed file, in hex
     */
    record Volume(int no, String file, int lines, long bytes, String digest) {}

    /** 保管紀錄. */
    record Custody(Instant at, Kind kind, String who, String by) {}

    /** 保管異動. */
    enum Kind {
        BROUGHT,
        WRITTEN,
        DOWNLOADED,
        HANDED_OVER,
        RETURNED,
        DESTROYED
    }

    /** 製作: signs, encrypts and writes the volumes to the folder; again as long as they were not handed over. */
    List<Refusal> write(UUID set, Actor ministry);

    /** One sealed volume, to copy it to a medium; its digest was compared. */
    Optional<byte[]> volume(UUID set, int no, Actor ministry);

    /** 交付, after each volume in the folder was compared with what was written; then the folder keeps nothing. */
    List<Refusal> handOver(UUID set, String to, Actor ministry);

    /** 繳回或銷毀. */
    List<Refusal> close(UUID set, Kind how, String who, Actor ministry);
}
