package tw.onestop.registry;

import java.util.List;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;

/**
 * 查詢請求: one of several readings that are answered together, each for its own reader and with its own acts.
 *
 * @param numbers of whom, in the order of the answer; every number once
 * @param annotations whether 記事 are wanted
 * @param act what the trail calls the reading of each number, found or not
 * @param object what the trail names as its occasion
 * @param detail codes and counts, never personal data
 */
public record Reading(
        List<NationalId> numbers,
        AsOf asOf,
        Actor reader,
        boolean annotations,
        String act,
        String object,
        String detail) {

    public Reading {
        numbers = List.copyOf(numbers);
    }
}
