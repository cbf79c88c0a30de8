package tw.onestop.notice;

import java.time.Instant;
import java.util.List;
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

    /** 通報項目 with its state and the agency's contact window. {@code person} is masked. */
    public record Item(
            java.util.UUID id,
            Agency agency,
            String programme,
            ChangeType change,
            String person,
            ItemStatus status,
            Instant since,
            String reason,
            boolean statutory) {}
}
