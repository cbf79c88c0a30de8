package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.Sex;

/** Whatever is registered in whatever order, the histories stay whole, and what was known stays known. */
class RandomHistoryTests extends RegistryScenario {

    private static final long SEED = 1150302;
    private static final int STEPS = 200;
    private static final int READ_EACH_STEP = 6;

    private static final List<RegistrationKind> REGISTERED = Arrays.stream(RegistrationKind.values())
            .filter(kind -> !kind.isOfDoors())
            .toList();

    @Autowired
    private RenumberingDesk renumberings;

    private int takenBack;
    private int renumbered;
    private Instant lastRenumbered = Instant.MIN;
    private final Random random = new Random(SEED);
    private final List<PersonId> everybody = new ArrayList<>();
    private final Set<HouseholdNo> households = new LinkedHashSet<>();
    private final List<PersonId> married748 = new ArrayList<>();
    private final List<RegistrationId> registrations = new ArrayList<>();

    /** A household as it was read at an instant, about a day. */
    private record Seen(HouseholdNo no, LocalDate on, Instant at, Optional<Household> household) {}

    @Test
    void historiesHaveNoGapsEveryHouseholdHasOneHeadAndThePastIsReadAsItWasKnown() {
        for (int i = 0; i < 4; i++) {
            People.Home home = aFamily("介壽路80" + i + "號");
            home.members().forEach(p -> everybody.add(p.id()));
            households.add(home.no());
        }
        for (int i = 0; i < 3; i++) {
            People.Home home = people.household(JIESHOU, "介壽路81" + i + "號")
                    .head("李單" + i, Sex.FEMALE, LocalDate.of(1990 + i, 3, 4))
                    .found();
            everybody.add(home.person(0).id());
            households.add(home.no());
        }
        List<Seen> seen = new ArrayList<>();
        Map<RegistrationKind, Integer> recorded = new LinkedHashMap<>();
        for (int step = 0; step < STEPS; step++) {
            clock.advance(Duration.ofDays(1));
            LocalDate today = LocalDate.now(clock);
            PersonId party = everybody.get(random.nextInt(everybody.size()));
            Person person = person(party, today);
            Forms form = form(wished(recorded.keySet()), person, today);
            String office = form.form().kind() == RegistrationKind.MOVE_IN
                    ? form.form().values().get("address.villageCode")
                    : person(form.form().party(), today).address().villageCode();
            Optional<RegistrationId> last =
                    registrations.isEmpty() ? Optional.empty() : Optional.of(registrations.getLast());
            Recording recording = desk.record(List.of(form.form()), Map.of(), People.clerk(String.valueOf(office)));
            if (recording instanceof Recording.Recorded made) {
                if (form.form().kind() == RegistrationKind.REVOKE
                        && Revocation.named(form.form()).equals(last)
                        && desk.registration(last.orElseThrow(), NANGAN)
                                .orElseThrow()
                                .recordedAt()
                                .isAfter(lastRenumbered)) {
                    takenBack += 1;
                    assertAsBefore(last.orElseThrow(), today);
                }
                registrations.addAll(made.registrations());
                recorded.merge(form.form().kind(), 1, Integer::sum);
                made.registrations().stream()
                        .flatMap(id -> desk.registration(id, NANGAN).orElseThrow().affected().stream())
                        .map(Registration.Affected::person)
                        .filter(id -> !everybody.contains(id))
                        .forEach(everybody::add);
                if (form.form().kind() == RegistrationKind.MARRY_748) {
                    married748.add(form.form().party());
                }
            }
            everyone(today).forEach(p -> households.add(p.householdNo()));
            if (step % 12 == 11) {
                renumber(step, today);
            }
            assertWhole(today);
            clock.advance(Duration.ofSeconds(1));
            for (int i = 0; i < READ_EACH_STEP; i++) {
                HouseholdNo no = any(List.copyOf(households));
                LocalDate on = today.minusDays(random.nextInt(40));
                seen.add(new Seen(no, on, clock.instant(), plain(no, on, null)));
            }
            clock.advance(Duration.ofSeconds(1));
        }
        for (Seen then : seen) {
            assertThat(plain(then.no(), then.on(), then.at())).isEqualTo(then.household());
        }
        assertThat(recorded.keySet()).containsExactlyInAnyOrderElementsOf(REGISTERED);
        assertThat(renumbered).isGreaterThan(3);
        assertThat(takenBack).isPositive();
    }

