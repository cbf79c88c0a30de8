package tw.onestop.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tw.onestop.registry.Person.Marital;

/** 婚姻: who is married to whom in a village, and how the others stand. */
final class Marriages {

    private static final int YOUNGEST_WIFE = 21;
    private static final int YOUNGEST_HUSBAND = 22;

    private final SplittableRandom random;

    Marriages(SplittableRandom random) {
        this.random = random;
    }

    /**
     * @param most couples there can be at most, so that enough adults remain to head their own households
     */
    void make(List<Resident> adults, int most) {
        Map<Integer, Deque<Resident>> bachelors = new TreeMap<>();
        for (Resident r : adults) {
            if (r.male() && r.age >= YOUNGEST_HUSBAND) {
                bachelors.computeIfAbsent(r.age, _ -> new ArrayDeque<>()).add(r);
            }
        }
        List<Resident> women = new ArrayList<>(
                adults.stream().filter(r -> !r.male() && r.age >= YOUNGEST_WIFE).toList());
        Shuffle.by(random, women);
        int couples = 0;
        for (Resident woman : women) {
            if (couples < most && random.nextDouble() < chanceOfMarriage(woman.age)) {
                Resident man =
                        near(bachelors, woman.age + (int) Math.round(2.5 + 3 * random.nextGaussian()), woman.age);
                if (man != null) {
                    woman.marry(man);
                    couples++;
                }
            }
        }
        for (Resident r : adults) {
            if (r.spouse == null) {
                r.marital = alone(r);
            }
        }
    }

    private static @Nullable Resident near(Map<Integer, Deque<Resident>> bachelors, int wished, int wife) {
        for (int off = 0; off <= 9; off++) {
            for (int age : new int[] {wished + off, wished - off}) {
                Deque<Resident> same = bachelors.get(age);
                if (same != null && age >= wife - 6 && age <= wife + 14) {
                    Resident man = same.poll();
                    if (man != null) {
                        return man;
                    }
                }
            }
        }
        return null;
    }

    private static double chanceOfMarriage(int age) {
        return age < 25 ? 0.05 : age < 30 ? 0.22 : age < 35 ? 0.5 : age < 65 ? 0.74 : age < 80 ? 0.6 : 0.3;
    }

    private Marital alone(Resident r) {
        double divorced = r.age < 25 ? 0 : r.age < 35 ? 0.04 : r.age < 50 ? 0.3 : r.age < 65 ? 0.4 : 0.12;
        double widowed = r.age < 40 ? 0 : r.age < 50 ? 0.02 : r.age < 65 ? 0.12 : r.age < 80 ? 0.55 : 0.82;
        double widowedOfSex = r.male() ? widowed / 2 : widowed;
        double drawn = random.nextDouble();
        return drawn < divorced ? Marital.DIVORCED : drawn < divorced + widowedOfSex ? Marital.WIDOWED : Marital.SINGLE;
    }
}
