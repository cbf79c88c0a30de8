package tw.onestop.registry;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;

/**
 * 個人登記事項: what the register says of a person themself.
 *
 * @param romanisedName 並列之羅馬拼音, {@code ""} where none is noted beside the name
 */
record PersonFacts(
        NationalId nationalId,
        String name,
        int surnameLength,
        Sex sex,
        LocalDate birthDate,
        String birthPlace,
        String birthOrder,
        Person.Marital marital,
        Person.DomicileStatus status,
        @Nullable LocalDate deathDate,
        Relative father,
        Relative mother,
        Relative spouse,
        Care care,
        Indigenous indigenous,
        Adopted adopted,
        String romanisedName) {

    /** 親屬: somebody named in another's record, in the register ({@code id}) or not. */
    record Relative(@Nullable PersonId id, @Nullable String name) {

        static final Relative NONE = new Relative(null, null);

        Relative named(String newName) {
            return new Relative(id, newName);
        }

        boolean is(PersonId other) {
            return other.equals(id);
        }

        /** Those of them who are in the register. */
        static Set<PersonId> ids(Relative... relatives) {
            return Stream.of(relatives)
                    .flatMap(one -> Stream.ofNullable(one.id()))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** The names of those of whom there is one. */
        static List<String> names(Relative... relatives) {
            return Stream.of(relatives)
                    .flatMap(one -> Stream.ofNullable(one.name()))
                    .toList();
        }
    }

    /** Somebody of whom no more is known yet than what everybody's first registration says. */
    static PersonFacts unmarried(
            NationalId number,
            String name,
            int surnameLength,
            Sex sex,
            LocalDate birthDate,
            String birthPlace,
            Relative father,
            Relative mother) {
        return new PersonFacts(
                number,
                name,
                surnameLength,
                sex,
                birthDate,
                birthPlace,
                "",
                Person.Marital.SINGLE,
                Person.DomicileStatus.PRESENT,
                null,
                father,
                mother,
                Relative.NONE,
                Care.NONE,
                Indigenous.NONE,
                Adopted.NONE,
                "");
    }

    boolean alive() {
        return deathDate == null;
    }

    boolean present() {
        return status == Person.DomicileStatus.PRESENT;
    }

    boolean abroad() {
        return status == Person.DomicileStatus.ABROAD;
    }

    /** Completed years on a day. */
    int ageOn(LocalDate day) {
        return (int) java.time.temporal.ChronoUnit.YEARS.between(birthDate, day);
    }

    String surname() {
        return name.substring(0, name.offsetByCodePoints(0, surnameLength));
    }

    /** The romanisation was that of the former name and goes with it. */
    PersonFacts withName(String newName, int newSurnameLength) {
        return edited(e -> {
            e.romanisedName = newName.equals(name) ? romanisedName : "";
            e.name = newName;
            e.surnameLength = newSurnameLength;
        });
    }

    PersonFacts withSex(Sex newSex) {
        return edited(e -> e.sex = newSex);
    }

    PersonFacts withNumber(NationalId number) {
        return edited(e -> e.nationalId = number);
    }

    PersonFacts romanised(String romanised) {
        return edited(e -> e.romanisedName = romanised);
    }

    PersonFacts withBirthDate(LocalDate date) {
        return edited(e -> e.birthDate = date);
    }

    PersonFacts withBirthPlace(String place) {
        return edited(e -> e.birthPlace = place);
    }

    PersonFacts under(Care newCare) {
        return edited(e -> e.care = newCare);
    }

    PersonFacts with(Indigenous newIndigenous) {
        return edited(e -> e.indigenous = newIndigenous);
    }

    PersonFacts adoptedBy(Adopted newParents) {
        return edited(e -> e.adopted = newParents);
    }

    /** Whether somebody is the father or the mother, by birth or by adoption. */
    boolean isChildOf(PersonId parent) {
        return father.is(parent) || mother.is(parent) || adopted.by(parent);
    }

    PersonFacts withBirthOrder(String order) {
        return edited(e -> e.birthOrder = order);
    }

    /**
     * @param how {@code DEAD} or {@code DECLARED_DEAD}
     */
    PersonFacts dead(Person.DomicileStatus how, LocalDate date) {
        return edited(e -> {
            e.status = how;
            e.deathDate = date;
        });
    }

    PersonFacts with(Person.DomicileStatus newStatus) {
        return edited(e -> e.status = newStatus);
    }

    /** Not of whom the registration was void, or whose domicile was annulled. */
    boolean hasDomicile() {
        return status != Person.DomicileStatus.REVOKED && status != Person.DomicileStatus.ANNULLED;
    }

    /** Parents, spouse and adoptive parents who are in the register. */
    Set<PersonId> kin() {
        return Relative.ids(father, mother, spouse, adopted.father(), adopted.mother());
    }

    /** Another name of somebody wherever they stand as kin. */
    PersonFacts naming(PersonId who, String newName) {
        return edited(e -> {
            e.father = father.is(who) ? father.named(newName) : father;
            e.mother = mother.is(who) ? mother.named(newName) : mother;
            e.spouse = spouse.is(who) ? spouse.named(newName) : spouse;
            e.adopted = new Adopted(
                    adopted.father().is(who) ? adopted.father().named(newName) : adopted.father(),
                    adopted.mother().is(who) ? adopted.mother().named(newName) : adopted.mother());
        });
    }

    PersonFacts withMarital(Person.Marital newMarital) {
        return edited(e -> e.marital = newMarital);
    }

    PersonFacts marriedTo(Relative newSpouse) {
        return edited(e -> {
            e.marital = Person.Marital.MARRIED;
            e.spouse = newSpouse;
        });
    }

    /** Affinity ends with a divorce, so nobody is named any more; the history keeps who was. */
    PersonFacts divorced() {
        return edited(e -> {
            e.marital = Person.Marital.DIVORCED;
            e.spouse = Relative.NONE;
        });
    }

    PersonFacts withRelatives(Relative newFather, Relative newMother, Relative newSpouse) {
        return edited(e -> {
            e.father = newFather;
            e.mother = newMother;
            e.spouse = newSpouse;
        });
    }

    private PersonFacts edited(Consumer<Edit> change) {
        Edit edit = new Edit(this);
        change.accept(edit);
        return new PersonFacts(
                edit.nationalId,
                edit.name,
                edit.surnameLength,
                edit.sex,
                edit.birthDate,
                edit.birthPlace,
                edit.birthOrder,
                edit.marital,
                edit.status,
                edit.deathDate,
                edit.father,
                edit.mother,
                edit.spouse,
                edit.care,
                edit.indigenous,
                edit.adopted,
                edit.romanisedName);
    }

    /** What registrations change of a person. */
    private static final class Edit {

        private NationalId nationalId;
        private String name;
        private int surnameLength;
        private Sex sex;
        private LocalDate birthDate;
        private String birthPlace;
        private String birthOrder;
        private Person.Marital marital;
        private Person.DomicileStatus status;
        private @Nullable LocalDate deathDate;
        private Relative father;
        private Relative mother;
        private Relative spouse;
        private Care care;
        private Indigenous indigenous;
        private Adopted adopted;
        private String romanisedName;

        private Edit(PersonFacts p) {
            nationalId = p.nationalId;
            name = p.name;
            surnameLength = p.surnameLength;
            sex = p.sex;
            birthDate = p.birthDate;
            birthPlace = p.birthPlace;
            birthOrder = p.birthOrder;
            marital = p.marital;
            status = p.status;
            deathDate = p.deathDate;
            father = p.father;
            mother = p.mother;
            spouse = p.spouse;
            care = p.care;
            indigenous = p.indigenous;
            adopted = p.adopted;
            romanisedName = p.romanisedName;
        }
    }
}