    /** The door of some household gets another number, today or in two days; every third such act is taken back at once. */
    private void renumber(int step, LocalDate today) {
        Household home = household(any(List.copyOf(households)), today);
        Matcher door = Pattern.compile("(.*?)(\\d+)號.*").matcher(home.address().street());
        if (home.closedOn() != null || !door.matches()) {
            return;
        }
        Actor supervisor = People.clerk(home.address().villageCode());
        RenumberingForm form = new RenumberingForm(
                home.address().villageCode(),
                "",
                door.group(1),
                door.group(2) + "," + (7000 + step),
                "",
                "",
                "",
                today.plusDays(2L * random.nextInt(2)).toString(),
                "字第" + step + "號");
        String mark = renumberings.preview(form, supervisor).mark();
        java.util.UUID proposal = renumberings.enact(form, mark, supervisor).proposal();
        Actor another = Actor.staff("another", java.util.Objects.requireNonNull(supervisor.office()));
        RegistrationId id = proposal == null
                ? null
                : renumberings
                        .decide(proposal, new RenumberingDesk.Decision("APPROVED", "", mark), another)
                        .id();
        if (id != null) {
            renumbered += 1;
            lastRenumbered = clock.instant();
            if (renumbered % 3 == 0) {
                assertThat(renumberings.revoke(id, "試", supervisor)).isEmpty();
                assertThat(renumberings.decideRevocation(id, new RenumberingDesk.Decision("APPROVED", "", ""), another))
                        .isEmpty();
                assertThat(household(home.no(), today.plusDays(2)).address()).isEqualTo(home.address());
            } else {
                assertThat(household(home.no(), today.plusDays(2)).address().street())
                        .contains((7000 + step) + "號");
            }
        }
    }

    /** After the last registration was revoked, everything is believed as it was just before it, but for its newcomers. */
    private void assertAsBefore(RegistrationId revoked, LocalDate today) {
        Instant before =
                desk.registration(revoked, NANGAN).orElseThrow().recordedAt().minus(1, ChronoUnit.MICROS);
        for (HouseholdNo no : households) {
            for (LocalDate on : List.of(today, today.minusDays(random.nextInt(60)))) {
                Optional<Household> then = bare(no, on, before);
                if (then.isPresent()) {
                    assertThat(bare(no, on, null)).isEqualTo(then);
                }
            }
        }
    }

    /** Without what a revocation adds: annotations, and newcomers marked as revoked. */
    private Optional<Household> bare(HouseholdNo no, LocalDate on, @org.jspecify.annotations.Nullable Instant at) {
        return plain(no, on, at)
                .map(h -> new Household(
                        h.no(),
                        h.recordNo(),
                        h.kind(),
                        h.head(),
                        h.address(),
                        h.members().stream()
                                .filter(m -> m.status() != Person.DomicileStatus.REVOKED)
                                .map(RandomHistoryTests::withoutAnnotations)
                                .toList(),
                        h.openedOn(),
                        h.closedOn(),
                        0));
    }

    private static Person withoutAnnotations(Person p) {
        return new Person(
                p.id(),
                p.nationalId(),
                p.name(),
                p.romanisedName(),
                p.sex(),
                p.birthDate(),
                p.birthPlace(),
                p.birthOrder(),
                p.marital(),
                p.status(),
                p.father(),
                p.mother(),
                p.spouse(),
                p.adoptiveFather(),
                p.adoptiveMother(),
                p.deathDate(),
                p.care(),
                p.carers(),
                p.origin(),
                p.householdNo(),
                p.relationToHead(),
                p.address(),
                List.of());
    }

    /** The last registration half of the time, else any. */
    private Forms revocation(Person otherwise, LocalDate today) {
        if (registrations.isEmpty()) {
            return Forms.revocation(otherwise, new RegistrationId(0), today.toString());
        }
        RegistrationId id = random.nextBoolean() ? registrations.getLast() : any(registrations);
        Registration of = desk.registration(id, NANGAN).orElseThrow();
        Person party = person(of.affected().getFirst().person(), today);
        List<Person> others =
                grown(today).stream().filter(p -> !p.id().equals(party.id())).toList();
        return Forms.revocation(party, id, today.toString()).by(any(others, otherwise), "INTERESTED");
    }

    /** Of any registration, by some days. */
    private Forms eventDate(Person otherwise, LocalDate today) {
        if (registrations.isEmpty()) {
            return Forms.eventDate(otherwise, new RegistrationId(0), today.toString());
        }
        Registration of = desk.registration(any(registrations), NANGAN).orElseThrow();
        Person party = person(of.affected().getFirst().person(), today);
        String right = of.eventDate().plusDays(random.nextInt(7) - 4L).toString();
        return Forms.eventDate(party, of.id(), right).by(any(grown(today), otherwise), "INTERESTED");
    }

