package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.kernel.Text;
import tw.onestop.registry.PersonFacts.Relative;
import tw.onestop.registry.RegistrationType.Field;
import tw.onestop.registry.RegistrationType.Kind;

/** 更正項目: what can be set right of somebody's record, and only what differs between the items. */
enum CorrectedItem {
    /** 姓名, its spelling; it goes on to those who name them as kin. */
    NAME,
    /** 性別; the number says it too, so another one is assigned. */
    SEX,
    /** 出生別. */
    BIRTH_ORDER,
    /** 父姓名. */
    FATHER,
    /** 母姓名. */
    MOTHER,
    /** 稱謂. */
    RELATION,
    /** 原住民身分及民族別. */
    INDIGENOUS,
    /** 事件發生日期, of what was registered before. */
    EVENT_DATE,
    /** 父, who is not the father by a final judgment. */
    PATERNITY;

    static final String FIELD = "correctItem";

    /**
     * 更正: what was registered, {@code ""} where it was missing, what is right, and how it is set right.
     *
     * @param about what the item is one of, as annotations write it before the item; {@code ""} of the person themself
     * @param others in whose records it is noted, beside the party's
     */
    record Change(String about, String was, String is, List<PersonId> others, Type.Effect effect) {

        Change(String was, String is, Type.Effect effect) {
            this("", was, is, List.of(), effect);
        }
    }

    boolean isOf(RegistrationForm form) {
        return form.kind() == RegistrationKind.CORRECT
                && name().equals(form.values().getOrDefault(FIELD, "").strip());
    }

    /** Null where none, or an unknown one, was chosen. */
    static @Nullable CorrectedItem named(Case c) {
        return Stream.of(values())
                .filter(item -> item.name().equals(c.typed().text(FIELD)))
                .findFirst()
                .orElse(null);
    }

    List<Field> fields() {
        List<Field> own = switch (this) {
            case NAME ->
                List.of(
                        Fields.required("rightName", Kind.TEXT),
                        new Field("rightSurnameLength", Kind.CHOICE, false, List.of("1", "2", "3", "4"), null));
            case SEX -> List.of(Fields.choice("rightSex", List.of("MALE", "FEMALE")));
            case BIRTH_ORDER -> List.of(Fields.required("rightBirthOrder", Kind.TEXT));
            case FATHER ->
                List.of(Fields.required("rightFatherName", Kind.TEXT), Fields.optional("rightFather", Kind.PERSON));
            case MOTHER ->
                List.of(Fields.required("rightMotherName", Kind.TEXT), Fields.optional("rightMother", Kind.PERSON));
            case RELATION -> List.of(Fields.required("rightRelation", Kind.TEXT));
            case INDIGENOUS ->
                List.of(
                        Fields.choice("rightIndigStatus", List.of("MOUNTAIN", "PLAIN")),
                        Fields.choice("rightPeople", IndigenousStatus.PEOPLES));
            case PATERNITY ->
                List.of(
                        Fields.choice("paternityGround", Paternity.GROUNDS),
                        Fields.choice("paternitySurname", List.of("KEPT", "MOTHER")));
            case EVENT_DATE ->
                List.of(
                        Fields.required(EventDateCorrection.REGISTRATION, Kind.REGISTRATION),
                        Fields.required("rightEventDate", Kind.DATE));
        };
        return own.stream().map(field -> field.when(FIELD + "=" + name())).toList();
    }

    /** The field beside which it is said what is wrong with the item as a whole. */
    String field() {
        return fields().getFirst().name();
    }

    /** Null after a refusal. */
    @Nullable
    Change examine(Case c, EventDateCorrection.Stores stores) {
        return switch (this) {
            case NAME -> name(c);
            case SEX -> sex(c);
            case BIRTH_ORDER -> birthOrder(c);
            case FATHER -> parent(c, "rightFather", Sex.MALE);
            case MOTHER -> parent(c, "rightMother", Sex.FEMALE);
            case RELATION -> relation(c);
            case INDIGENOUS -> indigenous(c);
            case PATERNITY -> Paternity.examine(c);
            case EVENT_DATE -> new EventDateCorrection(c, stores).examine();
        };
    }

    private static @Nullable Change name(Case c) {
        PersonFacts party = c.partyFacts();
        String right = c.typed().text("rightName");
        String length = c.typed().text("rightSurnameLength");
        int surname = length.matches("[1-4]") ? Integer.parseInt(length) : party.surnameLength();
        NameChange.wellFormed(c, "rightName", right);
        if (Text.length(right) <= surname) {
            c.refuse("rightSurnameLength", "registry.surnameLength.tooLong");
            return null;
        }
        return new Change(party.name(), right, () -> {
            Ledger ledger = c.ledger();
            LocalDate since = ledger.namedSince(c.party());
            ledger.changePerson(c.party(), since, p -> p.withName(right, surname));
            Stream.concat(ledger.children(c.party()).stream(), ledger.spouses(c.party()).stream())
                    .filter(kin -> ledger.persons().find(kin).isPresent())
                    .forEach(kin -> ledger.changePerson(kin, since, p -> p.naming(c.party(), right)));
        });
    }

