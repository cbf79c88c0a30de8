package tw.onestop.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Person.Marital;

/**
 * 世系: ties the households of a township to one another: parents who live in another of its villages, and brothers and
 * sisters, uncles and cousins by parents and grandparents who have died. Others come from elsewhere, and of their parents
 * the register has only the names.
 */
final class Lineage {

    /** Of a hundred grown people without parents here, how many have them elsewhere in the township. */
    private static final int PARENTS_IN_TOWN = 45;
    /** Of a hundred who still have none, how many are children of somebody who died here, by their age. */
    private static final int[] ORPHANED = {0, 0, 8, 15, 25, 38, 45, 45, 40, 30, 15};

    private static final int[] BROTHERS_AND_SISTERS = {2, 2, 2, 2, 3, 3, 4, 4, 4, 4, 4};
    private static final int MOST = 5;
    /** Years between the eldest and the youngest of a mother's children. */
    private static final int LONGEST_BETWEEN = 18;

    private static final int GRANDPARENTS = 40;
    private static final int YOUNGEST_MOTHER = 20;
    private static final int OLDEST_MOTHER = 42;
    private static final int EARLIEST_BIRTH = 1880;

    private final SplittableRandom random;
    private final LocalDate today;
    private final List<Resident> departed = new ArrayList<>();

    Lineage(SplittableRandom random, LocalDate today) {
        this.random = random;
        this.today = today;
    }

    /** Ties these people, and returns the parents and grandparents of theirs who have died. */
    List<Resident> tie(List<Resident> people) {
        Parents parents = new Parents(people, random);
        for (Resident r : people) {
            if (r.age >= 20 && r.age < 60 && alone(r) && chance(PARENTS_IN_TOWN)) {
                Resident parent = parents.among(r, 4, p -> p.home != r.home);
                if (parent != null) {
                    r.bornTo(parent);
                }
            }
        }
        List<Resident> orphans = people.stream()
                .filter(r -> alone(r) && chance(ORPHANED[Math.min(r.age / 10, ORPHANED.length - 1)]))
                .toList();
        List<Resident> dead = bury(orphans);
        bury(dead.stream().filter(_ -> chance(GRANDPARENTS)).toList());
        return departed;
    }

    private static boolean alone(Resident r) {
        return !r.rooted() && r.grandparent == null;
    }

    /** Gives these people parents who have died, in families as large as they were when they were born. */
    private List<Resident> bury(List<Resident> orphans) {
        List<Resident> shuffled = new ArrayList<>(orphans);
        Shuffle.by(random, shuffled);
        List<Deque<Resident>> byAge = Stream.<Deque<Resident>>generate(ArrayDeque::new)
                .limit(1L + shuffled.stream().mapToInt(r -> r.age).max().orElse(0))
                .toList();
        shuffled.forEach(r -> byAge.get(r.age).add(r));
        List<Resident> dead = new ArrayList<>();
        for (int age = byAge.size() - 1; age >= 0; age--) {
            while (!byAge.get(age).isEmpty()) {
                List<Resident> couple = couple(siblings(byAge, age));
                dead.addAll(couple);
            }
        }
        departed.addAll(dead);
        return dead;
    }

    /** The eldest of this age, and younger ones as they came after one another. */
    private List<Resident> siblings(List<Deque<Resident>> byAge, int eldest) {
        List<Resident> siblings = new ArrayList<>(List.of(byAge.get(eldest).remove()));
        int usual = BROTHERS_AND_SISTERS[Math.min(eldest / 10, BROTHERS_AND_SISTERS.length - 1)];
        int wanted = Math.min(MOST, Math.max(1, usual - 1 + random.nextInt(3)));
        int age = eldest;
        while (siblings.size() < wanted) {
            age -= 1 + random.nextInt(4);
            if (age < Math.max(0, eldest - LONGEST_BETWEEN)) {
                break;
            }
            Resident next = byAge.get(age).peek();
            if (next != null && mayFollow(siblings, next)) {
                siblings.add(byAge.get(age).remove());
            }
        }
        return siblings;
    }

    private static boolean mayFollow(List<Resident> elder, Resident next) {
        return ChronoUnit.DAYS.between(elder.getLast().born, next.born) >= Parents.SPACING
                && elder.stream().allMatch(r -> r.spouse != next);
    }

    /** Their mother and father; none where they would have been born too long ago to stand in any register. */
    private List<Resident> couple(List<Resident> children) {
        LocalDate first = children.getFirst().born;
        LocalDate last = children.getLast().born;
        int span = (int) ChronoUnit.YEARS.between(first, last) + 1;
        int latest = Math.max(YOUNGEST_MOTHER, Math.min(32, OLDEST_MOTHER - span));
        int age = YOUNGEST_MOTHER + random.nextInt(latest - YOUNGEST_MOTHER + 1);
        Resident mother = gone(Sex.FEMALE, first.minusYears(age).minusDays(1 + random.nextInt(360)), last, 77);
        int older = Math.max(random.nextInt(8) - 2, YOUNGEST_MOTHER - age);
        Resident father = gone(Sex.MALE, mother.born.minusYears(older).minusDays(random.nextInt(360)), last, 71);
        if (father.born.getYear() < EARLIEST_BIRTH) {
            return List.of();
        }
        mother.marry(father);
        LocalDate left = died(mother).isAfter(died(father)) ? died(mother) : died(father);
        (left.equals(mother.died) ? mother : father).marital = Marital.WIDOWED;
        Hearth home = children.getFirst().home();
        for (Resident parent : List.of(father, mother)) {
            parent.home = home;
            home.departed.add(parent);
        }
        children.forEach(child -> child.bornTo(mother));
        return List.of(father, mother);
    }

    /** Somebody who lived about so long, but saw their youngest child. */
    private Resident gone(Sex sex, LocalDate born, LocalDate youngest, int years) {
        Resident r = new Resident(sex, (int) ChronoUnit.YEARS.between(born, today), born);
        LocalDate death = born.plusDays((long) (365.25 * (years + 11 * random.nextGaussian())));
        LocalDate earliest = youngest.plusDays(1);
        if (death.isBefore(earliest) || !death.isBefore(today)) {
            long days = ChronoUnit.DAYS.between(earliest, today);
            death = earliest.plusDays(random.nextLong(Math.max(1, days)));
        }
        LocalDate oldest = born.plusYears(106);
        r.died = death.isAfter(oldest) ? oldest : death;
        return r;
    }

    private static LocalDate died(Resident r) {
        return Objects.requireNonNull(r.died);
    }

    private boolean chance(int ofHundred) {
        return random.nextInt(100) < ofHundred;
    }
}
