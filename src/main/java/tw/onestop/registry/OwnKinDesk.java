package tw.onestop.registry;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;

/**
 * 本人及近親 (行政程序法 §32): whose cases somebody would leave to others, for who looks afterwards whether they asked about them. Numbers
 * only; nothing else is told of anybody.
 */
public interface OwnKinDesk {

    /**
     * Of each of these their own number, and the numbers of those who are so near to them today. One act records the reading, and names nobody.
     */
    Map<NationalId, Set<NationalId>> near(Collection<NationalId> selves, Actor reader);
}
