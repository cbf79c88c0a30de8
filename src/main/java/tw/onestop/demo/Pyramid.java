package tw.onestop.demo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import tw.onestop.kernel.Sex;

/** 人口金字塔: how the residents of a township spread over single years of age, the last standing for 100 and over. */
final class Pyramid {

    private static final int AGES = 101;
    private static final int[] FROM = {0, 15, 65};
    private static final int[] TO = {15, 65, AGES};

    private final int[][] counts = new int[2][AGES];

    /** By county and township, joined. */
    static Map<String, Pyramid> all() {
        Map<String, Pyramid> byTownship = new HashMap<>();
        for (String[] row : Csv.rows("/demo/ages-by-township-2015-10.csv.gz")) {
            Pyramid pyramid = byTownship.computeIfAbsent(row[0] + row[1], _ -> new Pyramid());
            int[] ages = pyramid.counts[row[2].equals("M") ? 0 : 1];
            Arrays.setAll(ages, age -> Integer.parseInt(row[3 + age]));
        }
        return byTownship;
    }

    /** How many of a sex fall into a band; never 0, so that a share can be taken of it. */
    double weight(Sex sex, int band) {
        int sum = 0;
        for (int age = FROM[band]; age < TO[band]; age++) {
            sum += of(sex)[age];
        }
        return sum + 0.5;
    }

    /**
     * So many ages of a band, spread as the pyramid is: systematic sampling, whose counts are never further than one from
     * their expectation.
     */
    int[] draw(Sex sex, int band, int howMany, SplittableRandom random) {
        int[] ages = new int[howMany];
        if (howMany == 0) {
            return ages;
        }
        double step = (weight(sex, band) - 0.5 + (TO[band] - FROM[band]) * SMOOTH) / howMany;
        double next = random.nextDouble() * step;
        double reached = 0;
        int drawn = 0;
        for (int age = FROM[band]; age < TO[band] && drawn < howMany; age++) {
            reached += of(sex)[age] + SMOOTH;
            while (drawn < howMany && next < reached) {
                ages[drawn++] = age == AGES - 1 ? age + random.nextInt(6) : age;
                next += step;
            }
        }
        while (drawn < howMany) { // the last step may fall short by rounding
            ages[drawn++] = TO[band] - 1;
        }
        return ages;
    }

    /** Lets an age occur that the small township happened not to have. */
    private static final double SMOOTH = 0.05;

    private int[] of(Sex sex) {
        return counts[sex == Sex.MALE ? 0 : 1];
    }
}
