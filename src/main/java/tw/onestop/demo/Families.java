package tw.onestop.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * 家庭: makes exactly as many households of a village's people as are officially counted. Couples and their young children
 * first, every other adult alone; then households join, kin first, until the number is right.
 */
final class Families {

    private static final int ADULT = 18;
    /** Where an average household would be larger, the rest lives in barracks and staff quarters. */
    private static final double LARGEST_MEAN = 4.4;

    private static final int LARGEST_FAMILY = 9;
    private static final int SMALLEST_JOINED = 4;

    private final SplittableRandom random;
    private final List<Hearth> hearths = new ArrayList<>();

    Families(SplittableRandom random) {
        this.random = random;
    }

    List<Hearth> make(List<Resident> people, int households) {
        List<Resident> kin = new ArrayList<>(people);
        List<Hearth> quarters = quarters(kin, households);
        int wanted = households - quarters.size();
        kin.sort(Comparator.comparingInt((Resident r) -> r.age).reversed());
        int adults = 0;
        while (adults < kin.size() && (kin.get(adults).age >= ADULT || adults < wanted)) {
            adults++;
        }
        List<Resident> grown = new ArrayList<>(kin.subList(0, adults));
        List<Resident> minors = new ArrayList<>(kin.subList(adults, kin.size()));
        new Marriages(random).make(grown, adults - wanted);
        Parents parents = new Parents(grown, random);
        for (Resident r : grown) {
            settle(r);
        }
        Shuffle.by(random, minors);
        minors.forEach(child -> bringUp(child, parents));
        join(grown, parents, wanted);
        remember(grown, parents);
        hearths.removeIf(h -> h.size() == 0);
        hearths.addAll(quarters);
        return hearths;
    }

    /** Takes those who live in shared-business households out of the list. */
    private List<Hearth> quarters(List<Resident> people, int households) {
        List<Hearth> quarters = new ArrayList<>();
        if (people.size() <= 1.05 * LARGEST_MEAN * households || households < 10) {
            return quarters;
        }
        int number = Math.max(1, households / 40);
        List<Resident> staff = new ArrayList<>(
                people.stream().filter(r -> r.age >= 20 && r.age < 55).toList());
        Shuffle.by(random, staff);
        staff.sort(Comparator.comparingInt(r -> r.male() ? 0 : 1));
        int men = (int) staff.stream().filter(Resident::male).count();
        int surplus = (int) Math.min(people.size() - LARGEST_MEAN * (households - number), men * 0.7);
        for (int i = 0; i < number; i++) {
            quarters.add(new Hearth(true));
        }
        for (int i = 0; i < Math.max(number, surplus); i++) {
            quarters.get(i % number).add(staff.get(i));
            people.remove(staff.get(i));
        }
        quarters.forEach(h ->
                h.members.sort(Comparator.comparingInt((Resident r) -> r.age).reversed()));
        return quarters;
    }

    private void settle(Resident r) {
        Hearth home = r.spouse == null ? null : r.spouse.home;
        if (home == null) {
            home = new Hearth(false);
            hearths.add(home);
        }
        home.add(r);
    }

    private void bringUp(Resident child, Parents parents) {
        Resident parent = parents.of(child, 3, _ -> true);
        if (parent == null && random.nextInt(3) == 0) {
            parent = parents.singleMother(child);
        }
        if (parent == null) {
            parent = parents.of(child, 5, _ -> true);
        }
        if (parent != null) {
            child.bornTo(parent);
        } else {
            parent = parents.grandparent(child);
            child.grandparent = parent;
        }
        if (parent == null) {
            throw new IllegalStateException("a village without adults");
        }
        parent.home().add(child);
    }

    /** Grown children with their parents, then brothers and sisters, then lodgers, until the number is right. */
    private void join(List<Resident> grown, Parents parents, int wanted) {
        int present = hearths.size();
        List<Resident> order = new ArrayList<>(grown);
        Shuffle.by(random, order);
        // The youngest join their parents first, as most do; the order within ten years is the seed's.
        order.sort(Comparator.comparingInt(r -> r.age / 10));
        // Small households fill first, so that few become as large as allowed.
        for (int largest = SMALLEST_JOINED; largest <= LARGEST_FAMILY; largest++) {
            for (Resident r : order) {
                boolean free = present > wanted && !r.rooted() && leads(r) && mayReturn(r);
                if (free && returnToParents(r, parents, largest)) {
                    present--;
                }
            }
        }
        List<Resident> single = new ArrayList<>(order.stream()
                .filter(r -> r.spouse == null && !r.rooted() && r.home().size() == 1)
                .toList());
        for (int i = 0; i + 1 < single.size() && present > wanted; i += 2) {
            Resident a = single.get(i);
            Resident b = single.get(i + 1);
            if (Math.abs(a.age - b.age) >= 1 && Math.abs(a.age - b.age) <= 15) {
                a.siblings = List.of(a, b);
                b.siblings = a.siblings;
                a.home().take(b.home());
                present--;
            }
        }
        List<Hearth> smallest =
                new ArrayList<>(hearths.stream().filter(h -> h.size() > 0).toList());
        smallest.sort(Comparator.comparingInt(Hearth::size));
        for (int i = 0; present > wanted; i++) {
            Hearth host = smallest.get(smallest.size() - 1 - i % Math.max(1, smallest.size() / 2));
            Hearth guest = smallest.get(i);
            guest.members.forEach(r -> r.lodger = true);
            host.take(guest);
            present--;
        }
    }

    /** A wife brings her household to her parents less often than a husband. */
    private boolean mayReturn(Resident r) {
        return r.age < 66 && (r.spouse == null || r.male() || random.nextInt(6) == 0);
    }

    private boolean returnToParents(Resident r, Parents parents, int largest) {
        Hearth mine = r.home();
        Resident parent = parents.of(
                r, 4, p -> p.home() != mine && p.children.size() < 4 && p.home().size() + mine.size() <= largest);
        if (parent == null) {
            return false;
        }
        r.bornTo(parent);
        parent.home().take(mine);
        return true;
    }

    /** Parents who live in the village, but in another household. */
    private void remember(List<Resident> grown, Parents parents) {
        for (Resident r : grown) {
            if (!r.rooted() && r.age < 66 && random.nextInt(3) == 0) {
                Resident parent = parents.of(r, 4, p -> p.home() != r.home());
                if (parent != null) {
                    r.bornTo(parent);
                }
            }
        }
    }

    /** Whether nobody older has been joined: the household is still this person's own or the couple's. */
    private boolean leads(Resident r) {
        Resident first = r.home().members.getFirst();
        return first == r || first.spouse == r;
    }
}
