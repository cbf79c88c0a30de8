package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;

/**
 * 親等關聯查詢之每月抽查 (辦法 §9): the control auditor looks at most of what was asked, month by month; the ministry sees who does not.
 */
public interface KinReviewDesk {

    /** 抽查比率: per cent of what was asked about kinship that are looked at, by the rule of a day. */
    int percent(LocalDate on);

    /** 每月抽查 of the purposes this auditor controls. */
    Month month(YearMonth month, Actor controller);

    /**
     * 抽查月報.
     *
     * @param reviewed of those that were drawn
     * @param required how many were drawn of those there are so far, and have to be looked at
     * @param percent the share the rule wants
     */
    record Month(YearMonth month, int queries, int reviewed, int required, int percent, List<Line> lines) {

        public Month {
            lines = List.copyOf(lines);
        }

        /** 尚待抽查. */
        public int outstanding() {
            return Math.max(0, required - reviewed);
        }

        /** Per cent, rounded down, so that nobody reaches by rounding what they did not reach. */
        public int share() {
            return queries == 0 ? 100 : reviewed * 100 / queries;
        }
    }

    /**
     * 查詢紀錄.
     *
     * @param target masks itself
     * @param drawn 抽中: counts for the share
     */
    record Line(
            UUID transactionId,
            String purposeId,
            Instant at,
            String querier,
            String controller,
            String caseNo,
            NationalId target,
            int relatives,
            boolean drawn,
            @Nullable Reviewed reviewed) {}

    /** 抽查結果. */
    record Reviewed(Instant at, String by, boolean inOrder, String note) {}

    /** 抽查: once, by an auditor who did not ask; what is not in order needs a remark. */
    List<Refusal> review(UUID transactionId, String finding, String note, Actor controller);

    /** 各機關抽查情形, of every agency that asked in that month; those below the share first. */
    List<Share> shares(YearMonth month, Actor ministry);

    record Share(AgencyCode agency, String purposeId, String purpose, Month month) {}
}
