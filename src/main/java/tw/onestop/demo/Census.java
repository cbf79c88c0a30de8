package tw.onestop.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tw.onestop.kernel.Sex;

/** 人口: the people of a village, exactly as many of each sex and of each age band as are officially counted. */
final class Census {

    private Census() {}

    static List<Resident> take(VillageCounts village, Pyramid pyramid, LocalDate on, SplittableRandom random) {
        int[] men = menByBand(village, pyramid);
        List<Resident> people = new ArrayList<>(village.population());
        for (int band = 0; band < 3; band++) {
            add(people, Sex.MALE, pyramid.draw(Sex.MALE, band, men[band], random), on, random);
            int women = village.bands().of(band) - men[band];
            add(people, Sex.FEMALE, pyramid.draw(Sex.FEMALE, band, women, random), on, random);
        }
        return people;
    }

    private static void add(List<Resident> people, Sex sex, int[] ages, LocalDate on, SplittableRandom random) {
        for (int age : ages) {
            LocalDate latest = on.minusYears(age);
            LocalDate earliest = on.minusYears(age + 1L).plusDays(1);
            long days = ChronoUnit.DAYS.between(earliest, latest) + 1;
            people.add(new Resident(sex, age, earliest.plusDays(random.nextLong(days))));
        }
    }

    /**
     * How many men each band has: the official table gives sexes and bands only apart, so the township's pyramid is fitted
     * to both margins (iterative proportional fitting) and rounded to whole people without leaving them.
     */
    private static int[] menByBand(VillageCounts village, Pyramid pyramid) {
        double[] men = new double[3];
        double[] women = new double[3];
        for (int band = 0; band < 3; band++) {
            men[band] = pyramid.weight(Sex.MALE, band);
            women[band] = pyramid.weight(Sex.FEMALE, band);
        }
        for (int round = 0; round < 50; round++) {
            scale(men, village.male());
            scale(women, village.female());
            for (int band = 0; band < 3; band++) {
                double factor = village.bands().of(band) / Math.max(1e-9, men[band] + women[band]);
                men[band] *= factor;
                women[band] *= factor;
            }
        }
        int[] whole = new int[3];
        int missing = village.male();
        for (int band = 0; band < 3; band++) {
            whole[band] = Math.min((int) men[band], village.bands().of(band));
            missing -= whole[band];
        }
        while (missing != 0) {
            int step = Integer.signum(missing);
            int best = -1;
            for (int band = 0; band < 3; band++) {
                int next = whole[band] + step;
                boolean possible = next >= 0 && next <= village.bands().of(band);
                if (possible && (best < 0 || (men[band] - whole[band]) * step > (men[best] - whole[best]) * step)) {
                    best = band;
                }
            }
            whole[best] += step;
            missing -= step;
        }
        return whole;
    }

    private static void scale(double[] parts, int total) {
        double sum = parts[0] + parts[1] + parts[2];
        for (int i = 0; i < 3; i++) {
            parts[i] *= total / Math.max(1e-9, sum);
        }
    }
}
