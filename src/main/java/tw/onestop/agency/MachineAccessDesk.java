package tw.onestop.agency;

import java.time.LocalDate;
import java.util.Optional;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/**
 * 系統開放: whether an agency's machine may work under a purpose. Where the rule of that day demanded it, it may as soon as the agency
 * passed its rehearsal (介接演練); officers at the pages need none.
 */
public interface MachineAccessDesk {

    /** Read from memory, with every query. */
    boolean isOpen(AgencyCode agency, String purposeId);

    /** From now on machines need a rehearsal for this purpose. */
    void demand(AgencyCode agency, String purposeId, Actor by);

    /**
     * The agency has passed; the first day counts.
     *
     * @param withQueries whether queries were rehearsed, without which nothing is opened: one that only received may be allowed to ask later
     */
    void passed(AgencyCode agency, LocalDate on, boolean withQueries, Actor by);

    /** Empty before it has passed. */
    Optional<LocalDate> passedOn(AgencyCode agency);
}
