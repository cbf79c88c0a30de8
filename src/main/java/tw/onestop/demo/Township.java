package tw.onestop.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import tw.onestop.registry.Founding;

/** 鄉鎮市區: the villages of one, whose people are made together, since families live in several of them. */
record Township(List<VillageCounts> villages, Numbers.Share share) {

    /** Everybody of a township, with what is to be told of them. */
    record Settled(Stream<Founding> households, Tally tally) {}

    private record Settlement(VillageCounts village, List<Hearth> hearths, SplittableRandom random) {}

    private record Called(Settlement settlement, List<Kinship> households) {}

    /** Eight digits. */
    String code() {
        return villages.getFirst().townshipCode();
    }

    String name() {
        return villages.getFirst().county() + villages.getFirst().township();
    }

    int people() {
        return villages.stream().mapToInt(VillageCounts::population).sum();
    }

    /** The same seed settles the same people, whoever else is settled before or at the same time. */
    Settled settle(Pyramid pyramid, long seed) {
        SplittableRandom random = random(seed, code());
        List<Resident> people = new ArrayList<>(people());
        List<Settlement> settlements = new ArrayList<>(villages.size());
        for (VillageCounts village : villages) {
            SplittableRandom ofVillage = random(seed, village.code());
            List<Resident> villagers = Census.take(village, pyramid, Population.FOUNDED, ofVillage);
            List<Hearth> hearths = new Families(ofVillage).make(villagers, village.households());
            settlements.add(new Settlement(village, hearths, ofVillage));
            people.addAll(villagers);
        }
        List<Resident> departed = new Lineage(random, Population.FOUNDED).tie(people);
        List<Resident> all = new ArrayList<>(people);
        all.addAll(departed);
        new Naming(random, Population.indigenous(share.county())).name(all);
        Settlers settlers = new Settlers(new Numbers(new SplittableRandom(seed), share), true);
        List<Called> called = settlements.stream()
                .map(s -> new Called(s, settlers.call(s.hearths(), s.random())))
                .toList();
        return new Settled(
                called.stream()
                        .flatMap(c ->
                                settlers
                                        .found(
                                                c.settlement().village(),
                                                c.households(),
                                                c.settlement().random())
                                        .stream()),
                Tally.of(people, departed.size()));
    }

    /** A village or a township draws for itself, so that it is the same beside whichever others. */
    static SplittableRandom random(long seed, String code) {
        return new SplittableRandom(seed * 1_000_003L + Long.parseLong(code));
    }
}
