package tw.onestop.access;

import java.util.List;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/**
 * 受通報機關首位承辦人: one of the ministry opens the first account of an agency that only receives, so that it can rehearse and be enacted. Every
 * further one, and all of linked agencies, whoever runs the product opens.
 */
public interface OfficerDesk {

    /** Accounts of the agency that are open, by username. */
    List<StaffMember> of(AgencyCode agency);

    /** Whether {@link #open} would be heard: the agency may never query, and nobody of it has an account. */
    boolean isWanted(AgencyCode agency);

    /** Opens the account with a first password; in a transaction of its own. */
    Opened open(AgencyCode agency, String username, String name, Actor by);

    /**
     * 開立結果.
     *
     * @param password to be handed on; {@code ""} where something is refused
     */
    record Opened(String username, String password, List<Refusal> refusals) {}
}
