package tw.onestop.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Founding;
import tw.onestop.registry.Founding.Member;
import tw.onestop.registry.Household;
import tw.onestop.registry.Person.Marital;

class PopulationTests {

    private static final List<Founding> LIENCHIANG = households("連江縣", Population.SEED);
    private static final Map<Integer, Member> PEOPLE = people(LIENCHIANG);

    @ParameterizedTest
    @ValueSource(strings = {"連江縣", "嘉義市", "臺東縣"})
    void everyVillageHasExactlyItsOfficialPeopleAndHouseholds(String county) {
        List<Founding> all = county.equals("連江縣") ? LIENCHIANG : households(county, 7);
        Map<String, List<Founding>> byVillage =
                all.stream().collect(groupingBy(h -> h.address().villageCode()));
        List<VillageCounts> official = VillageCounts.all().stream()
                .filter(v -> v.county().equals(county))
                .toList();
        assertThat(official).isNotEmpty();
        for (VillageCounts v : official) {
            List<Founding> households = byVillage.getOrDefault(v.code(), List.of());
            List<Member> members =
                    households.stream().flatMap(h -> h.members().stream()).toList();
            assertThat(new VillageCounts(
                            v.code(),
                            v.county(),
                            v.township(),
                            v.village(),
                            households.size(),
                            (int) members.stream()
                                    .filter(m -> m.sex() == Sex.MALE)
                                    .count(),
                            (int) members.stream()
                                    .filter(m -> m.sex() == Sex.FEMALE)
                                    .count(),
                            new VillageCounts.Bands(
                                    aged(members, 0, 14), aged(members, 15, 64), aged(members, 65, 130))))
                    .isEqualTo(v);
        }
    }

    @Test
    void theTotalsAreThoseOfTheCounty() {
        List<Founding> county = LIENCHIANG.stream()
                .filter(h -> h.address().county().equals("連江縣"))
                .toList();
        assertThat(county).hasSize(2854);
        assertThat(county.stream().mapToInt(h -> h.members().size()).sum()).isEqualTo(12880);
    }

    @Test
    void everyOtherCountyHasSomeHouseholds() {
        Map<String, List<Founding>> byCounty =
                LIENCHIANG.stream().collect(groupingBy(h -> h.address().county()));
        assertThat(byCounty).hasSize(22);
        assertThat(LIENCHIANG.size() - 2854).isBetween(65, 75);
    }

    @Test
    void theSameSeedGivesTheSamePeopleAndAnotherSeedOthers() {
        String first = digest(LIENCHIANG);
        assertThat(digest(households("連江縣", Population.SEED))).isEqualTo(first);
        assertThat(digest(households("連江縣", Population.SEED + 1))).isNotEqualTo(first);
    }

    @Test
    void noNumberIsGivenTwice() {
        assertThat(new HashSet<>(PEOPLE.values().stream()
                        .map(m -> m.nationalId().value())
                        .toList()))
                .hasSize(PEOPLE.size());
        assertThat(new HashSet<>(LIENCHIANG.stream().map(Founding::no).toList()))
                .hasSize(LIENCHIANG.size());
        assertThat(new HashSet<>(
                        LIENCHIANG.stream().map(h -> h.address().full()).toList()))
                .hasSize(LIENCHIANG.size());
        assertThat(PEOPLE.values()).allMatch(m -> m.nationalId().sex() == m.sex());
    }

    @Test
    void spousesNameEachOtherAndLiveInOneHousehold() {
        for (Founding household : LIENCHIANG) {
            for (Member m : household.members()) {
                assertThat(m.marital() == Marital.MARRIED).isEqualTo(m.spouseRef() != null);
                Member spouse = known(m.spouseRef());
                if (spouse != null) {
                    assertThat(spouse.spouseRef()).isEqualTo(m.ref());
                    assertThat(spouse.sex()).isNotEqualTo(m.sex());
                    assertThat(age(m)).isGreaterThanOrEqualTo(18);
                    assertThat(household.members()).contains(spouse);
                }
            }
        }
    }

    @Test
    void parentsAreOldEnoughAndOfTheirSex() {
        for (Member m : PEOPLE.values()) {
            Member mother = known(m.motherRef());
            if (mother != null) {
                assertThat(mother.sex()).isEqualTo(Sex.FEMALE);
                assertThat(Period.between(mother.birthDate(), m.birthDate()).getYears())
                        .isBetween(18, 43);
            }
            Member father = known(m.fatherRef());
            if (father != null) {
                assertThat(father.sex()).isEqualTo(Sex.MALE);
                assertThat(Period.between(father.birthDate(), m.birthDate()).getYears())
                        .isBetween(18, 61);
                assertThat(m.name().codePoints().limit(m.surnameLength()).toArray())
                        .isEqualTo(father.name()
                                .codePoints()
                                .limit(father.surnameLength())
                                .toArray());
            }
            assertThat(m.motherRef() != null || m.motherName() != null).isTrue();
        }
    }

