package tw.onestop.agency;

import java.util.Set;
import tw.onestop.kernel.AgencyCode;

/**
 * 親等關聯資料授權 (各機關申請提供戶籍資料及親等關聯資料辦法 §9, §10): what a purpose may ask about kinship, beside its fields.
 *
 * @param ground code of the ground in law
 * @param degrees farthest degree, whatever the ground allows
 * @param controllers 機關管控稽核人員, accounts that register who may ask about whom
 */
public record KinGrant(AgencyCode agency, String purposeId, String ground, int degrees, Set<String> controllers) {

    public KinGrant {
        controllers = Set.copyOf(controllers);
    }
}
