package tw.onestop.joining;

import java.util.List;
import java.util.Optional;
import tw.onestop.agency.KinGrant;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/**
 * 親等關聯資料之核准與管控稽核人員 (辦法 §9, §10): on which ground a linkage asks about kinship is the ministry's to say, who controls it the
 * agency's, and nobody's of themselves.
 */
public interface KinControllersDesk {

    /** What was allowed; empty where nothing was, or the linkage is not the reader's. */
    Optional<KinGrant> kinship(Linkage linkage, Actor reader);

    /** Allows a linkage that was approved with kinship, for which level A was proved, to ask on this ground. */
    List<Refusal> allow(String purposeId, String ground, String degrees, Actor ministry);

    /** 指派: from now on this account registers who may ask, and looks at what was asked. */
    List<Refusal> appoint(String purposeId, String username, Actor officer);

    /** 解除. */
    List<Refusal> relieve(String purposeId, String username, Actor officer);
}
