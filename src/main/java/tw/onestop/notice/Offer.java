package tw.onestop.notice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Agency;
import tw.onestop.agency.Capability.ExtraKey;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Coverage;
import tw.onestop.agency.Responsibility;

/**
 * 主動告知, what the counter offers unasked: an agency and the changes of this sitting that it can take.
 *
 * @param coverage where the agency is offered: to be asked with the townships of whom the change concerns
 * @param law told anyway by law, shown so that the citizen knows, and nothing to tick; null where the citizen chooses
 */
public record Offer(
        Agency agency,
        List<ChangeType> changes,
        List<ExtraKey> extraKeys,
        String note,
        String noteEn,
        Coverage coverage,
        @Nullable Law law) {

    /** Whether there is nothing to tick. */
    public boolean statutory() {
        return law != null;
    }

    /**
     * 法定通報 to whoever has a duty in the township concerned.
     *
     * @param matters by which days are promised, of each change: that of a correction is another
     */
    public record Law(Responsibility duty, Map<ChangeType, Set<String>> matters) {}
}
