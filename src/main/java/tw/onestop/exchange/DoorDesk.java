package tw.onestop.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/**
 * 通報管道: by which of the four equal doors an agency gets its notices. What was given out by the old door stays given out; what was not
 * goes by the new one, in order; and while the old one still has something in hand the new one gives nothing out.
 */
public interface DoorDesk {

    /**
     * Moves the agency to another door; refused when that door has not what it needs.
     *
     * @param to null where none was chosen
     */
    List<Refusal> move(AgencyCode agency, Agency.@Nullable Door to, Actor officer);

    /** The same by an operator, before the agency has registered anything. */
    void order(AgencyCode agency, Agency.Door to, Actor operator);

    /** Where its move stands. */
    Standing standing(AgencyCode agency, Actor officer);

    /**
     * 移轉現況.
     *
     * @param moving whether the old door still has something in hand
     * @param after the last number of the feed when it moved: who pulls from now on begins behind what it has, and is given nothing twice
     */
    record Standing(boolean moving, String after) {}
}
