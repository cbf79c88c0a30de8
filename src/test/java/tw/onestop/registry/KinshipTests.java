package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.PersonFacts.Relative;

/** 民法 §967–971, §1138–1140: degrees against a slow and obvious algorithm on random pedigrees, and families by name. */
class KinshipTests extends RegistryScenario {

    private static final int PEOPLE = 120;
    private static final int DEGREES = 6;

    /** Everybody's parents, drawn among those before them, cousins' children and all. */
    private final Map<PersonId, PersonFacts> pedigree = new HashMap<>();

    private void draw(long seed) {
        Random random = new Random(seed);
        for (int i = 1; i <= PEOPLE; i++) {
            int oldest = Math.max(1, i - 40);
            Relative father =
                    i > 10 && random.nextInt(8) > 0 ? known(oldest + random.nextInt(i - oldest)) : Relative.NONE;
            Relative mother =
                    i > 10 && random.nextInt(8) > 0 ? known(oldest + random.nextInt(i - oldest)) : Relative.NONE;
            pedigree.put(
                    new PersonId(i),
                    PersonFacts.unmarried(
                            NationalId.of('A', 1, i),
                            "某" + i,
                            1,
                            Sex.MALE,
                            LocalDate.of(1900, 1, 1),
                            "",
                            father,
                            mother));
        }
    }

    private static Relative known(int id) {
        return new Relative(new PersonId(id), "某" + id);
    }

    private Map<PersonId, PersonFacts> facts(Collection<PersonId> ids) {
        Map<PersonId, PersonFacts> found = new HashMap<>(pedigree);
        found.keySet().retainAll(new HashSet<>(ids));
        return found;
    }

    private Map<PersonId, Set<PersonId>> children(Collection<PersonId> parents) {
        Map<PersonId, Set<PersonId>> children = new HashMap<>();
        pedigree.forEach((id, facts) -> Kinship.parentsInLaw(facts).stream()
                .filter(parents::contains)
                .forEach(parent -> children.computeIfAbsent(parent, p -> new LinkedHashSet<>())
                        .add(id)));
        return children;
    }

    /** Steps up to everybody above, by trying again and again until nothing gets shorter. */
    private Map<PersonId, Integer> above(PersonId person) {
        Map<PersonId, Integer> steps = new HashMap<>(Map.of(person, 0));
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (Map.Entry<PersonId, Integer> one : Map.copyOf(steps).entrySet()) {
                for (PersonId parent : Kinship.parentsInLaw(Objects.requireNonNull(pedigree.get(one.getKey())))) {
                    int way = one.getValue() + 1;
                    if (way < steps.getOrDefault(parent, Integer.MAX_VALUE)) {
                        steps.put(parent, way);
                        shorter = true;
                    }
                }
            }
        }
        return steps;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void degreesAreThoseOfTheNearestCommonAncestor(long seed) {
        draw(seed);
        Kinship kinship = Kinship.inLaw(this::facts);
        Map<PersonId, Map<PersonId, Integer>> above = new HashMap<>();
        pedigree.keySet().forEach(id -> above.put(id, above(id)));
        for (int i = 1; i <= PEOPLE; i += 7) {
            PersonId person = new PersonId(i);
            Map<PersonId, Integer> expected = new HashMap<>();
            for (PersonId other : pedigree.keySet()) {
                Map<PersonId, Integer> up = above.getOrDefault(person, Map.of());
                Map<PersonId, Integer> down = above.getOrDefault(other, Map.of());
                up.keySet().stream()
                        .filter(down::containsKey)
                        .mapToInt(common -> up.getOrDefault(common, 0) + down.getOrDefault(common, 0))
                        .min()
                        .ifPresent(degree -> {
                            if (degree > 0 && degree <= DEGREES) {
                                expected.put(other, degree);
                            }
                        });
            }
            Map<PersonId, Integer> found = new HashMap<>();
            kinship.within(person, DEGREES, this::children).forEach((other, tie) -> {
                found.put(other, tie.degree());
                assertThat(tie.path())
                        .hasSize(tie.degree() + 1)
                        .startsWith(person)
                        .endsWith(other);
            });
            assertThat(found).isEqualTo(expected);
            found.forEach((other, degree) -> assertThat(
                            kinship.blood(person, other).orElseThrow().degree())
                    .isEqualTo(degree));
        }
    }

