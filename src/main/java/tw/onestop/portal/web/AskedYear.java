package tw.onestop.portal.web;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** 年度 as asked for in an address: {@code 2017} or, of the Republic, {@code 106}; nothing is the present one. */
final class AskedYear {

    private static final Pattern NUMBER = Pattern.compile("\\d{2,4}");
    private static final int OF_THE_REPUBLIC = 1911;
    private static final int EARLIEST = 1950;

    private AskedYear() {}

    /** Empty for what is no year there could be figures of. */
    static Optional<Integer> of(String typed, LocalDate today) {
        String tidy = typed.strip();
        if (tidy.isEmpty()) {
            return Optional.of(today.getYear());
        }
        return Optional.of(tidy)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::valueOf)
                .map(number -> number < 1000 ? number + OF_THE_REPUBLIC : number)
                .filter(year -> year >= EARLIEST && year <= today.getYear());
    }
}
