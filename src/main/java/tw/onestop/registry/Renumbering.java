package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.OfficeCode;

/**
 * 門牌整編 or 行政區域調整, as recorded.
 *
 * @param reference 公告文號
 * @param effective the day from which the new addresses hold
 * @param by who enacted it
 * @param preparedBy who prepared it for them, {@code ""} where one person did both
 * @param households how many it concerned
 * @param doors none in a list of several acts
 * @param revokedOn 撤銷, null while it stands
 * @param takeback the last request that it be taken back which did not lead to that, null if there is none
 */
public record Renumbering(
        RegistrationId id,
        RegistrationKind kind,
        String reference,
        LocalDate effective,
        OfficeCode office,
        Instant recordedAt,
        String by,
        String preparedBy,
        String street,
        int households,
        List<RenumberingDesk.Door> doors,
        @Nullable LocalDate revokedOn,
        @Nullable Takeback takeback) {

    public Renumbering {
        doors = List.copyOf(doors);
    }

    /** The same with its doors. */
    Renumbering at(List<RenumberingDesk.Door> of) {
        return new Renumbering(
                id,
                kind,
                reference,
                effective,
                office,
                recordedAt,
                by,
                preparedBy,
                street,
                households,
                of,
                revokedOn,
                takeback);
    }

    /**
     * 擬撤銷.
     *
     * @param by username of who asks
     * @param sentBackBy username, {@code ""} while it waits; likewise {@code sentBack}, why
     */
    public record Takeback(String reason, Instant at, String by, String sentBackBy, String sentBack) {

        public boolean waits() {
            return sentBackBy.isEmpty();
        }
    }
}
