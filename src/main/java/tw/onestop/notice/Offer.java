package tw.onestop.notice;

import java.util.List;
import tw.onestop.agency.Agency;
import tw.onestop.agency.Capability.ExtraKey;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Coverage;

/**
 * 主動告知, what the counter offers unasked: an agency and the changes of this sitting that it can take.
 *
 * @param coverage where the agency is offered: to be asked with the townships of whom the change concerns
 * @param statutory told anyway by law, shown so that the citizen knows; nothing to tick
 */
public record Offer(
        Agency agency,
        List<ChangeType> changes,
        List<ExtraKey> extraKeys,
        String note,
        String noteEn,
        Coverage coverage,
        boolean statutory) {}
