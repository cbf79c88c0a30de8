package tw.onestop.agency;

import java.util.List;
import tw.onestop.kernel.AgencyCode;

/** 申辦事項 of an agency, known to the room that keeps the errands. */
public interface Matters {

    /** Programme and change of each errand that it does, as a notice's type has them: {@code nhi-card.lost}. */
    List<String> of(AgencyCode agency);
}
