package tw.onestop.counter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tw.onestop.agency.Agency;
import tw.onestop.notice.ItemStatus;
import tw.onestop.notice.Receipt;

/**
 * 通報案件的一行: one matter of those for whom it stands alike, so that a family that moved is one line for each agency. An errand is
 * somebody's own and stays by itself.
 *
 * @param item the first of them
 * @param persons masked, one for each item
 * @param since when the last of them came to this state
 */
record CaseLine(Receipt.Item item, List<String> persons, Instant since) {

    /** What has to be equal: all that the line shows but the person and the moment. */
    private record Likeness(Agency agency, String change, boolean statutory, ItemStatus status, String reason) {

        static Likeness of(Receipt.Item item) {
            return new Likeness(item.agency(), item.change(), item.statutory(), item.status(), item.reason());
        }
    }

    static List<CaseLine> of(Receipt receipt) {
        Map<Object, CaseLine> lines = new LinkedHashMap<>();
        receipt.items()
                .forEach(item -> lines.merge(
                        item.errand() == null ? Likeness.of(item) : item.id(),
                        new CaseLine(item, List.of(item.person()), item.since()),
                        CaseLine::and));
        return List.copyOf(lines.values());
    }

    private CaseLine and(CaseLine other) {
        List<String> all = new ArrayList<>(persons);
        all.addAll(other.persons);
        return new CaseLine(item, List.copyOf(all), other.since.isAfter(since) ? other.since : since);
    }
}
