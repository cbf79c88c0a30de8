package tw.onestop.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;

/**
 * 通報項目 as stored: one person's change to one agency.
 *
 * @param application null when the law tells without one
 * @param shown sealed: the masked name of the person
 * @param keys sealed: the extra keys
 * @param reason sealed, null unless rejected
 * @param expectedOn the day promised when it was accepted, null for what is older than the promise
 */
record Item(
        UUID id,
        @Nullable UUID application,
        RegistrationId registration,
        AgencyCode agency,
        String programme,
        ChangeType change,
        String type,
        PersonId person,
        byte[] shown,
        byte[] keys,
        ItemStatus status,
        Instant since,
        byte @Nullable [] reason,
        @Nullable LocalDate expectedOn) {

    boolean statutory() {
        return application == null;
    }
}
