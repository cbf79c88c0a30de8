package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/**
 * 連結稽核 (各機關申請提供戶籍資料及親等關聯資料辦法 §9, §16): what was granted and what is used, which use is unusual, and what is to be looked at
 * every week. Nobody who was asked about is named here: a case is looked up at the agency.
 */
public interface OversightDesk {

    /**
     * Of the days up to and including the last; recorded as a reading of all these queries. An agency's officer is told of their own
     * agency, and of colleagues only if they may not ask themselves: whoever asks does not audit.
     */
    Report report(LocalDate from, LocalDate until, Actor by);

    /**
     * 稽核報告.
     *
     * @param whole false for who may ask: then nothing is told of what colleagues did
     */
    record Report(List<Drift> drifts, List<Unusual> unusual, List<Check> checks, boolean whole) {

        public Report {
            drifts = List.copyOf(drifts);
            unusual = List.copyOf(unusual);
            checks = List.copyOf(checks);
        }
    }

    /**
     * 目的外授權, of a purpose that stands.
     *
     * @param granted fields of the grant
     * @param used those of the grant that were needed in this time by queries and files, or are by what goes on: a subscription, or following
     *     somebody and reading the feed; each once, none where nobody used it
     * @param queries how many there were, a file being one; {@code asked} persons or lines, {@code found} of them
     * @param perMinute what was granted; {@code busiest} how many there were in the busiest minute
     */
    record Drift(
            AgencyCode agency,
            String purposeId,
            String purpose,
            List<String> granted,
            List<String> used,
            int queries,
            long asked,
            long found,
            int perMinute,
            int busiest) {

        public Drift {
            granted = List.copyOf(granted);
            used = List.copyOf(used);
        }

        /** What nobody needed: a narrower grant would do, or none where nothing was used at all. */
        public List<String> unused() {
            return granted.stream().filter(field -> !used.contains(field)).toList();
        }
    }

    /**
     * 異常使用, by an officer.
     *
     * @param count persons or lines a day, queries and files out of hours, times the same person was asked about, persons under one case
     */
    record Unusual(Kind kind, AgencyCode agency, String userId, LocalDate on, int count) {}

    /** 異常種類. */
    enum Kind {
        /** 大量查詢: more persons in a day than one does one by one. */
        BULK,
        /** 大量檔案查詢: more lines of files in a day than an agency sends for its work. */
        BULK_FILE,
        /** 非上班時間: before or after office hours, or on a day off. */
        OUT_OF_HOURS,
        /** 重複查詢同一人. */
        SAME_PERSON,
        /** 查詢本人或近親, by the number of the roster: at the page as it is asked, by a machine on the day after (decision 175). */
        OWN_FAMILY,
        /** 一案多人: a case number that stands for no case. */
        NO_CASE
    }

    /**
     * 抽查: a query, or a file of numbers, whose case the agency shows.
     *
     * @param asked persons, or lines of the file
     */
    record Check(
            UUID transactionId,
            Instant at,
            AgencyCode agency,
            String purposeId,
            String userId,
            String caseNo,
            int asked,
            boolean file) {

        public Inquiry inquiry() {
            return new Inquiry(transactionId, file);
        }
    }
}
