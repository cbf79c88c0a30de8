package tw.onestop.registry;

import java.util.List;
import java.util.Set;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;

/**
 * 查詢請求: one of several readings that are answered together, each for its own reader and with its own acts.
 *
 * @param numbers of whom, as they bear them now, in the order of the answer; every number once
 * @param annotations whether 記事 are wanted
 * @param act what the trail calls the reading of each number, found or not
 * @param object what the trail names as its occasion
 * @param detail codes and counts, never personal data
 * @param areas codes of counties (five digits) and townships (eight): who is registered elsewhere at that moment, or where is not to be
 *     told to the reader, is not found; none for the nation
 */
public record Reading(
        List<NationalId> numbers,
        AsOf asOf,
        Actor reader,
        boolean annotations,
        String act,
        String object,
        String detail,
        Set<String> areas) {

    public Reading {
        numbers = List.copyOf(numbers);
        areas = Set.copyOf(areas);
    }

    /** Of whoever it is, wherever they are registered. */
    public Reading(
            List<NationalId> numbers,
            AsOf asOf,
            Actor reader,
            boolean annotations,
            String act,
            String object,
            String detail) {
        this(numbers, asOf, reader, annotations, act, object, detail, Set.of());
    }

    /** The same of these. */
    public Reading of(List<NationalId> others) {
        return new Reading(others, asOf, reader, annotations, act, object, detail, areas);
    }

    /** Whether an address lies in the areas; one that is withheld lies nowhere, since else it were told. */
    static boolean within(Set<String> areas, Address address) {
        return areas.isEmpty()
                || areas.stream().anyMatch(area -> address.villageCode().startsWith(area));
    }
}
