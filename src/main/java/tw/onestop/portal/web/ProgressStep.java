package tw.onestop.portal.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Agency;
import tw.onestop.notice.Errand;
import tw.onestop.notice.ItemStatus;
import tw.onestop.notice.Receipt;

/**
 * 辦理進度, what the citizen sees of an item: who, what, how far. No person, no value, no reason, since whoever holds the
 * paper can look; so items of one family that stand alike are one, and their number is said.
 *
 * @param ids of the items, one for each person
 * @param errand what an errand is called, null of a change of the register
 * @param means what the state means, as its sentence is called
 * @param reached how many of the four steps 受理, 通報, 審核, 結果 are behind it
 * @param tone how the state is coloured: waiting, good, needing care, or neither
 * @param withdrawable whether the citizen may still take it back
 * @param expectedOn the day promised, null once the agency answered
 * @param fee null where nothing is or was to be paid
 * @param trackingNo 掛號號碼 of what comes by post, {@code ""} where none was named
 * @param photograph null where no picture is wanted
 * @param benefit what is paid and when, null unless the agency said so
 */
record ProgressStep(
        List<UUID> ids,
        Agency agency,
        String change,
        Errand.@Nullable Words errand,
        ItemStatus status,
        String means,
        Instant since,
        boolean statutory,
        int reached,
        String tone,
        boolean withdrawable,
        @Nullable LocalDate expectedOn,
        Receipt.@Nullable Fee fee,
        String trackingNo,
        Receipt.@Nullable Photograph photograph,
        Receipt.@Nullable Benefit benefit) {

    static List<ProgressStep> of(Receipt receipt) {
        Map<ProgressStep, List<ProgressStep>> alike = new LinkedHashMap<>();
        receipt.items().stream()
                .map(ProgressStep::of)
                .forEach(step -> alike.computeIfAbsent(step.likeness(), _ -> new ArrayList<>())
                        .add(step));
        return alike.values().stream().map(ProgressStep::together).toList();
    }

    /** What those have in common that are shown as one; an errand is somebody's own and stays by itself. */
    private ProgressStep likeness() {
        return errand == null ? with(List.of(), Instant.EPOCH) : this;
    }

    private static ProgressStep together(List<ProgressStep> alike) {
        return alike.getFirst()
                .with(
                        alike.stream().flatMap(step -> step.ids().stream()).toList(),
                        alike.stream()
                                .map(ProgressStep::since)
                                .max(Comparator.naturalOrder())
                                .orElseThrow());
    }

    private ProgressStep with(List<UUID> others, Instant at) {
        return new ProgressStep(
                others,
                agency,
                change,
                errand,
                status,
                means,
                at,
                statutory,
                reached,
                tone,
                withdrawable,
                expectedOn,
                fee,
                trackingNo,
                photograph,
                benefit);
    }

    /** Whether nothing is made before the citizen pays. */
    public boolean unpaid() {
        Receipt.Fee fee = fee();
        return fee != null && fee.unpaid() && status.waits();
    }

    /** Whether anything more can happen by itself. */
    boolean moves() {
        return tone.equals("wait") || status == ItemStatus.FAILED;
    }

    private static ProgressStep of(Receipt.Item item) {
        return new ProgressStep(
                List.of(item.id()),
                item.agency(),
                item.change(),
                item.errand(),
                item.status(),
                item.meaning(),
                item.since(),
                item.statutory(),
                reached(item.status()),
                tone(item.status()),
                !item.statutory()
                        && item.recall() != Receipt.Recall.AGENCY
                        && item.status().canBecome(ItemStatus.WITHDRAWN),
                item.waits() ? item.expectedOn() : null,
                item.fee(),
                item.trackingNo(),
                item.photograph(),
                item.benefit());
    }

    private static int reached(ItemStatus status) {
        return switch (status) {
            case ACCEPTED, FAILED, WITHDRAWN -> 1;
            case SENT, RESENT -> 2;
            case RECEIVED -> 3;
            case COMPLETED, REJECTED, NO_RECORD -> 4;
        };
    }

    private static String tone(ItemStatus status) {
        return switch (status) {
            case ACCEPTED, SENT, RESENT, RECEIVED -> "wait";
            case COMPLETED -> "good";
            case REJECTED, NO_RECORD, FAILED -> "care";
            case WITHDRAWN -> "none";
        };
    }
}
