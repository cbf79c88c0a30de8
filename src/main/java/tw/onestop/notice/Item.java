package tw.onestop.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;

/**
 * 通報項目 as stored: one person's change, or errand, to one agency.
 *
 * @param application null when the law tells without one
 * @param registration null of an errand that needs none
 * @param change name of a {@code ChangeType}, or what of its programme an errand is
 * @param shown sealed: the masked name of the person
 * @param keys sealed: the extra keys
 * @param reason sealed, null unless rejected
 * @param apart what keeps one errand apart from another of its sort for the same person, {@code ""} where there is only one
 * @param expectedOn the day promised when it was accepted or paid, null for what is not paid yet or older than the promise
 * @param trackingNo of what the agency sent by post, null unless it said so
 * @param benefit sealed: what the agency pays and when, null unless it said so
 */
record Item(
        UUID id,
        @Nullable UUID application,
        @Nullable RegistrationId registration,
        AgencyCode agency,
        String programme,
        String change,
        String type,
        PersonId person,
        byte[] shown,
        byte[] keys,
        String apart,
        ItemStatus status,
        Instant since,
        byte @Nullable [] reason,
        @Nullable LocalDate expectedOn,
        @Nullable String trackingNo,
        byte @Nullable [] benefit) {

    boolean statutory() {
        return application == null;
    }

    /** An errand rather than a change of the register. */
    boolean errand() {
        return !programme.equals(RegistrationChange.PROGRAMME.code())
                && !programme.equals(StatutoryNotice.PROGRAMME.code());
    }
}
