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
     * @param discreet nothing is said here of what the agency found
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
            boolean discreet) {

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
                    false);
        }

        /** Whether the agency still has to answer, so that the promised day means something. */
        public boolean waits() {
            return switch (status) {
                case ACCEPTED, SENT, RESENT, RECEIVED, FAILED -> true;
                case COMPLETED, REJECTED, NO_RECORD, WITHDRAWN -> false;
            };
        }
    }

    /** 撤回權限. */
    public enum Recall {
        CITIZEN,
        /** Waits for the batch of the day: the office may delete it and enter it again, and the citizen take it back. */
        OFFICE,
        /** Left with a batch: only the agency corrects it. */
        AGENCY
    }
}