    /** Of one item or another. */
    private Forms correction(Person person, Person helper) {
        Forms form = any(List.of(
                Forms.correction(person, "NAME", "rightName", person.name().substring(0, 1) + character()),
                Forms.correction(person, "BIRTH_ORDER", "rightBirthOrder", person.sex() == Sex.MALE ? "三男" : "三女"),
                Forms.correction(person, "RELATION", "rightRelation", "家屬"),
                Forms.correction(person, "SEX", "rightSex", person.sex() == Sex.MALE ? "FEMALE" : "MALE"),
                Forms.paternity(person, "DENIED", "MOTHER"),
                Forms.correction(person, "FATHER", "rightFatherName", "外籍" + character())));
        return form.by(helper, person.id().equals(helper.id()) ? "SELF" : "INTERESTED");
    }

    /** Any kind, and half of the time one that was not recorded yet. */
    private RegistrationKind wished(Set<RegistrationKind> recorded) {
        if (random.nextInt(6) == 0) {
            return RegistrationKind.REVOKE;
        }
        List<RegistrationKind> missing =
                REGISTERED.stream().filter(kind -> !recorded.contains(kind)).toList();
        return any(missing.isEmpty() || random.nextBoolean() ? REGISTERED : missing);
    }

    private Forms form(RegistrationKind kind, Person person, LocalDate today) {
        String event = today.minusDays(random.nextInt(3)).toString();
        Household home = household(person.householdNo(), today);
        Person head = home.members().stream()
                .filter(p -> p.id().equals(home.head()))
                .findFirst()
                .orElse(person);
        Person helper = any(home.members());
        Person other = any(
                home.members().stream().filter(p -> !p.id().equals(person.id())).toList(), head);
        String street = "隨機路" + random.nextInt(500) + "號";
        boolean here = person.address().villageCode().startsWith("0900");
        boolean whole = random.nextBoolean();
        String to = (kind == RegistrationKind.ADDR) == here ? FUXING : LIUHOU;
        return switch (kind) {
            case RENUMBER, BOUNDARY -> throw new IllegalArgumentException("nobody registers " + kind);
            case ADDR ->
                whole
                        ? Forms.addressChange(head, event, to, street)
                        : part(kind, person, head, helper, event).address(to, street);
            case MOVE_IN ->
                whole
                        ? Forms.moveIn(head, event, to, street)
                        : part(kind, person, head, helper, event).address(to, street);
            case NAME ->
                Forms.nameChange(person, person.name().substring(0, 1) + character())
                        .with("reason", "SAME_PLACE")
                        .by(helper, person.id().equals(helper.id()) ? "SELF" : "LEGAL_REPRESENTATIVE")
                        .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,REASON_PROOF");
            case BIRTH_DATE ->
                Forms.birthDate(
                                person,
                                person.birthDate()
                                        .plusDays(random.nextInt(41) - 20)
                                        .toString())
                        .with("proofDate", today.toString())
                        .by(helper, person.id().equals(helper.id()) ? "SELF" : "INTERESTED");
            case ID_NUMBER -> Forms.idNumber(person, "OTHER").by(helper, "LEGAL_REPRESENTATIVE");
            case DEATH -> succeeded(Forms.death(person, event, other, "COHABITANT"), person, head, other);
            case DEATH_DECL ->
                succeeded(Forms.declaredDead(person, event, today.toString(), other), person, head, other);
            case MARRY, MARRY_748 -> marriage(kind, person, today);
            case DIVORCE -> Forms.divorce(kind, any(adults(today, true), person), today.toString());
            case END_748 -> Forms.divorce(kind, person(any(married748, person.id()), today), today.toString());
            case MOVE_OUT -> Forms.abroad(person, event).by(head, "HEAD").with("oldHouseholdNewHead", helper);
            case SPLIT -> Forms.split(person, event).by(head, "HEAD").with("oldHouseholdNewHead", helper);
            case MERGE -> merge(head, event, today);
            case BIRTHPLACE -> Forms.birthplace(person, any(List.of("連江縣", "臺北市", "花蓮縣")));
            case ACK -> acknowledgement(person, today);
            case ADOPT -> {
                Person man = any(
                        everyone(today).stream()
                                .filter(p -> p.sex() == Sex.MALE && p.deathDate() == null)
                                .toList(),
                        person);
                yield Forms.adoption(person, man, event);
            }
            case ADOPT_END -> {
                Person adopted = any(
                        everyone(today).stream()
                                .filter(p -> p.adoptiveFather() != null)
                                .toList(),
                        person);
                Person adopter = any(
                        everyone(today).stream()
                                .filter(p -> p.name().equals(adopted.adoptiveFather()))
                                .toList(),
                        person);
                yield Forms.adoptionEnd(adopted, adopter, today.toString());
            }
            case REVOKE -> revocation(person, today);
            case ANNUL ->
                succeeded(
                        Forms.annulment(person, event).by(head, person.id().equals(head.id()) ? "SELF" : "INTERESTED"),
                        person,
                        head,
                        other);
            case CORRECT -> random.nextInt(3) == 0 ? eventDate(person, today) : correction(person, helper);
            case HEAD ->
                Forms.headChange(
                        head,
                        event,
                        any(
                                grown(today).stream()
                                        .filter(home.members()::contains)
                                        .toList(),
                                other));
            case INIT ->
                whole
                        ? Forms.initial(head, event, "新" + character())
                        : Forms.founding(
                                head, event, "新" + character(), person.address().villageCode(), street);
            case INDIG -> Forms.indigenous(person, "PLAIN", any(List.of("AMIS", "TRUKU")));
            case GUARD -> Forms.guardianship(person, any(grown(today), person), today.toString());
            case ASSIST -> Forms.assistance(any(grown(today), person), any(grown(today), person), today.toString());
            case CUSTODY -> custody(person, today);
            case BIRTH ->
                person.id().equals(head.id()) && whole
                        ? Forms.foundling(head, event, head.name().substring(0, 1) + character())
                        : Forms.birth(person, event, person.name().substring(0, 1) + character())
                                .with("surnameFrom", person.sex() == Sex.FEMALE ? "MOTHER" : "FATHER")
                                .with(
                                        "descent",
                                        person.marital() == Person.Marital.MARRIED ? "IN_WEDLOCK" : "OUT_OF_WEDLOCK")
                                .by(person, person.sex() == Sex.FEMALE ? "MOTHER" : "FATHER");
        };
    }

