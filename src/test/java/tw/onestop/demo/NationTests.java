package tw.onestop.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.BulkLoad.Official;
import tw.onestop.registry.Founding;
import tw.onestop.registry.Founding.Member;

/** The people of the nation, looked at in one of its counties. */
class NationTests {

    private static final Nation KINMEN = new Nation("金門縣", 1, Population.SEED);
    private static final Map<String, List<Founding>> HOUSEHOLDS = KINMEN.townships().stream()
            .collect(toMap(Township::code, t -> KINMEN.settle(t).households().toList(), (a, _) -> a, TreeMap::new));

    @Test
    void theNationHasItsOfficialTotals() {
        Nation nation = new Nation(null, 1, Population.SEED);
        List<Official> villages = nation.official();
        assertThat(nation.townships()).hasSize(368);
        assertThat(villages).hasSize(7_851);
        assertThat(villages.stream().mapToInt(Official::households).sum()).isEqualTo(8_649_000);
        assertThat(villages.stream().mapToInt(Official::men).sum()).isEqualTo(11_719_580);
        assertThat(villages.stream().mapToInt(Official::women).sum()).isEqualTo(11_851_647);
    }

    @Test
    void everyVillageHasExactlyItsOfficialPeopleAndHouseholds() {
        Map<String, List<Founding>> byVillage = everybody().stream()
                .filter(h -> h.ended() == null)
                .collect(groupingBy(h -> h.address().villageCode()));
        assertThat(KINMEN.official()).isNotEmpty().allSatisfy(official -> {
            List<Founding> households = byVillage.getOrDefault(official.villageCode(), List.of());
            assertThat(new Official(
                            official.villageCode(),
                            households.size(),
                            alive(households, Sex.MALE),
                            alive(households, Sex.FEMALE)))
                    .isEqualTo(official);
        });
    }

    @Test
    void theSameSeedMakesTheSamePeopleWhoeverElseIsMade() {
        Township last = KINMEN.townships().getLast();
        Township amongAll = new Nation(null, 1, Population.SEED)
                .townships().stream()
                        .filter(t -> t.code().equals(last.code()))
                        .findFirst()
                        .orElseThrow();
        List<Founding> made = Objects.requireNonNull(HOUSEHOLDS.get(last.code()));
        assertThat(new Nation(null, 1, Population.SEED)
                        .settle(amongAll)
                        .households()
                        .toList())
                .isEqualTo(made);
        Nation other = new Nation("金門縣", 1, 7);
        assertThat(other.settle(other.townships().getLast()).households().toList())
                .isNotEqualTo(made);
    }

    @Test
    void townshipsGiveNoNumberTwice() {
        List<Member> members =
                everybody().stream().flatMap(h -> h.members().stream()).toList();
        assertThat(new HashSet<>(
                        members.stream().map(m -> m.nationalId().value()).toList()))
                .hasSameSizeAs(members);
        assertThat(new HashSet<>(everybody().stream().map(Founding::no).toList()))
                .hasSameSizeAs(everybody());
    }

    /** Shares follow one another without a gap that could be given twice, for every letter. */
    @Test
    void theNumbersOfOneTownshipEndWhereThoseOfTheNextBegin() {
        Map<String, Double> reached = new TreeMap<>();
        double ofAll = 0;
        for (Township t : new Nation(null, 1, Population.SEED).townships()) {
            Numbers.Share share = t.share();
            assertThat(share.from()).isEqualTo(reached.getOrDefault(share.county(), 0.0));
            assertThat(share.fromOfAll()).isEqualTo(ofAll);
            reached.put(share.county(), share.to());
            ofAll = share.toOfAll();
        }
        assertThat(ofAll).isEqualTo(1);
        assertThat(reached.values()).hasSize(22).allMatch(to -> to == 1);
    }

    @Test
    void familiesReachOverHouseholds() {
        for (List<Founding> township : HOUSEHOLDS.values()) {
            Map<Integer, String> homes = homes(township);
            List<Member> withMother = township.stream()
                    .flatMap(h -> h.members().stream())
                    .filter(m -> m.died() == null && m.motherRef() != null)
                    .toList();
            long elsewhere = withMother.stream()
                    .filter(m -> !Objects.equals(homes.get(m.motherRef()), homes.get(m.ref())))
                    .count();
            assertThat(elsewhere * 100 / withMother.size()).isBetween(20L, 80L);
        }
    }

    @Test
    void parentsAreOldEnoughAndNobodyMarriesASibling() {
        for (List<Founding> township : HOUSEHOLDS.values()) {
            Map<Integer, Member> people = township.stream()
                    .flatMap(h -> h.members().stream())
                    .collect(toMap(Member::ref, Function.identity()));
            for (Member m : people.values()) {
                Member mother = m.motherRef() == null ? null : people.get(m.motherRef());
                Member father = m.fatherRef() == null ? null : people.get(m.fatherRef());
                Member spouse = m.spouseRef() == null ? null : people.get(m.spouseRef());
                assertThat(mother == null || (years(mother, m) >= 18 && years(mother, m) <= 44))
                        .isTrue();
                assertThat(father == null || (years(father, m) >= 18 && years(father, m) <= 61))
                        .isTrue();
                assertThat(mother == null
                                || mother.died() == null
                                || !mother.died().isBefore(m.birthDate()))
                        .isTrue();
                assertThat(spouse == null || mother == null || !Objects.equals(spouse.motherRef(), m.motherRef()))
                        .isTrue();
            }
        }
    }

    @Test
    void somebodyMovedSomebodyDiedAndSomeHouseholdsEnded() {
        List<Founding> all = everybody();
        assertThat(all.stream().filter(h -> h.former() != null).count() * 100.0 / all.size())
                .isBetween(5.0, 20.0);
        assertThat(all).anyMatch(h -> h.ended() != null);
        assertThat(all).allSatisfy(h -> {
            assertThat(h.former() == null || h.former().since().isBefore(h.since()))
                    .isTrue();
            assertThat(h.ended() == null || h.ended().isAfter(h.since())).isTrue();
            assertThat(h.members())
                    .allMatch(m -> m.died() == null
                            ? h.ended() == null
                            : m.died().isAfter(h.begun()) && m.died().isBefore(Population.FOUNDED));
        });
        assertThat(all).anyMatch(h -> h.ended() == null && h.members().stream().anyMatch(m -> m.died() != null));
    }

    @Test
    void aNationOfAShareOfThePeopleIsStillANation() {
        Nation small = new Nation("嘉義市", 0.01, 1);
        assertThat(small.townships())
                .allSatisfy(t -> assertThat(small.settle(t).households()).isNotEmpty());
    }

    private static List<Founding> everybody() {
        return HOUSEHOLDS.values().stream().flatMap(List::stream).toList();
    }

    private static Map<Integer, String> homes(List<Founding> households) {
        Map<Integer, String> homes = new TreeMap<>();
        households.forEach(h -> h.members().forEach(m -> homes.put(m.ref(), h.no().value())));
        return homes;
    }

    private static int alive(List<Founding> households, Sex sex) {
        return (int) households.stream()
                .flatMap(h -> h.members().stream())
                .filter(m -> m.died() == null && m.sex() == sex)
                .count();
    }

    private static long years(Member parent, Member child) {
        return ChronoUnit.YEARS.between(parent.birthDate(), child.birthDate());
    }
}