    @Test
    void childrenOfOneMotherAreBornApartAndCountedInOrder() {
        Map<Integer, List<Member>> byMother =
                PEOPLE.values().stream().filter(m -> m.motherRef() != null).collect(groupingBy(Member::motherRef));
        for (List<Member> children : byMother.values()) {
            List<Member> eldestFirst = children.stream()
                    .sorted((a, b) -> a.birthDate().compareTo(b.birthDate()))
                    .toList();
            for (int i = 1; i < eldestFirst.size(); i++) {
                assertThat(ChronoUnit.DAYS.between(
                                eldestFirst.get(i - 1).birthDate(),
                                eldestFirst.get(i).birthDate()))
                        .isGreaterThan(270);
            }
            List<String> sons = eldestFirst.stream()
                    .filter(m -> m.sex() == Sex.MALE)
                    .map(Member::birthOrder)
                    .toList();
            assertThat(sons).isEqualTo(List.of("長男", "次男", "三男", "四男", "五男").subList(0, sons.size()));
        }
    }

    @Test
    void everyHouseholdHasOneHeadWhoComesFirst() {
        for (Founding household : LIENCHIANG) {
            List<String> relations =
                    household.members().stream().map(Member::relationToHead).toList();
            assertThat(relations.getFirst()).isEqualTo("戶長");
            assertThat(relations.stream().filter("戶長"::equals)).hasSize(1);
            assertThat(relations.stream().filter("配偶"::equals).count()).isLessThanOrEqualTo(1);
            assertThat(age(household.members().getFirst())).isGreaterThanOrEqualTo(18);
            assertThat(household.since()).isBeforeOrEqualTo(Population.FOUNDED);
            assertThat(household.kind() == Household.Kind.SINGLE_LIVING)
                    .isEqualTo(household.members().size() == 1);
            long spouses = household.members().stream()
                    .filter(m -> household.members().getFirst().ref() == (m.spouseRef() == null ? 0 : m.spouseRef()))
                    .count();
            assertThat(relations.stream().filter("配偶"::equals).count()).isEqualTo(spouses);
        }
    }

    @Test
    void almostEveryMemberOfAFamilyIsKin() {
        List<Founding> families = LIENCHIANG.stream()
                .filter(h -> h.kind() == Household.Kind.SHARED_LIVING)
                .toList();
        long members = families.stream().mapToLong(h -> h.members().size()).sum();
        long strangers = families.stream()
                .flatMap(h -> h.members().stream())
                .filter(m ->
                        m.relationToHead().equals("寄居") || m.relationToHead().equals("家屬"))
                .count();
        assertThat(strangers * 100.0 / members).isLessThan(6);
        assertThat(families.stream().flatMap(h -> h.members().stream()).map(Member::relationToHead))
                .contains("長子", "次女", "參子", "長媳", "孫", "外孫", "父", "母", "弟");
    }

    @Test
    void namesAreDiverse() {
        Collection<Member> all = PEOPLE.values();
        assertThat(all).anyMatch(m -> m.surnameLength() == 2);
        assertThat(all).anyMatch(m -> m.surnameLength() == 0);
        assertThat(all.stream()
                        .filter(m -> m.name().codePoints().anyMatch(c -> c > 0xFFFF))
                        .count())
                .isGreaterThan(10);
        assertThat(all.stream().filter(m -> m.name().startsWith("陳")).count() * 100.0 / all.size())
                .isBetween(7.0, 16.0);
    }

    @Test
    void aCountyThatDoesNotExistIsAnsweredWithThoseThatDo() {
        assertThatThrownBy(() -> new Population("火星縣", 1))
                .hasMessageContaining("火星縣")
                .hasMessageContaining("連江縣");
        assertThat(new Population("台東縣", 1).county()).isEqualTo("臺東縣");
    }

    private static List<Founding> households(String county, long seed) {
        return new Population(county, seed).households().toList();
    }

    private static Map<Integer, Member> people(List<Founding> households) {
        return households.stream().flatMap(h -> h.members().stream()).collect(toMap(Member::ref, Function.identity()));
    }

    private static @Nullable Member known(@Nullable Integer ref) {
        return ref == null ? null : PEOPLE.get(ref);
    }

    private static int age(Member m) {
        return Period.between(m.birthDate(), Population.FOUNDED).getYears();
    }

    private static int aged(List<Member> members, int from, int to) {
        return (int)
                members.stream().filter(m -> age(m) >= from && age(m) <= to).count();
    }

    private static String digest(List<Founding> households) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Founding h : households) {
                sha.update(h.toString().getBytes(UTF_8));
                h.members().forEach(m -> sha.update(m.nationalId().value().getBytes(UTF_8)));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
