package tw.onestop.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import tw.onestop.registry.Founding;

/**
 * 模擬居民: synthetic residents. Every village has exactly its official number of households and people, of men and women,
 * and of ages 0–14, 15–64 and over; names, numbers, families and addresses are invented, and the same seed invents the same
 * ones on every machine and every day. Beside the county a few households of every other county exist, so that moves from
 * anywhere can be tried.
 */
public final class Population {

    /** The day on which everybody has the age that the official tables give them. */
    public static final LocalDate FOUNDED = LocalDate.of(2026, 1, 1);

    /** The seed of every demonstration that names no other. */
    public static final long SEED = 20_180_716L;

    private static final String INDIGENOUS_COUNTIES = "臺東縣花蓮縣屏東縣南投縣";

    private final String county;
    private final long seed;
    private final List<VillageCounts> villages;
    private final Map<String, Pyramid> pyramids = Pyramid.all();

    /**
     * @throws IllegalArgumentException when there is no such county; 台 is taken for 臺
     */
    public Population(String county, long seed) {
        this.county = county.replace('台', '臺');
        this.seed = seed;
        List<VillageCounts> nation = VillageCounts.all();
        if (nation.stream().noneMatch(v -> v.county().equals(this.county))) {
            throw new IllegalArgumentException(
                    "there is no county or city %s; there are: %s".formatted(county, String.join("、", counties())));
        }
        this.villages = new ArrayList<>(
                nation.stream().filter(v -> v.county().equals(this.county)).toList());
        for (String other : counties()) {
            if (!other.equals(this.county)) {
                List<VillageCounts> theirs =
                        nation.stream().filter(v -> v.county().equals(other)).toList();
                villages.add(theirs.get(theirs.size() / 2).sample(3));
                if (villages.size() % 3 == 0) {
                    villages.add(theirs.getFirst().sample(1));
                }
            }
        }
    }

    /** The counties and cities, as the official table orders them. */
    public static List<String> counties() {
        return VillageCounts.all().stream()
                .map(VillageCounts::county)
                .distinct()
                .toList();
    }

    /** The official name of one as typed, 台 for 臺 too; empty where there is none. */
    public static Optional<String> county(String typed) {
        return Optional.of(typed.strip().replace('台', '臺')).filter(counties()::contains);
    }

    /** The name of the county as the register writes it. */
    public String county() {
        return county;
    }

    /** All households, village after village; made as they are asked for, so a large county needs no memory. */
    public Stream<Founding> households() {
        SplittableRandom random = new SplittableRandom(seed);
        Settlers settlers = new Settlers(new Numbers(random, Numbers.Share.WHOLE), false);
        return villages.stream().flatMap(village -> settle(village, settlers));
    }

    private Stream<Founding> settle(VillageCounts village, Settlers settlers) {
        SplittableRandom random = Township.random(seed, village.code());
        Pyramid pyramid = pyramids.get(village.county() + village.township());
        if (pyramid == null) {
            throw new IllegalStateException("no ages for " + village.county() + village.township());
        }
        List<Resident> people = Census.take(village, pyramid, FOUNDED, random);
        List<Hearth> hearths = new Families(random).make(people, village.households());
        new Naming(random, indigenous(village.county())).name(people);
        return settlers.settle(village, hearths, random).stream();
    }

    /** Of a thousand people of a county, how many bear an indigenous name. */
    static int indigenous(String county) {
        return INDIGENOUS_COUNTIES.contains(county) ? 60 : 3;
    }
}
