package tw.onestop.statistics;

import java.util.Arrays;

/**
 * 避免揭露: which figures of areas are not told. The nation's figures by service and by month are told, and totals of areas where they can
 * be; so what is small is hidden together with others (主要及互補遮蔽), until for each small figure another one would fit everything
 * that is told just as well. To show that, one case is moved: within a rectangle of two areas and two columns, whose sums stay; or, where
 * an area's total is hidden as well, to another area. What is hidden stays hidden, so a move that was found stays possible.
 */
final class Disclosure {

    private final long[][] parts;
    private final long[] totals;
    private final int split;
    private final long smallest;
    private final boolean[][] hidden;
    private final boolean[] hiddenTotals;

    private Disclosure(long[][] parts, int split, long smallest) {
        this.parts = parts;
        this.split = split;
        this.smallest = smallest;
        this.totals = Arrays.stream(parts)
                .mapToLong(row -> Arrays.stream(row, 0, split).sum())
                .toArray();
        this.hidden = Arrays.stream(parts).map(row -> new boolean[row.length]).toArray(boolean[][]::new);
        this.hiddenTotals = new boolean[parts.length];
    }

    /**
     * 遮蔽.
     *
     * @param parts as given
     * @param totals of the areas
     */
    record Hidden(boolean[][] parts, boolean[] totals) {}

    /**
     * @param parts by area: columns of a first kind, then of a second; the sum of each kind is the area's total
     * @param split where the second kind begins
     * @param smallest what is less is small, unless it is 0
     */
    static Hidden of(long[][] parts, int split, long smallest) {
        Disclosure disclosure = new Disclosure(parts, split, smallest);
        disclosure.hide();
        return new Hidden(disclosure.hidden, disclosure.hiddenTotals);
    }

    private boolean small(long number) {
        return number > 0 && number < smallest;
    }

    private void hide() {
        for (int a = 0; a < parts.length; a++) {
            hiddenTotals[a] = small(totals[a]);
            for (int c = 0; c < parts[a].length; c++) {
                hidden[a][c] = small(parts[a][c]);
            }
        }
        for (int a = 0; a < parts.length; a++) {
            if (small(totals[a])) {
                pair(a);
            }
        }
        for (int a = 0; a < parts.length; a++) {
            for (int c = 0; c < parts[a].length; c++) {
                if (small(parts[a][c]) && !moves(a, c)) {
                    protect(a, c);
                }
            }
        }
    }

    private int kindBegin(int column) {
        return column < split ? 0 : split;
    }

    private int kindEnd(int column) {
        return column < split ? split : parts[0].length;
    }

    /** Whether one case can leave this cell already. */
    private boolean moves(int a, int c) {
        for (int b = 0; b < parts.length; b++) {
            if (b == a || !hidden[b][c]) {
                continue;
            }
            for (int d = kindBegin(c); d < kindEnd(c); d++) {
                if (d != c && parts[b][d] > 0 && hidden[a][d] && hidden[b][d]) {
                    return true;
                }
            }
            if (hiddenTotals[a] && hiddenTotals[b] && movesInTheOtherKind(a, b, c)) {
                return true;
            }
        }
        return false;
    }

    private boolean movesInTheOtherKind(int a, int b, int c) {
        int begin = c < split ? split : 0;
        int end = c < split ? parts[0].length : split;
        for (int d = begin; d < end; d++) {
            if (parts[a][d] > 0 && hidden[a][d] && hidden[b][d]) {
                return true;
            }
        }
        return false;
    }

    /** By the rectangle that hides least; where there is none, by another area's total. */
    private void protect(int a, int c) {
        int area = -1;
        int column = -1;
        long least = Long.MAX_VALUE;
        for (int b = 0; b < parts.length; b++) {
            for (int d = kindBegin(c); b != a && d < kindEnd(c); d++) {
                if (d == c || parts[b][d] == 0) {
                    continue;
                }
                long cost = cost(a, d) + cost(b, c) + cost(b, d);
                if (cost < least) {
                    least = cost;
                    area = b;
                    column = d;
                }
            }
        }
        if (area >= 0) {
            hidden[a][column] = true;
            hidden[area][c] = true;
            hidden[area][column] = true;
        } else {
            hidden[pair(a)][c] = true;
        }
    }

    private long cost(int a, int c) {
        return hidden[a][c] ? 0 : parts[a][c] + 1;
    }

    /** Hides an area's total with another's, and in each kind a cell of both, so that a case can go from the one to the other. */
    private int pair(int a) {
        int other = -1;
        for (int b = 0; b < parts.length; b++) {
            if (b != a && (other < 0 || before(b, other))) {
                other = b;
            }
        }
        if (other < 0) {
            return a;
        }
        hiddenTotals[a] = true;
        hiddenTotals[other] = true;
        for (int begin : new int[] {0, split}) {
            int end = begin == 0 ? split : parts[a].length;
            int best = -1;
            for (int c = begin; c < end; c++) {
                if (parts[a][c] > 0 && (best < 0 || cost(a, c) + cost(other, c) < cost(a, best) + cost(other, best))) {
                    best = c;
                }
            }
            if (best >= 0) {
                hidden[a][best] = true;
                hidden[other][best] = true;
            }
        }
        return other;
    }

    /** What is hidden already comes first, then areas that have something, the least of it. */
    private boolean before(int b, int c) {
        if (hiddenTotals[b] != hiddenTotals[c]) {
            return hiddenTotals[b];
        }
        if ((totals[b] > 0) != (totals[c] > 0)) {
            return totals[b] > 0;
        }
        return totals[b] < totals[c];
    }

    /** Of one list whose sum is told: what is small, and where that is a single one another with it. */
    static boolean[] ofList(long[] numbers, long smallest) {
        boolean[] hidden = new boolean[numbers.length];
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            hidden[i] = numbers[i] > 0 && numbers[i] < smallest;
            count += hidden[i] ? 1 : 0;
        }
        if (count == 1) {
            int least = -1;
            for (int i = 0; i < numbers.length; i++) {
                if (!hidden[i] && (least < 0 || order(numbers[i]) < order(numbers[least]))) {
                    least = i;
                }
            }
            if (least >= 0) {
                hidden[least] = true;
            }
        }
        return hidden;
    }

    /** Something before nothing, and the least of it. */
    private static long order(long number) {
        return number == 0 ? Long.MAX_VALUE : number;
    }
}
