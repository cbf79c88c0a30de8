package tw.onestop.demo;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tw.onestop.registry.Person.Marital;

/** 親子: finds parents in the village whose ages, marriage and other children allow one child more. */
final class Parents {

    private static final int TRIES = 16;
    /** Children of one mother are born at least so many days apart. */
    static final int SPACING = 300;

    private static final int OLDEST = 130;

    private final SplittableRandom random;
    private final List<List<Resident>> byAge = new ArrayList<>();

    Parents(List<Resident> adults, SplittableRandom random) {
        this.random = random;
        IntStream.rangeClosed(0, OLDEST).forEach(_ -> byAge.add(new ArrayList<>()));
        adults.forEach(r -> byAge.get(r.age).add(r));
    }

    /** A mother, or a father who brings the child up alone; null when the village has none. */
    @Nullable
    Resident of(Resident child, int mostChildren, Predicate<Resident> allowed) {
        Predicate<Resident> fit = r -> fits(child, r, mostChildren) && allowed.test(r);
        Resident mother =
                pick(child.age + 20, child.age + 41, r -> !r.male() && r.marital != Marital.SINGLE && fit.test(r));
        return mother != null ? mother : pick(child.age + 22, child.age + 50, r -> r.male() && left(r) && fit.test(r));
    }

    /** A woman never married. */
    @Nullable
    Resident singleMother(Resident child) {
        return pick(child.age + 20, child.age + 41, r -> !r.male() && r.marital == Marital.SINGLE && fits(child, r, 2));
    }

    /** Somebody old enough to bring a grandchild up. */
    @Nullable
    Resident grandparent(Resident child) {
        Resident near = pick(child.age + 45, child.age + 75, r -> r.children.size() < 4);
        return near != null ? near : pick(child.age + 18, 120, _ -> true);
    }

    /** Somebody out of a town full of candidates, of whom there is no need to ask all. */
    @Nullable
    Resident among(Resident child, int mostChildren, Predicate<Resident> allowed) {
        return sample(
                child.age + 20,
                child.age + 41,
                r -> !r.male() && r.marital != Marital.SINGLE && fits(child, r, mostChildren) && allowed.test(r));
    }

    private @Nullable Resident pick(int from, int to, Predicate<Resident> fits) {
        Resident best = sample(from, to, fits);
        return best != null
                ? best
                : aged(from, to).stream()
                        .flatMap(List::stream)
                        .filter(fits)
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable Resident sample(int from, int to, Predicate<Resident> fits) {
        List<List<Resident>> aged = aged(from, to);
        int all = aged.stream().mapToInt(List::size).sum();
        Resident best = null;
        for (int i = 0; all > 0 && i < TRIES; i++) {
            Resident r = at(aged, random.nextInt(all));
            if (fits.test(r) && (best == null || score(r) < score(best))) {
                best = r;
            }
        }
        return best;
    }

    private List<List<Resident>> aged(int from, int to) {
        return byAge.subList(Math.min(from, OLDEST), Math.min(to, OLDEST) + 1);
    }

    private static Resident at(List<List<Resident>> aged, int position) {
        int rest = position;
        for (List<Resident> same : aged) {
            if (rest < same.size()) {
                return same.get(rest);
            }
            rest -= same.size();
        }
        throw new IllegalArgumentException("nobody at " + position);
    }

    private static int score(Resident r) {
        int children = r.children.size();
        // A second child is likelier than a first, a third less, and most children have both parents.
        return (children == 1 ? 0 : children == 0 ? 1 : children * 2) + (r.spouse == null ? 3 : 0);
    }

    private static boolean left(Resident r) {
        return r.marital == Marital.DIVORCED || r.marital == Marital.WIDOWED;
    }

    private static boolean fits(Resident child, Resident parent, int most) {
        Resident other = parent.spouse;
        return parent.children.size() < most
                && parent != child.spouse
                && (child.spouse == null || !parent.children.contains(child.spouse))
                && (other == null || (other.age - child.age >= 19 && other.age - child.age <= 60))
                && parent.children.stream()
                        .allMatch(c -> Math.abs(ChronoUnit.DAYS.between(c.born, child.born)) >= SPACING);
    }
}
