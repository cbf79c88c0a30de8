package tw.onestop.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** 親屬人數: how many kin somebody has within some degrees, by blood and by marriage, the dead included (民法 §967–971). */
final class KinCount {

    private final int degrees;

    KinCount(int degrees) {
        this.degrees = degrees;
    }

    int of(Resident r) {
        Set<Resident> kin = withSpouses(blood(r));
        if (r.spouse != null) {
            kin.add(r.spouse);
            kin.addAll(withSpouses(blood(r.spouse)));
        }
        kin.remove(r);
        return kin.size();
    }

    private Set<Resident> blood(Resident of) {
        Set<Resident> above = new HashSet<>(Set.of(of));
        Set<Resident> below = new HashSet<>();
        List<Resident> climbing = List.of(of);
        List<Resident> descending = List.of();
        for (int degree = 1; degree <= degrees; degree++) {
            List<Resident> up = climbing.stream()
                    .flatMap(r -> Stream.concat(Stream.ofNullable(r.father), Stream.ofNullable(r.mother)))
                    .filter(above::add)
                    .toList();
            List<Resident> down = Stream.concat(climbing.stream(), descending.stream())
                    .flatMap(r -> r.children.stream())
                    .filter(below::add)
                    .toList();
            climbing = up;
            descending = down;
        }
        above.addAll(below);
        above.remove(of);
        return above;
    }

    private static Set<Resident> withSpouses(Set<Resident> blood) {
        Set<Resident> all = new HashSet<>(blood);
        new ArrayList<>(blood)
                .stream().flatMap(r -> Stream.ofNullable(r.spouse)).forEach(all::add);
        return all;
    }
}
