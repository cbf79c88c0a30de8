package tw.onestop.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

/**
 * 使用者帳號, somebody who signs in.
 *
 * @param office of a clerk or supervisor, else null
 * @param agency of an officer, else null
 */
public record StaffMember(
        String username,
        String name,
        Set<Role> roles,
        @Nullable OfficeCode office,
        @Nullable AgencyCode agency) {

    public StaffMember {
        roles = Set.copyOf(roles);
    }

    /** As whom this person acts. */
    public Actor actor() {
        return agency != null ? Actor.officer(username, agency) : new Actor(Actor.Kind.STAFF, username, office, null);
    }
}
