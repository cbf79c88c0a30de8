package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.HouseholdNo;

/** Whatever is registered in whatever order, the histories stay whole, and what was known stays known. */
class RandomHistoryTests extends RegistryScenario {

    private static final long SEED = 1150302;
    private static final int STEPS = 60;

    private final Random random = new Random(SEED);
    private final List<PersonId> everybody = new ArrayList<>();
    private final Set<HouseholdNo> households = new LinkedHashSet<>();

    /** A household as it was read at an instant, about a day. */
    private record Seen(HouseholdNo no, LocalDate on, Instant at, Optional<Household> household) {}

    @Test
    void historiesHaveNoGapsEveryHouseholdHasOneHeadAndThePastIsReadAsItWasKnown() {
        for (int i = 0; i < 4; i++) {
            People.Home home = aFamily("介壽路80" + i + "號");
            home.members().forEach(p -> everybody.add(p.id()));
            households.add(home.no());
        }
        List<Seen> seen = new ArrayList<>();
        Map<RegistrationKind, Integer> recorded = new LinkedHashMap<>();
        for (int step = 0; step < STEPS; step++) {
            clock.advance(Duration.ofDays(1));
            LocalDate today = LocalDate.now(clock);
            PersonId party = everybody.get(random.nextInt(everybody.size()));
            Person person = person(party, today);
            Forms form = form(person, today);
            String office = form.form().kind() == RegistrationKind.MOVE_IN
                    ? form.form().values().get("address.villageCode")
                    : person.address().villageCode();
            Recording recording = desk.record(List.of(form.form()), Map.of(), People.clerk(String.valueOf(office)));
            if (recording instanceof Recording.Recorded) {
                recorded.merge(form.form().kind(), 1, Integer::sum);
            }
            everybody.forEach(p -> households.add(person(p, today).householdNo()));
            assertWhole(today);
            clock.advance(Duration.ofSeconds(1));
            for (HouseholdNo no : households) {
                LocalDate on = today.minusDays(random.nextInt(40));
                seen.add(new Seen(no, on, clock.instant(), plain(no, on, null)));
            }
            clock.advance(Duration.ofSeconds(1));
        }
        for (Seen then : seen) {
            assertThat(plain(then.no(), then.on(), then.at())).isEqualTo(then.household());
        }
        assertThat(recorded.keySet()).containsExactlyInAnyOrder(RegistrationKind.values());
    }

    private Forms form(Person person, LocalDate today) {
        String event = today.minusDays(random.nextInt(3)).toString();
        Household home = household(person.householdNo(), today);
        Person head = home.members().stream()
                .filter(p -> p.id().equals(home.head()))
                .findFirst()
                .orElse(person);
        Person helper = home.members().get(random.nextInt(home.members().size()));
        String street = "隨機路" + random.nextInt(500) + "號";
        boolean here = person.address().villageCode().startsWith("0900");
        return switch (random.nextInt(8)) {
            case 0 -> Forms.addressChange(head, event, here ? FUXING : LIUHOU, street);
            case 1 -> Forms.moveIn(head, event, here ? LIUHOU : JIESHOU, street);
            case 2, 3 ->
                Forms.partOf(RegistrationKind.ADDR, event, person)
                        .by(head, "HEAD")
                        .address(here ? FUXING : LIUHOU, street)
                        .with("oldHouseholdNewHead", helper);
            case 4 ->
                Forms.partOf(RegistrationKind.MOVE_IN, event, person)
                        .by(head, "HEAD")
                        .address(here ? LIUHOU : JIESHOU, street)
                        .with("oldHouseholdNewHead", helper);
            case 5 ->
                Forms.nameChange(person, person.name().substring(0, 1) + (char) ('一' + random.nextInt(500)))
                        .with("reason", "SAME_PLACE")
                        .by(helper, person.id().equals(helper.id()) ? "SELF" : "LEGAL_REPRESENTATIVE")
                        .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,REASON_PROOF");
            case 6 ->
                Forms.birthDate(
                                person,
                                person.birthDate()
                                        .plusDays(random.nextInt(41) - 20)
                                        .toString())
                        .with("proofDate", today.toString())
                        .by(helper, person.id().equals(helper.id()) ? "SELF" : "INTERESTED");
            default ->
                random.nextInt(3) > 0
                        ? Forms.nameChange(person, "?")
                        : Forms.death(person, event, helper, "COHABITANT").with("newHead", helper);
        };
    }

    private void assertWhole(LocalDate today) {
        List<Long> ids = everybody.stream().map(PersonId::value).toList();
        var owner = TestDatabase.asOwner();
        for (String table : List.of("person", "stay")) {
            assertThat(owner.sql("""
                            select count(*) from (
                                select range_agg(valid_during) as spells from registry.%s where id in (:ids) group by id)
                            where upper_inf(spells) and (select count(*) from unnest(spells)) = 1
                            """.formatted(table))
                            .param("ids", ids)
                            .query(Long.class)
                            .single())
                    .isEqualTo(ids.size());
        }
        // Wherever somebody is registered on a day, that household has a record of that day.
        assertThat(owner.sql("""
                        select count(*) from registry.stay s where id in (:ids) and not exists (
                            select from registry.household h where h.id = s.household_no
                            group by h.id having range_agg(h.valid_during) @> s.valid_during)
                        """).param("ids", ids).query(Long.class).single()).isZero();
        for (HouseholdNo no : households) {
            for (LocalDate on : List.of(today, today.minusDays(random.nextInt(60)))) {
                Optional<Household> household = desk.household(no, AsOf.on(on), NANGAN);
                if (household.isPresent() && household.get().closedOn() == null) {
                    assertThat(household.get().members())
                            .filteredOn(p -> p.relationToHead().equals("戶長"))
                            .singleElement()
                            .satisfies(p -> {
                                assertThat(p.id()).isEqualTo(household.get().head());
                                assertThat(p.deathDate()).isNull();
                            });
                }
            }
        }
    }

    private Optional<Household> plain(HouseholdNo no, LocalDate on, @org.jspecify.annotations.Nullable Instant at) {
        return desk.household(no, new AsOf(on, at), NANGAN)
                .map(h -> new Household(
                        h.no(),
                        h.recordNo(),
                        h.kind(),
                        h.head(),
                        h.address(),
                        h.members(),
                        h.openedOn(),
                        h.closedOn(),
                        0));
    }
}