    private static @Nullable Change sex(Case c) {
        PersonFacts party = c.partyFacts();
        if (c.typed().text("rightSex").isEmpty()) {
            return null;
        }
        Sex right = Sex.valueOf(c.typed().text("rightSex"));
        if (party.marital() == Person.Marital.MARRIED) {
            c.refuse("rightSex", "registry.rightSex.married");
        } else if (!c.ledger().children(c.party()).isEmpty()) {
            c.refuse("rightSex", "registry.rightSex.parent");
        }
        return new Change(word(party.sex()), word(right), () -> {
            NationalId number =
                    c.newcomers().number(c.ledger().householdOf(c.party()).address(), right);
            c.ledger().correctPerson(c.party(), p -> p.withSex(right));
            c.ledger().changePerson(c.party(), c.today(), p -> p.withNumber(number));
            String order = Birth.order(c, c.party());
            c.ledger().correctPerson(c.party(), p -> p.withBirthOrder(order));
            relate(c);
            c.consequence("registry.consequence.newNumber", number.value());
        });
    }

    private static String word(Sex sex) {
        return sex == Sex.MALE ? "男" : "女";
    }

    private static @Nullable Change birthOrder(Case c) {
        PersonFacts party = c.partyFacts();
        String right = c.typed().text("rightBirthOrder");
        if (!Relation.isBirthOrder(right, party.sex())) {
            c.refuse("rightBirthOrder", "registry.rightBirthOrder.malformed");
            return null;
        }
        return new Change(party.birthOrder(), right, () -> {
            c.ledger().correctPerson(c.party(), p -> p.withBirthOrder(right));
            relate(c);
        });
    }

    private static @Nullable Change parent(Case c, String field, Sex sex) {
        PersonFacts party = c.partyFacts();
        boolean father = sex == Sex.MALE;
        String name = c.typed().text(field + "Name");
        if (name.isEmpty()) {
            return null;
        }
        Relative was = father ? party.father() : party.mother();
        // Only the name was wrong where the one registered so far bears the right one.
        PersonId id = c.typed()
                .person(field)
                .or(() -> c.ledger()
                        .find(was)
                        .filter(one -> one.facts().name().equals(name))
                        .map(Relation.One::id))
                .orElse(null);
        if (id != null) {
            parentFits(c, field, c.ledger().one(id), name, sex);
        }
        Relative right = new Relative(id, name);
        if (was.equals(right)) {
            c.refuse(field + "Name", "registry.correctItem.same");
        }
        String wasName = was.name() == null ? "" : was.name();
        // The same name may now stand for somebody the register knows.
        String shown = wasName.equals(name) ? "" : wasName;
        return new Change(shown, name, () -> {
            c.ledger()
                    .correctPerson(
                            c.party(),
                            p -> p.withRelatives(father ? right : p.father(), father ? p.mother() : right, p.spouse()));
            relate(c);
        });
    }

    private static void parentFits(Case c, String field, Relation.One parent, String name, Sex sex) {
        int youngest = c.rules().value("parent.minimumAge", c.today());
        if (parent.id().equals(c.party())) {
            c.refuse(field, "registry.rightParent.self");
        } else if (parent.facts().sex() != sex) {
            c.refuse(field, "registry.rightParent.sex");
        } else if (!parent.facts().name().equals(name)) {
            c.refuse(field + "Name", "registry.rightParent.name", parent.facts().name());
        } else if (parent.facts().ageOn(c.partyFacts().birthDate()) < youngest) {
            c.refuse(field, "registry.rightParent.tooYoung", String.valueOf(youngest));
        }
    }

    private static @Nullable Change relation(Case c) {
        Stay stay = c.ledger().stay(c.party());
        String right = c.typed().text("rightRelation");
        if (stay.relation().equals(Relation.HEAD)) {
            c.refuse("rightRelation", "registry.rightRelation.head");
        } else if (!right.isEmpty() && !Relation.canBeTyped(right)) {
            c.refuse("rightRelation", "registry.relation.invalid");
        }
        return new Change(stay.relation(), right, () -> {
            Spells<Stay> corrected = c.ledger()
                    .stays()
                    .get(c.party())
                    .correct(s -> s.household().equals(stay.household())
                                    && s.relation().equals(stay.relation())
                            ? s.as(right)
                            : s);
            c.ledger().stays().put(c.party(), corrected);
        });
    }

    private static @Nullable Change indigenous(Case c) {
        Indigenous was = c.partyFacts().indigenous();
        String status = c.typed().text("rightIndigStatus");
        String people = c.typed().text("rightPeople");
        if (!was.is()) {
            c.refuse("rightIndigStatus", "registry.rightIndigStatus.none");
            return null;
        } else if (status.isEmpty() || people.isEmpty()) {
            return null;
        }
        Indigenous right = new Indigenous(status, people, was.name());
        return new Change(
                words(c, was),
                words(c, right),
                () -> c.ledger().correctPerson(c.party(), p -> p.indigenous().equals(was) ? p.with(right) : p));
    }

    private static String words(Case c, Indigenous indigenous) {
        return Stream.of(indigenous.status(), indigenous.people())
                .filter(code -> !code.isEmpty())
                .map(code -> c.rules().template("INDIG_" + code, c.today()).text())
                .collect(Collectors.joining());
    }

    /** What they are to the head follows, since they are registered there. */
    private static void relate(Case c) {
        Ledger ledger = c.ledger();
        PersonId head = ledger.householdOf(c.party()).head();
        if (!head.equals(c.party())) {
            Relation.of(ledger.one(head), ledger.one(c.party()), ledger)
                    .ifPresent(relation -> ledger.changeStay(
                            c.party(), ledger.stays().get(c.party()).lastSpell().from(), s -> s.as(relation)));
        }
    }
}
