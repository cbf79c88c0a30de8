package tw.onestop.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 日結對帳: the bank's file of a day against what was booked, line by line. */
public interface ReconciliationDesk {

    /**
     * Takes the file of a day; the same file again changes nothing, another one is the next version and is compared anew. Empty when it
     * was taken, else everything that is wrong with it.
     */
    List<Refusal> take(String day, byte[] file, Actor by);

    /**
     * 代收檔傳送: the same by the machine of the bank that collects.
     *
     * @param day as the machine wrote it, {@code 2026-01-09}
     */
    Delivered deliver(String day, byte[] file, Actor machine);

    /** 收檔結果. */
    sealed interface Delivered {

        /**
         * @param version of the file of that day, from 1
         * @param open differences of the day that nobody has settled
         * @param again whether this very file was there: nothing was changed
         */
        record Taken(int version, int lines, long total, int open, boolean again) implements Delivered {}

        /** Nothing of it was taken; everything that is wrong, line by line. */
        record Refused(List<Refusal> wrong) implements Delivered {}

        /** Whoever delivers collects nothing for the offices. */
        record NoCollector() implements Delivered {}
    }

    /** The last days with money or a file, the newest first. */
    List<Day> days(Actor reader);

    /** One day with its differences; empty where the day has neither money nor a file. */
    Optional<Day> day(LocalDate day, Actor reader);

    /**
     * 銷差: explains a difference, or books what the bank took and never told; that is done by another person than took the file which
     * says so. Empty when it was done.
     *
     * @param book whether the money of a {@link Kind#NOT_BOOKED} is booked now
     */
    List<Refusal> settle(UUID difference, boolean book, String reason, Actor by);

    /**
     * 對帳日.
     *
     * @param version of the bank's file, 0 as long as there is none
     * @param open differences that nobody has settled
     */
    record Day(LocalDate day, int version, Sum bank, Sum ours, int open, List<Difference> differences) {

        public Day {
            differences = List.copyOf(differences);
        }

        /** Whether the file is there and nothing is left to settle. */
        public boolean closed() {
            return version > 0 && open == 0;
        }
    }

    /** 筆數與金額. */
    record Sum(int lines, long total) {}

    /** 差異種類. */
    enum Kind {
        /** The bank's file has it, the books do not. */
        NOT_BOOKED,
        /** The books have it, the bank's file does not. */
        NOT_IN_FILE,
        OTHER_AMOUNT,
        OTHER_SLIP,
        OTHER_DAY
    }

    /** 銷差方式. */
    enum Settlement {
        BOOKED,
        EXPLAINED,
        /** Compared again, it is no difference any more: by a later version of the file, by that of another day, or by the books. */
        GONE
    }

    /** 差異. */
    record Difference(
            UUID id,
            String transactionId,
            Kind kind,
            String slipNo,
            @Nullable Integer bankAmount,
            @Nullable Integer ourAmount,
            @Nullable Settlement settlement,
            String reason,
            @Nullable String settledBy,
            @Nullable Instant settledAt) {}
}
