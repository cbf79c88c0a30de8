package tw.onestop.joining;

import java.util.List;
import java.util.Set;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 訂閱區域之核定: of which townships or counties a linkage may be told who changed is the ministry's to say. */
public interface AreasDesk {

    /** Codes; none where nothing was allowed, or the linkage is not the reader's. */
    Set<String> areas(Linkage linkage, Actor reader);

    /**
     * @param areas codes of five or eight digits with anything between them, inside the territory of the grant; nothing ends what was allowed
     */
    List<Refusal> allow(String purposeId, String areas, Actor ministry);
}
