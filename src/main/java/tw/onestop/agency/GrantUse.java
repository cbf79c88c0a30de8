package tw.onestop.agency;

import java.util.List;
import java.util.UUID;
import tw.onestop.kernel.AgencyCode;

/**
 * 查詢紀錄: one answer given under a grant: for what, by whom and how much; of whom stands in the trail.
 *
 * @param transactionId of the query, the object of its act
 * @param caseNo the officer's case, as the agency wrote it
 * @param fields as the grant names them
 * @param asked how many people; {@code found} of them
 */
public record GrantUse(
        UUID transactionId,
        AgencyCode agency,
        String purposeId,
        String caseNo,
        String userId,
        List<String> fields,
        int asked,
        int found) {

    /** 首次護照人別確認, which is answered from cases and not from the register. */
    public static final String CONFIRMATION = "passport.confirmation";

    public GrantUse {
        fields = List.copyOf(fields);
    }

    /**
     * 查詢登錄: a room that answers under a grant by itself has it noted where all queries are noted, so that the citizen's own log and oversight see
     * it like every other. Declared here, kept by {@code link}.
     */
    public interface Noting {

        /**
         * In the transaction of the answer, whose commit throws {@link org.springframework.dao.DuplicateKeyException} where this one
         * was answered before.
         */
        void note(GrantUse use);
    }
}