    @Test
    void aFamilyIsRelatedByBloodAndByMarriage() {
        People.Home home = aFamily("親屬路1號");
        Kindred of = desk.kindred(home.id(2), 4, TODAY, NANGAN).orElseThrow();
        assertThat(of.relatives())
                .extracting(
                        r -> r.person().name(),
                        Kindred.Relative::sort,
                        Kindred.Relative::lineal,
                        Kindred.Relative::degree)
                .containsExactly(
                        tuple("王小明", Kindred.Sort.BLOOD, true, 1),
                        tuple("林美", Kindred.Sort.BLOOD, true, 1),
                        tuple("王二", Kindred.Sort.BLOOD, false, 2));
        assertThat(of.relatives().getLast().path()).containsExactly("王一", "王小明", "王二");
        assertThat(of.heirs())
                .extracting(h -> h.person().name(), Kindred.Heir::order)
                .containsExactly(tuple("王小明", 2), tuple("林美", 2));
        assertThat(desk.kindred(home.id(0), 1, TODAY, NANGAN)
                        .orElseThrow()
                        .relatives()
                        .getFirst()
                        .sort())
                .isEqualTo(Kindred.Sort.SPOUSE);
    }

    @Test
    void theSpouseInheritsBesideChildrenAndAChildsChildrenInItsPlace() {
        People.Home home = people.household(JIESHOU, "親屬路2號")
                .head("老王", Sex.MALE, LocalDate.of(1940, 1, 1))
                .spouse("老林", Sex.FEMALE, LocalDate.of(1942, 1, 1))
                .child("王大", Sex.FEMALE, LocalDate.of(1968, 1, 1))
                .child("王小", Sex.MALE, LocalDate.of(1970, 1, 1))
                .found();
        Person grandchild = person(recorded(
                        Forms.birth(home.person(2), "115/2/20", "王孫")
                                .with("descent", "OUT_OF_WEDLOCK")
                                .without("surnameFrom")
                                .without("surnameBy"),
                        NANGAN)
                .affected()
                .getFirst()
                .person());
        recorded(Forms.death(home.person(2), "115/3/1", home.person(0), "RELATIVE"), NANGAN);
        assertThat(desk.kindred(home.id(0), 4, TODAY, NANGAN).orElseThrow().heirs())
                .extracting(h -> h.person().name(), Kindred.Heir::order, Kindred.Heir::instead)
                .containsExactly(tuple("老林", 0, false), tuple(grandchild.name(), 1, true), tuple("王小", 1, false));
    }

    @Test
    void whileAnAdoptionLastsTheFamilyByBirthIsLeftOut() {
        People.Home home = aFamily("親屬路3號");
        Person man = people.household(JIESHOU, "親屬路4號")
                .head("彭海", Sex.MALE, LocalDate.of(1970, 6, 7))
                .found()
                .person(0);
        recorded(Forms.adoption(home.person(2), man, "115/2/20"), NANGAN);
        assertThat(desk.kindred(home.id(2), 4, TODAY, NANGAN).orElseThrow().relatives())
                .extracting(r -> r.person().name())
                .containsExactly("彭海");
        assertThat(desk.kindred(home.id(0), 4, TODAY, NANGAN).orElseThrow().heirs())
                .extracting(h -> h.person().name())
                .containsExactly("林美", "王二");
    }

    @Test
    void whoIsUnknownHasNoKin() {
        assertThat(desk.kindred(new PersonId(Long.MAX_VALUE), 4, TODAY, NANGAN)).isEmpty();
    }

    @Test
    void kinAreThoseOfTheDayAsked() {
        People.Home home = aFamily("親屬路5號");
        Person man = people.household(JIESHOU, "親屬路6號")
                .head("彭湖", Sex.MALE, LocalDate.of(1970, 6, 7))
                .found()
                .person(0);
        recorded(Forms.adoption(home.person(2), man, "115/2/20"), NANGAN);
        LocalDate before = LocalDate.of(2026, 2, 19);
        assertThat(desk.kindred(home.id(2), 4, before, NANGAN).orElseThrow().relatives())
                .extracting(r -> r.person().name())
                .containsExactly("王小明", "林美", "王二");
        assertThat(desk.kindred(home.id(0), 4, before, NANGAN).orElseThrow().heirs())
                .extracting(h -> h.person().name())
                .containsExactly("林美", "王一", "王二");
        assertThat(desk.kindred(man.id(), 1, before, NANGAN).orElseThrow().relatives())
                .isEmpty();
        clock.advance(java.time.Duration.ofDays(3));
        recorded(Forms.adoptionEnd(person(home.id(2)), man, "115/3/4"), NANGAN);
        LocalDate after = LocalDate.of(2026, 3, 4);
        assertThat(desk.kindred(man.id(), 1, TODAY, NANGAN).orElseThrow().relatives())
                .as("who was adopted for a time was a child then")
                .extracting(r -> r.person().name())
                .containsExactly("王一");
        assertThat(desk.kindred(man.id(), 1, after, NANGAN).orElseThrow().relatives())
                .isEmpty();
        assertThat(desk.kindred(home.id(2), 4, LocalDate.of(2015, 5, 5), NANGAN))
                .as("before birth nobody has kin")
                .isEmpty();
    }
}
