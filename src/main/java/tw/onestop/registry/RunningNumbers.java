package tw.onestop.registry;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.HouseholdNo;

/**
 * 流水戶號: the county's letter and seven running digits. Its last digit checks nothing, because how the ministry
 * computes it is not published; an office that knows replaces this.
 */
@Component
class RunningNumbers implements HouseholdNumbers {

    /** Letters by county code, those of the national id (國民身分證統一編號). */
    private static final Map<String, Character> LETTERS = Map.ofEntries(
            Map.entry("63000", 'A'),
            Map.entry("66000", 'B'),
            Map.entry("10017", 'C'),
            Map.entry("67000", 'D'),
            Map.entry("64000", 'E'),
            Map.entry("65000", 'F'),
            Map.entry("10002", 'G'),
            Map.entry("68000", 'H'),
            Map.entry("10020", 'I'),
            Map.entry("10004", 'J'),
            Map.entry("10005", 'K'),
            Map.entry("10008", 'M'),
            Map.entry("10007", 'N'),
            Map.entry("10018", 'O'),
            Map.entry("10009", 'P'),
            Map.entry("10010", 'Q'),
            Map.entry("10013", 'T'),
            Map.entry("10015", 'U'),
            Map.entry("10014", 'V'),
            Map.entry("09020", 'W'),
            Map.entry("10016", 'X'),
            Map.entry("09007", 'Z'));

    private final JdbcClient jdbc;
    private final Books books;

    RunningNumbers(JdbcClient jdbc, Books books) {
        this.jdbc = jdbc;
        this.books = books;
    }

    /** The letter of the county of an address. */
    static char letter(Address address) {
        Character letter = LETTERS.get(address.villageCode().substring(0, 5));
        if (letter == null) {
            throw new IllegalStateException("no letter for the county of " + address.villageCode());
        }
        return letter;
    }

    @Override
    public HouseholdNo next(Address address) {
        char letter = letter(address);
        HouseholdNo no;
        do {
            long running = jdbc.sql("select nextval('registry.household_number')")
                    .query(Long.class)
                    .single();
            no = new HouseholdNo("%c%07d".formatted(letter, running % 10_000_000));
        } while (books.isTaken(no));
        return no;
    }
}
