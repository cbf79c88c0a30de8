package tw.onestop.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.onestop.registry.BulkLoad.Official;

/**
 * 全國模擬居民: every village of the nation, or of one of its counties, with its official numbers, or a share of them. Made
 * township by township, in any order, so no more than one of them is in memory for each who works on it.
 */
final class Nation {

    private final List<Township> townships;
    private final Map<String, Pyramid> pyramids = Pyramid.all();
    private final String description;
    private final long seed;

    /**
     * @param county null for all of them
     * @param scale share of every village's people, over 0 and up to 1
     */
    Nation(@Nullable String county, double scale, long seed) {
        this.seed = seed;
        this.description = "%s, scale %s, seed %d".formatted(county == null ? "全國" : county, scale, seed);
        Map<String, List<VillageCounts>> byTownship = new LinkedHashMap<>();
        VillageCounts.all()
                .forEach(v -> byTownship
                        .computeIfAbsent(v.townshipCode(), _ -> new ArrayList<>())
                        .add(scale == 1 ? v : v.scaled(scale)));
        this.townships = shared(List.copyOf(byTownship.values())).stream()
                .filter(t -> county == null || t.share().county().equals(county))
                .toList();
    }

    /** Of which people this nation consists, in one line. */
    String description() {
        return description;
    }

    List<Township> townships() {
        return townships;
    }

    List<Official> official() {
        return townships.stream()
                .flatMap(t -> t.villages().stream())
                .map(v -> new Official(v.code(), v.households(), v.male(), v.female()))
                .toList();
    }

    Township.Settled settle(Township township) {
        Pyramid pyramid = pyramids.get(township.name());
        if (pyramid == null) {
            throw new IllegalStateException("no ages for " + township.name());
        }
        return township.settle(pyramid, seed);
    }

    /** Every township with its part of the numbers: by how many people live there, and some more for a small one. */
    private static List<Township> shared(List<List<VillageCounts>> townships) {
        Map<String, Long> ofCounty = new LinkedHashMap<>();
        townships.forEach(t -> ofCounty.merge(county(t), weight(t), Long::sum));
        double all = ofCounty.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> countyReached = new LinkedHashMap<>();
        List<Township> shared = new ArrayList<>(townships.size());
        long reached = 0;
        for (List<VillageCounts> villages : townships) {
            String county = county(villages);
            double total = ofCounty.getOrDefault(county, 0L);
            long from = countyReached.getOrDefault(county, 0L);
            long to = from + weight(villages);
            long toOfAll = reached + weight(villages);
            shared.add(new Township(
                    villages, new Numbers.Share(county, from / total, to / total, reached / all, toOfAll / all)));
            countyReached.put(county, to);
            reached = toOfAll;
        }
        return shared;
    }

    private static String county(List<VillageCounts> villages) {
        return villages.getFirst().county();
    }

    private static long weight(List<VillageCounts> villages) {
        return 500 + villages.stream().mapToLong(VillageCounts::population).sum();
    }
}
