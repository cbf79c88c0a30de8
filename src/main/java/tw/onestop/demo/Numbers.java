package tw.onestop.demo;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;

/** 統一編號、戶號: numbers that are never given twice, without looking like a sequence. */
final class Numbers {

    /** Third digits 0 to 5 are those of people born here. */
    private static final int BORN_HERE = 6_000_000;

    private static final int HOUSEHOLDS = 10_000_000;
    /** Shares no divisor with either, so that the walk meets every number once. */
    private static final long STRIDE = 2_718_281L;

    private static final Map<String, Character> LETTERS = Map.ofEntries(
            Map.entry("臺北市", 'A'),
            Map.entry("臺中市", 'B'),
            Map.entry("基隆市", 'C'),
            Map.entry("臺南市", 'D'),
            Map.entry("高雄市", 'E'),
            Map.entry("新北市", 'F'),
            Map.entry("宜蘭縣", 'G'),
            Map.entry("桃園市", 'H'),
            Map.entry("嘉義市", 'I'),
            Map.entry("新竹縣", 'J'),
            Map.entry("苗栗縣", 'K'),
            Map.entry("南投縣", 'M'),
            Map.entry("彰化縣", 'N'),
            Map.entry("新竹市", 'O'),
            Map.entry("雲林縣", 'P'),
            Map.entry("嘉義縣", 'Q'),
            Map.entry("屏東縣", 'T'),
            Map.entry("花蓮縣", 'U'),
            Map.entry("臺東縣", 'V'),
            Map.entry("金門縣", 'W'),
            Map.entry("澎湖縣", 'X'),
            Map.entry("連江縣", 'Z'));

    /** Letters of counties that were merged on 25 December 2010 and are still borne. */
    private static final Map<String, Character> FORMER = Map.of("臺中市", 'L', "臺南市", 'R', "高雄市", 'S');

    /**
     * 配號範圍: which of a letter's numbers are given here, as shares of all of them, so that places can give numbers at the
     * same time without asking one another.
     *
     * @param county whose letter is mostly given here; {@code ""} for a place that has every letter to itself
     * @param from share of the numbers that the places of one county have among themselves
     * @param fromOfAll share of those kept for people who first were registered in a county and live elsewhere
     */
    record Share(String county, double from, double to, double fromOfAll, double toOfAll) {

        static final Share WHOLE = new Share("", 0, 1, 0, 1);

        /** Of the county's own numbers four fifths are kept for those who live there. */
        private static final double AT_HOME = 0.8;

        private int first(String firstCounty, int numbers) {
            return (int) (numbers * of(firstCounty, from, fromOfAll));
        }

        private int last(String firstCounty, int numbers) {
            return (int) (numbers * of(firstCounty, to, toOfAll));
        }

        private double of(String firstCounty, double home, double away) {
            return county.isEmpty()
                    ? home
                    : county.equals(firstCounty) ? home * AT_HOME : AT_HOME + away * (1 - AT_HOME);
        }
    }

    private final Map<String, Integer> given = new TreeMap<>();
    private final int start;
    private final Share share;

    Numbers(SplittableRandom random, Share share) {
        this.start = random.nextInt(BORN_HERE);
        this.share = share;
    }

    NationalId person(Resident r, String firstCounty, boolean former) {
        char letter = former && FORMER.containsKey(firstCounty) && r.born.getYear() < 2010
                ? FORMER.getOrDefault(firstCounty, '?')
                : letter(firstCounty);
        int running = next("%c%c".formatted(letter, r.sex.code()), firstCounty, BORN_HERE);
        return NationalId.of(letter, r.sex.code() - '0', running);
    }

    HouseholdNo household(String county) {
        char letter = letter(county);
        return new HouseholdNo("%c%07d".formatted(letter, next("household " + letter, county, HOUSEHOLDS)));
    }

    private int next(String series, String county, int size) {
        int count = given.merge(series, 1, Integer::sum) + share.first(county, size);
        if (count > share.last(county, size)) {
            throw new IllegalStateException("no numbers are left of " + series);
        }
        return (int) ((start + count * STRIDE) % size);
    }

    private static char letter(String county) {
        Character letter = LETTERS.get(county);
        if (letter == null) {
            throw new IllegalArgumentException("no such county: " + county);
        }
        return letter;
    }
}
