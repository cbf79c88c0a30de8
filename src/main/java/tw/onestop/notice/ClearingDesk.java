package tw.onestop.notice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.exchange.EvidenceDesk.Tried;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/**
 * 清查: what agencies were sent and have not ended. Each month's lists are made when it begins, stay as they were made, and are
 * compared by the agency: done, not received (it is sent again), refused with reason and contact, or nothing found.
 */
public interface ClearingDesk {

    /** A month as addresses name it, {@code 2026-10}: of the Republic, in four digits. */
    static Optional<YearMonth> month(String typed) {
        try {
            return Optional.of(YearMonth.parse(typed))
                    .filter(month -> month.getYear() >= 1912 && month.getYear() <= 9999);
        } catch (DateTimeException noMonth) {
            return Optional.empty();
        }
    }

    /** Lists of the agency of whoever asks, the newest month first. */
    List<Sheet> lists(Actor reader);

    /**
     * Lines of a month's list of the agency of whoever asks; taking them for the first time is the handing over. Empty while the
     * month's lists are not made yet.
     */
    Optional<Part> lines(YearMonth month, Which which, Actor reader);

    /** What the agency found; each line by itself, in the order given. */
    List<Answered> answer(YearMonth month, List<Answer> answers, Actor by);

    /** The same for a machine, whose key brings the first answer again. */
    Replied answer(YearMonth month, List<Answer> answers, Request request, Actor machine);

    /** Makes the lists of the last month that is over now, unless they are made already; answers whether it did. */
    boolean build(YearMonth month, Actor by);

    /** 逾期 of the agency of whoever asks, as of today, the longest first. */
    List<Late> late(int limit, Actor officer);

    /** 清查總覽, for the ministry. */
    Overview overview(Actor ministry);

    /** Whether the day for handing over has passed and a list was not made or not taken; no data of anybody. */
    boolean alarm();

    /** Records that a machine was refused before its request had a meaning. */
    void refused(String action, String why, Actor machine);

    /**
     * 清查清單, one agency's of one month: what was sent by its end.
     *
     * @param waiting lines to which nothing was said and whose item has not ended by itself
     * @param answered lines to which something was said
     * @param handedAt when the agency first took it
     * @param missed whether the day by which it was to be handed over passed before
     */
    record Sheet(
            String number,
            AgencyCode agency,
            YearMonth month,
            Instant builtAt,
            int items,
            int waiting,
            int answered,
            @Nullable Instant handedAt,
            boolean missed) {}

    /**
     * 取件範圍: lines after one, only those that wait or all.
     *
     * @param counting whether what waits is counted, for which the whole list is read
     */
    record Which(boolean waitingOnly, int after, int limit, boolean counting) {

        /** Part after part: what waits is counted with the first. */
        public Which(boolean waitingOnly, int after, int limit) {
            this(waitingOnly, after, limit, after == 0);
        }
    }

    /** 清單頭: what stands over the lines of every part. */
    record Head(String number, YearMonth month, Instant builtAt, int items) {}

    /**
     * 清單之一部分.
     *
     * @param waiting as of a {@link Sheet}, null where it was not to be counted
     */
    record Part(Head head, @Nullable Integer waiting, List<Line> lines, boolean more) {}

    /**
     * 清單之一筆.
     *
     * @param was its state when the list was made; {@code now} as it stands
     * @param said what was answered to this list last, or null
     * @param tried every attempt to deliver it
     */
    record Line(
            int no,
            UUID id,
            String type,
            String receiptNo,
            ItemStatus was,
            Instant wasSince,
            ItemStatus now,
            boolean open,
            @Nullable Finding said,
            List<Tried> tried) {

        /** Whether the agency still has to say something. */
        public boolean waits() {
            return open && said == null;
        }
    }

    /** 比對結果. */
    enum Finding {
        /** 已辦竣. */
        DONE,
        /** 未收到: sent again in the same act. */
        NOT_RECEIVED,
        /** 不予核准, with reason and contact. */
        REJECTED,
        /** 查無資料. */
        NO_RECORD
    }

    /**
     * 比對結果 of one item.
     *
     * @param reason of a rejection; {@code ""} else
     * @param contactedBy {@code PHONE}, {@code SMS}, {@code LETTER} or {@code ""}
     */
    record Answer(
            UUID id,
            Finding finding,
            String reason,
            String contactedBy,
            @Nullable Instant contactedAt,
            String caseNo) {

        public static Answer of(UUID id, Finding finding) {
            return new Answer(id, finding, "", "", null, "");
        }
    }

    /** 受理結果 of one answer. */
    record Answered(UUID id, Result result) {}

    /** 結果代碼. */
    enum Result {
        TAKEN,
        /** The item stands there already. */
        SAME_AGAIN,
        /** 重新通報: it goes out once more. */
        SENT_AGAIN,
        /** It is still on its way or waits to be taken; nothing is doubled. */
        ON_ITS_WAY,
        /** The item is past this. */
        NOT_FORWARD,
        /** Nothing but that it is done may be told of this errand. */
        RESULT_NOT_WANTED,
        REASON_MISSING,
        CONTACT_MISSING,
        CONTACT_IN_FUTURE,
        /** Not on this list. */
        UNKNOWN;

        public boolean taken() {
            return switch (this) {
                case TAKEN, SAME_AGAIN, SENT_AGAIN, ON_ITS_WAY -> true;
                case NOT_FORWARD, RESULT_NOT_WANTED, REASON_MISSING, CONTACT_MISSING, CONTACT_IN_FUTURE, UNKNOWN ->
                    false;
            };
        }
    }

    /** 冪等鍵 of a machine's request and the digest of its body. */
    record Request(String key, byte[] digest) {}

    /** 機關系統比對結果. */
    sealed interface Replied {

        record Given(List<Answered> answers) implements Replied {

            public Given {
                answers = List.copyOf(answers);
            }
        }

        /** The lists of the month are not made yet. */
        record NotBuilt() implements Replied {}

        /** The key was used with another body. */
        record KeyReused() implements Replied {}

        /** The first request with this key is still being worked on. */
        record InProgress() implements Replied {}
    }

    /** 逾期原因. */
    enum Lateness {
        /** The promised day passed. */
        LATE,
        /** Refused, and nobody has told the citizen. */
        UNCONTACTED
    }

    /** 逾期之一筆; no personal data. */
    record Late(
            AgencyCode agency,
            UUID id,
            String type,
            String receiptNo,
            ItemStatus status,
            Lateness kind,
            LocalDate dueOn) {}

    /**
     * 清查總覽.
     *
     * @param month the latest one whose lists should be made
     * @param builtAt null while they are not
     * @param day by which they are to be handed over
     * @param alarm whether that day has passed and a list was not made or not taken
     * @param countedAt when {@code sheets} and {@code ages} were counted, some minutes ago; null while they never were
     * @param sheets of that month
     * @param risen late items that rose to the ministry, the oldest of them
     * @param risenInAll how many there are, counted with the others where not all are named
     */
    record Overview(
            YearMonth month,
            @Nullable Instant builtAt,
            LocalDate day,
            boolean alarm,
            @Nullable Instant countedAt,
            List<Sheet> sheets,
            List<Ages> ages,
            List<Late> risen,
            int risenInAll) {}

    /** 未結案件之經過日數 of one agency. */
    record Ages(AgencyCode agency, int week, int month, int quarter, int more, int late) {

        public int total() {
            return week + month + quarter + more;
        }
    }
}
