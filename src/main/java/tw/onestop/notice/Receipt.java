package tw.onestop.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Agency;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Office;

/**
 * 收執聯.
 *
 * @param applicant masked name and number
 * @param items in the order of agencies
 */
public record Receipt(
        String receiptNo, String queryCode, Instant filedAt, Office office, String applicant, List<Item> items) {

    /**
     * 通報項目 with its state and the agency's contact window.
     *
     * @param change name of a {@link ChangeType}, or what of its programme an errand is
     * @param person masked
     * @param expectedOn 預定完成日, null for what is older than the promise
     * @param errand what an errand is called, null of a change of the register
     * @param recall who may take it back while its state allows it
     * @param fee null where nothing is or was to be paid
     * @param trackingNo 掛號號碼 of what the agency sent, {@code ""} where it named none
     * @param discreet nothing is said here of what the agency found
     * @param photograph null where no picture is wanted
     * @param benefit what the agency pays and when, null unless it said so
     */
    public record Item(
            UUID id,
            Agency agency,
            String programme,
            String change,
            String person,
            ItemStatus status,
            Instant since,
            String reason,
            boolean statutory,
            @Nullable LocalDate expectedOn,
            Errand.@Nullable Words errand,
            Recall recall,
            boolean discreet,
            @Nullable Fee fee,
            String trackingNo,
            @Nullable Photograph photograph,
            @Nullable Benefit benefit) {

        /** A change of the register. */
        public Item(
                UUID id,
                Agency agency,
                String programme,
                ChangeType change,
                String person,
                ItemStatus status,
                Instant since,
                String reason,
                boolean statutory,
                @Nullable LocalDate expectedOn) {
            this(
                    id,
                    agency,
                    programme,
                    change.name(),
                    person,
                    status,
                    since,
                    reason,
                    statutory,
                    expectedOn,
                    null,
                    Recall.CITIZEN,
                    false,
                    null,
                    "",
                    null,
                    null);
        }

        /** Whether the agency still has to answer, so that the promised day means something. */
        public boolean waits() {
            return status.waits();
        }

        /**
         * 狀態之意義, the name of the sentence that says what its state means, read or heard. By an errand nothing of the citizen's was
         * updated; what is found of a discreet one is for those concerned alone.
         */
        public String meaning() {
            if (errand == null) {
                return status.name();
            }
            return switch (status) {
                case COMPLETED -> discreet ? "passedOn" : "errandDone";
                case NO_RECORD -> "errand." + status;
                default -> status.name();
            };
        }
    }

    /**
     * 規費, as the payer has to know it.
     *
     * @param slipNo of the newest slip, sixteen digits
     * @param due the last day, for what is not paid
     * @param back what of it has gone back
     */
    public record Fee(String slipNo, int amount, LocalDate due, Standing standing, int back) {

        /** Of which nothing has gone back. */
        public Fee(String slipNo, int amount, LocalDate due, Standing standing) {
            this(slipNo, amount, due, standing, 0);
        }

        /** Whether a part has gone back, and not all. */
        public boolean backInPart() {
            return back > 0 && back < amount;
        }

        /** The number grouped, for reading aloud. */
        public String grouped() {
            return slipNo.replaceAll("(.{4})(?=.)", "$1 ");
        }

        /** Whether nothing is made before somebody pays. */
        public boolean unpaid() {
            return switch (standing) {
                case DUE, OVERDUE, NO_SLIP -> true;
                case PAID, OWED_BACK, REFUNDED -> false;
            };
        }

        /** 繳費情形. */
        public enum Standing {
            DUE,
            /** The last day has passed: stores take it no more, and the office issues another. */
            OVERDUE,
            /** The slip was cancelled or its money went back, and the item waits: the office issues another. */
            NO_SLIP,
            PAID,
            /** 應退還: paid for what ended without result. */
            OWED_BACK,
            REFUNDED
        }
    }

    /**
     * 相片補件, by the applicant's telephone.
     *
     * @param receivedAt null as long as none came
     */
    public record Photograph(@Nullable Instant receivedAt) {}

    /**
     * 核定給付.
     *
     * @param amount in NT$
     * @param paidOn the day on which it is in the account
     */
    public record Benefit(int amount, LocalDate paidOn) {}

    /** 撤回權限. */
    public enum Recall {
        CITIZEN,
        /** Waits for the batch of the day: the office may delete it and enter it again, and the citizen take it back. */
        OFFICE,
        /** Left with a batch: only the agency corrects it. */
        AGENCY
    }
}
