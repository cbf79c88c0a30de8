package tw.onestop.agency;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 親等關聯資料授權窗口: asked for a few times a day, and therefore of the database. */
public interface KinGrantDesk {

    /** Empty where the purpose may not ask about kinship. */
    Optional<KinGrant> of(AgencyCode agency, String purposeId);

    /** Of one agency, by purpose. */
    List<KinGrant> all(AgencyCode agency);

    /** Grants, or changes what was granted; the controllers stay. */
    void give(AgencyCode agency, String purposeId, String ground, int degrees, Actor by);

    /** From now on these control the purpose, and nobody else. */
    void appoint(AgencyCode agency, String purposeId, Set<String> controllers, Actor by);
}
