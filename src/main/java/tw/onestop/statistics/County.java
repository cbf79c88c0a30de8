package tw.onestop.statistics;

import java.util.List;

/**
 * 縣市 of a year.
 *
 * @param code five digits, of today
 * @param name at the end of that year
 * @param earlier what it was called at its beginning, {@code ""} where that was the same
 * @param codes by which its offices begin, those of before a reform among them
 */
public record County(String code, String name, String nameEn, String earlier, String earlierEn, List<String> codes) {

    public County {
        codes = List.copyOf(codes);
    }
}
