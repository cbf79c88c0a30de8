package tw.onestop.link;

import java.util.Optional;
import tw.onestop.agency.Grant;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;

/** 權限: all that a query is judged by. */
interface Rights {

    /** By purpose; one that does not hold today is there too. */
    Optional<Grant> grant(AgencyCode agency, String purposeId);

    /** The number of an officer who may ask under the purpose today. */
    Optional<NationalId> onRoster(AgencyCode agency, String purposeId, String userId);

    /** Whether a machine may, or has to pass a rehearsal first. */
    boolean openToMachines(AgencyCode agency, String purposeId);
}
