package tw.onestop.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;

/**
 * 使用者帳號, somebody who signs in.
 *
 * @param office of a clerk or supervisor, else null
 * @param agency of an officer, else null
 * @param visitors 洽辦人, whom the member serves in the present session
 * @param self 本人, who the member is in the register; null where that is not known
 * @param county of whoever oversees the offices of a county, else null
 */
public record StaffMember(
        String username,
        String name,
        Set<Role> roles,
        @Nullable OfficeCode office,
        @Nullable AgencyCode agency,
        Set<NationalId> visitors,
        @Nullable NationalId self,
        @Nullable CountyCode county) {

    public StaffMember {
        roles = Set.copyOf(roles);
        visitors = Set.copyOf(visitors);
    }

    /** Of whom no session is asked: an account. */
    public StaffMember(
            String username, String name, Set<Role> roles, @Nullable OfficeCode office, @Nullable AgencyCode agency) {
        this(username, name, roles, office, agency, Set.of(), null, null);
    }

    StaffMember serving(Set<NationalId> others) {
        return new StaffMember(username, name, roles, office, agency, others, self, county);
    }

    /** The same, who is this person in the register. */
    public StaffMember being(@Nullable NationalId person) {
        return new StaffMember(username, name, roles, office, agency, visitors, person, county);
    }

    /** The same, who oversees the offices of this county. */
    public StaffMember overseeing(@Nullable CountyCode offices) {
        return new StaffMember(username, name, roles, office, agency, visitors, self, offices);
    }

    /** As whom this person acts. */
    public Actor actor() {
        return agency != null
                ? Actor.officer(username, agency).being(self)
                : new Actor(Actor.Kind.STAFF, username, office, null, visitors, self, county);
    }
}