    /** Of somebody without a father, by any man. */
    private Forms acknowledgement(Person otherwise, LocalDate today) {
        List<Person> all = everyone(today);
        Person child = any(all.stream().filter(p -> p.father() == null).toList(), otherwise);
        Person man = any(all.stream().filter(p -> p.sex() == Sex.MALE).toList(), otherwise);
        return Forms.acknowledgement(child, man, today.toString());
    }

    /** Of a child, by one of its parents. */
    private Forms custody(Person otherwise, LocalDate today) {
        List<Person> all = everyone(today);
        Person child = any(
                all.stream()
                        .filter(p -> p.mother() != null && p.birthDate().isAfter(today.minusYears(18)))
                        .toList(),
                otherwise);
        Person mother =
                any(all.stream().filter(p -> p.name().equals(child.mother())).toList(), otherwise);
        return Forms.custody(child, mother, today.toString());
    }

    private List<Person> grown(LocalDate today) {
        return everyone(today).stream()
                .filter(p -> p.deathDate() == null && p.birthDate().isBefore(today.minusYears(20)))
                .toList();
    }

    private List<Person> everyone(LocalDate today) {
        List<Person> all = desk.persons(everybody, AsOf.on(today), NANGAN);
        assertThat(all).extracting(Person::id).containsExactlyElementsOf(everybody);
        return all;
    }

    private static Forms part(RegistrationKind kind, Person person, Person head, Person helper, String event) {
        return Forms.partOf(kind, event, person).by(head, "HEAD").with("oldHouseholdNewHead", helper);
    }

    private static Forms succeeded(Forms death, Person deceased, Person head, Person successor) {
        return deceased.id().equals(head.id()) ? death.with("newHead", successor) : death;
    }

    private char character() {
        return (char) ('一' + random.nextInt(500));
    }

    /** Of two who are not married; whether they are too near is for the law to say. */
    private Forms marriage(RegistrationKind kind, Person otherwise, LocalDate today) {
        List<Person> free = adults(today, false);
        Person one = any(free, otherwise);
        List<Person> fit = free.stream()
                .filter(p -> (p.sex() == one.sex()) == (kind == RegistrationKind.MARRY_748))
                .toList();
        return Forms.marriage(kind, one, any(fit, one), today.toString());
    }

    private List<Person> adults(LocalDate today, boolean married) {
        return everyone(today).stream()
                .filter(p -> p.deathDate() == null && p.birthDate().isBefore(today.minusYears(18)))
                .filter(p -> (p.marital() == Person.Marital.MARRIED) == married)
                .toList();
    }

    /** One household into another of the same address, where there are two. */
    private Forms merge(Person otherwise, String event, LocalDate today) {
        Map<String, Household> byAddress = new LinkedHashMap<>();
        for (HouseholdNo no : households) {
            Household home = household(no, today);
            Household there = home.closedOn() == null
                    ? byAddress.putIfAbsent(home.address().full(), home)
                    : null;
            if (there != null) {
                return Forms.merge(person(home.head(), today), event, there.no().value());
            }
        }
        return Forms.merge(otherwise, event, otherwise.householdNo().value());
    }

    private <T> T any(List<T> choices, T otherwise) {
        return choices.isEmpty() ? otherwise : any(choices);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
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
            boolean past = random.nextInt(4) == 0;
            for (LocalDate on : past ? List.of(today, today.minusDays(random.nextInt(60))) : List.of(today)) {
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
