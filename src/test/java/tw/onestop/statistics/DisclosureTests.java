package tw.onestop.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever knows everything that is told still cannot say what a small figure is: all tables that fit are tried. */
class DisclosureTests {

    private static final long SMALLEST = 3;

    @Test
    void everySmallFigureCouldBeAnother() {
        Random random = new Random(20_171_231);
        for (int turn = 0; turn < 400; turn++) {
            long[][] parts = table(random);
            Disclosure.Hidden hidden = Disclosure.of(parts, 2, SMALLEST);
            Map<String, Set<Long>> possible = fitting(parts, hidden);
            for (int a = 0; a < parts.length; a++) {
                for (int c = 0; c < 4; c++) {
                    if (parts[a][c] > 0 && parts[a][c] < SMALLEST) {
                        assertThat(possible.get(a + "/" + c))
                                .as("turn %d, %d/%d of %s", turn, a, c, Arrays.deepToString(parts))
                                .hasSizeGreaterThan(1);
                    }
                }
                long total = parts[a][0] + parts[a][1];
                if (total > 0 && total < SMALLEST) {
                    assertThat(possible.get(a + "/total"))
                            .as("turn %d, total %d of %s", turn, a, Arrays.deepToString(parts))
                            .hasSizeGreaterThan(1);
                }
            }
        }
    }

    @Test
    void whatIsLargeIsTold() {
        Disclosure.Hidden hidden =
                Disclosure.of(new long[][] {{50, 60, 110, 0}, {70, 80, 75, 75}, {5, 5, 10, 0}}, 2, 5);
        for (boolean[] row : hidden.parts()) {
            assertThat(row).containsOnly(false);
        }
        assertThat(hidden.totals()).containsOnly(false);
    }

    @Test
    void ofAListASingleSmallFigureTakesAnotherWithIt() {
        assertThat(Disclosure.ofList(new long[] {900, 2, 40, 0}, 5)).containsExactly(false, true, true, false);
        assertThat(Disclosure.ofList(new long[] {900, 2, 3, 0}, 5)).containsExactly(false, true, true, false);
        assertThat(Disclosure.ofList(new long[] {900, 40, 0}, 5)).containsExactly(false, false, false);
    }

    /** Three areas, two columns of each kind. */
    private static long[][] table(Random random) {
        long[][] parts = new long[3][4];
        for (long[] row : parts) {
            row[0] = random.nextInt(5) - random.nextInt(2) * 2L;
            row[1] = random.nextInt(4);
            row[0] = Math.max(0, row[0]);
            row[2] = random.nextInt((int) (row[0] + row[1]) + 1);
            row[3] = row[0] + row[1] - row[2];
        }
        return parts;
    }

    /** Values each cell takes in all tables that have the nation's sums and whatever is told. */
    private static Map<String, Set<Long>> fitting(long[][] parts, Disclosure.Hidden hidden) {
        Map<String, Set<Long>> possible = new HashMap<>();
        long[] sums = new long[4];
        for (long[] row : parts) {
            for (int c = 0; c < 4; c++) {
                sums[c] += row[c];
            }
        }
        search(parts, hidden, sums, new long[3][4], 0, possible);
        return possible;
    }

    private static void search(
            long[][] parts,
            Disclosure.Hidden hidden,
            long[] left,
            long[][] tried,
            int area,
            Map<String, Set<Long>> possible) {
        if (area == 3) {
            if (Arrays.stream(left).allMatch(rest -> rest == 0)) {
                note(tried, possible);
            }
            return;
        }
        long total = parts[area][0] + parts[area][1];
        for (long a = 0; a <= left[0]; a++) {
            for (long b = 0; b <= left[1]; b++) {
                if ((!hidden.totals()[area] && a + b != total)
                        || told(hidden, parts, area, 0, a)
                        || told(hidden, parts, area, 1, b)) {
                    continue;
                }
                for (long c = 0; c <= Math.min(left[2], a + b); c++) {
                    long d = a + b - c;
                    if (d > left[3] || told(hidden, parts, area, 2, c) || told(hidden, parts, area, 3, d)) {
                        continue;
                    }
                    tried[area] = new long[] {a, b, c, d};
                    search(
                            parts,
                            hidden,
                            new long[] {left[0] - a, left[1] - b, left[2] - c, left[3] - d},
                            tried,
                            area + 1,
                            possible);
                }
            }
        }
    }

    /** Whether something else than this is told. */
    private static boolean told(Disclosure.Hidden hidden, long[][] parts, int area, int column, long value) {
        return !hidden.parts()[area][column] && parts[area][column] != value;
    }

    private static void note(long[][] tried, Map<String, Set<Long>> possible) {
        for (int a = 0; a < 3; a++) {
            for (int c = 0; c < 4; c++) {
                possible.computeIfAbsent(a + "/" + c, _ -> new HashSet<>()).add(tried[a][c]);
            }
            possible.computeIfAbsent(a + "/total", _ -> new HashSet<>()).add(tried[a][0] + tried[a][1]);
        }
    }
}
