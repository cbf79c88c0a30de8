package tw.onestop.registry;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Sex;
import tw.onestop.kernel.Text;
import tw.onestop.registry.PersonFacts.Relative;

/**
 * 出生登記 (戶籍法 §6, §29, §48; 民法 §1059, §1059-1, §1061–1063): the party is the parent into whose household the child is
 * registered. A child of married parents bears the surname they agree on, or the one drawn by lot; any other child that of
 * its mother, until its father acknowledges it. A child of whom nobody knows the parents (無依兒童, 戶籍法 §6, §29, §49) is
 * registered into the household of who cares for it, under the surname of its guardian. The child gets its number here.
 */
final class Birth implements Type {

    private static final String WEDLOCK = "descent=IN_WEDLOCK";
    private static final String FOUNDLING = "FOUNDLING";

    /** With ordinary numerals, unlike the relation to the head. */
    private static final List<String> ORDINALS = List.of("長", "次", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二");

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.BIRTH,
                List.of("MOTHER", "FATHER", "GRANDPARENT", "HEAD", "COHABITANT", "FOSTERER", "CHILD_INSTITUTION"),
                List.of(
                        Fields.eventDate(true),
                        Fields.required("childName", RegistrationType.Kind.TEXT),
                        Fields.choice("sex", List.of("MALE", "FEMALE")),
                        Fields.choice("descent", List.of("IN_WEDLOCK", "OUT_OF_WEDLOCK", FOUNDLING)),
                        Fields.choice("surnameFrom", List.of("FATHER", "MOTHER"))
                                .when(WEDLOCK),
                        Fields.choice("surnameBy", List.of("AGREEMENT", "LOT")).when(WEDLOCK),
                        Fields.optional("guardian", RegistrationType.Kind.PERSON)
                                .when("descent=" + FOUNDLING),
                        Fields.optional("relation", RegistrationType.Kind.TEXT).when("descent=" + FOUNDLING),
                        Fields.required("birthPlace", RegistrationType.Kind.TEXT),
                        Fields.lateReason()),
                List.of(
                        Fields.original("BIRTH_CERTIFICATE"),
                        Fields.original("FOUNDLING_REPORT"),
                        Fields.paper("SURNAME_AGREEMENT", false),
                        Fields.paper("ID_CARD", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate birth, Rulebook rules) {
        return Optional.of(rules.lastDay(birth, 0, rules.value("deadline.birthDays", birth)));
    }

    /** Father and mother as they will stand in the child's record, and whose surname it bears. */
    private record Parents(Relative father, Relative mother, String surname) {}

    @Override
    public @Nullable Effect examine(Case c) {
        c.requirePaper(isFoundling(c) ? "FOUNDLING_REPORT" : "BIRTH_CERTIFICATE");
        applicant(c);
        Parents parents = isFoundling(c) ? unknown(c) : parents(c);
        age(c);
        String name = c.typed().text("childName");
        NameChange.wellFormed(c, "childName", name);
        if (c.refused() || parents == null) {
            return null;
        }
        if (!name.startsWith(parents.surname())) {
            c.refuse("childName", "registry.childName.surname", parents.surname());
            return null;
        }
        List<PersonFacts> siblings = isFoundling(c) ? List.of() : siblings(c);
        if (siblings.stream().anyMatch(s -> s.alive() && s.name().equals(name))) {
            c.refuse("childName", "registry.childName.sibling");
            return null;
        }
        if (siblings.stream()
                .map(PersonFacts::birthDate)
                .anyMatch(day -> day.equals(c.eventDate()) || Math.abs(days(day, c.eventDate())) == 1)) {
            c.warn("eventDate", "registry.eventDate.sameAsSibling");
        }
        Sex sex = Sex.valueOf(c.typed().text("sex"));
        return () -> bear(c, parents, sex);
    }

    private static boolean isFoundling(Case c) {
        return c.typed().text("descent").equals(FOUNDLING);
    }

    /** An institution files for a child without anybody, and no kin do. */
    private static void applicant(Case c) {
        String relation = c.form().applicant().relation();
        if (isFoundling(c) && List.of("MOTHER", "FATHER", "GRANDPARENT").contains(relation)) {
            c.refuse("applicant.relation", "registry.applicant.foundling");
        } else if (!isFoundling(c) && relation.equals("CHILD_INSTITUTION")) {
            c.refuse("applicant.relation", "registry.applicant.onlyFoundling");
        }
    }

    /** The surname is the guardian's (戶籍法 §49), who is the party where nobody else is named. */
    private static Parents unknown(Case c) {
        String relation = c.typed().text("relation");
        if (!relation.isEmpty() && !Relation.canBeTyped(relation)) {
            c.refuse("relation", "registry.relation.invalid");
        }
        PersonId guardian = c.typed().person("guardian").orElse(c.party());
        return new Parents(
                Relative.NONE, Relative.NONE, c.ledger().person(guardian).surname());
    }

    private static long days(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to);
    }

    /** Null after a refusal. */
    private static @Nullable Parents parents(Case c) {
        PersonFacts party = c.partyFacts();
        Relative self = new Relative(c.party(), party.name());
        boolean mother = party.sex() == Sex.FEMALE;
        boolean presumed = ofTheMarriage(c);
        if (c.typed().text("descent").equals("OUT_OF_WEDLOCK")) {
            if (!mother) {
                c.refuse("descent", "registry.descent.needsMother");
                return null;
            }
            if (presumed) {
                c.refuse("descent", "registry.descent.presumed");
                return null;
            }
            return new Parents(Relative.NONE, self, party.surname());
        }
        if (!presumed) {
            c.refuse("descent", "registry.descent.notMarried");
            return null;
        }
        Relative other = spouseThen(c);
        if (other.name() == null) {
            c.refuse("descent", "registry.descent.spouseUnknown");
            return null;
        }
        if (c.typed().text("surnameBy").equals("AGREEMENT")) {
            c.requirePaper("SURNAME_AGREEMENT");
            if (c.exOfficio()) {
                c.refuse("surnameBy", "registry.surnameBy.exOfficio");
            }
        }
        Relative father = mother ? other : self;
        Relative motherToBe = mother ? self : other;
        boolean fathers = c.typed().text("surnameFrom").equals("FATHER");
        return new Parents(father, motherToBe, surname(c, fathers ? father : motherToBe));
    }

    /** Born while the party was married, or so shortly afterwards that it was conceived in the marriage (民法 §1061–1063). */
    private static boolean ofTheMarriage(Case c) {
        LocalDate birth = c.eventDate();
        int days = c.rules().value("birth.presumedDays", birth);
        return c.ledger().persons().get(c.party()).all().stream()
                .filter(spell -> spell.fact().marital() == Person.Marital.MARRIED)
                .filter(spell -> !spell.from().isAfter(birth))
                .anyMatch(spell -> spell.to() == null || days(spell.to(), birth) <= days);
    }

    /** To whom the party was married last before the birth, by the name they bear now. */
    private static Relative spouseThen(Case c) {
        Relative then = c.ledger().persons().get(c.party()).all().stream()
                .filter(spell -> !spell.from().isAfter(c.eventDate()))
                .map(spell -> spell.fact().spouse())
                .filter(spouse -> spouse.name() != null)
                .reduce((earlier, later) -> later)
                .orElse(Relative.NONE);
        return c.ledger().find(then).map(one -> then.named(one.facts().name())).orElse(then);
    }

    /** Of somebody who is not in the register, the first character of the name. */
    static String surname(Case c, Relative parent) {
        String name = Objects.requireNonNull(parent.name());
        return c.ledger()
                .find(parent)
                .map(one -> one.facts().surname())
                .orElseGet(() -> name.substring(0, name.offsetByCodePoints(0, 1)));
    }

    /** From a certain age on it is 初設戶籍 and no longer a birth (戶籍法 §6); and parents are of an age to be that. */
    private static void age(Case c) {
        int under = c.rules().value("birth.underAge", c.today());
        if (ChronoUnit.YEARS.between(c.eventDate(), c.today()) >= under) {
            c.refuse("eventDate", "registry.eventDate.tooOldForBirth", String.valueOf(under));
        }
        if (isFoundling(c)) {
            return;
        }
        int parent = c.partyFacts().ageOn(c.eventDate());
        if (parent < c.rules().value("parent.minimumAge", c.eventDate())) {
            c.refuse("eventDate", "registry.eventDate.parentTooYoung");
        } else if (parent > c.rules().value("parent.maximumAge", c.eventDate())) {
            c.warn("eventDate", "registry.eventDate.parentOld", String.valueOf(parent));
        }
    }

    private static List<PersonFacts> siblings(Case c) {
        return List.copyOf(c.ledger().facts(c.ledger().children(c.party())).values());
    }

    /** 出生別: how many of this sex the same parents had before: 長男, 次女, 三男. */
    static String order(Case c, PersonId of) {
        PersonFacts child = c.ledger().person(of);
        PersonId mother = child.mother().id();
        PersonId parent = mother == null ? child.father().id() : mother;
        long before = parent == null
                ? 0
                : c.ledger().children(parent).stream()
                        .filter(id -> !id.equals(of))
                        .map(c.ledger()::person)
                        .filter(s ->
                                s.father().equals(child.father()) && s.mother().equals(child.mother()))
                        .filter(s -> s.sex() == child.sex() && !s.birthDate().isAfter(child.birthDate()))
                        .count();
        String ordinal = ORDINALS.get((int) Math.min(before, ORDINALS.size() - 1L));
        return ordinal + (child.sex() == Sex.MALE ? "男" : "女");
    }

    private static void bear(Case c, Parents parents, Sex sex) {
        LocalDate birth = c.eventDate();
        String place = c.typed().text("birthPlace");
        PersonId child = new Arrival(c)
                .join(
                        sex,
                        number -> PersonFacts.unmarried(
                                number,
                                c.typed().text("childName"),
                                Text.length(parents.surname()),
                                sex,
                                birth,
                                place,
                                parents.father(),
                                parents.mother()),
                        birth,
                        isFoundling(c) ? c.typed().text("relation") : "");
        if (isFoundling(c)) {
            c.annotate(child, "BIRTH_FOUNDLING", Map.of("birthPlace", place));
            return;
        }
        String order = order(c, child);
        c.ledger().correctPerson(child, p -> p.withBirthOrder(order));
        Succession.relate(c, child);
        c.annotate(child, surnameTemplate(c), Map.of("birthPlace", place, "birthOrder", order));
    }

    private static String surnameTemplate(Case c) {
        if (!c.typed().text("descent").equals("IN_WEDLOCK")) {
            return "BIRTH_OUT_OF_WEDLOCK";
        }
        return "BIRTH_" + c.typed().text("surnameFrom")
                + (c.typed().text("surnameBy").equals("LOT") ? "_LOT" : "");
    }
}
