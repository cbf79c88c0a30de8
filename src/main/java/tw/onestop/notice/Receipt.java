package tw.onestop.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
     * 通報項目 with its state and the agency's contact window. {@code person} is masked.
     *
     * @param expectedOn 預定完成日, null for what is older than the promise
     */
    public record Item(
            java.util.UUID id,
            Agency agency,
            String programme,
            ChangeType change,
            String person,
            ItemStatus status,
            Instant since,
            String reason,
            boolean statutory,
            @Nullable LocalDate expectedOn) {

        /** Whether the agency still has to answer, so that the promised day means something. */
        public boolean waits() {
            return switch (status) {
                case ACCEPTED, SENT, RESENT, RECEIVED, FAILED -> true;
                case COMPLETED, REJECTED, NO_RECORD, WITHDRAWN -> false;
            };
        }
    }
}
