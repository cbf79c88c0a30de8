package tw.onestop.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;

/** 個人登記事項: what the register says of a person themself. */
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
        Relative spouse) {

    /** 親屬: somebody named in another's record, in the register ({@code id}) or not. */
    record Relative(@Nullable PersonId id, @Nullable String name) {

        static final Relative NONE = new Relative(null, null);

        Relative named(String newName) {
            return new Relative(id, newName);
        }

        boolean is(PersonId other) {
            return other.equals(id);
        }
    }

    boolean alive() {
        return deathDate == null;
    }

    boolean present() {
        return status == Person.DomicileStatus.PRESENT;
    }

    /** Completed years on a day. */
    int ageOn(LocalDate day) {
        return (int) java.time.temporal.ChronoUnit.YEARS.between(birthDate, day);
    }

    String surname() {
        return name.substring(0, name.offsetByCodePoints(0, surnameLength));
    }

    PersonFacts withName(String newName, int newSurnameLength) {
        return new PersonFacts(
                nationalId,
                newName,
                newSurnameLength,
                sex,
                birthDate,
                birthPlace,
                birthOrder,
                marital,
                status,
                deathDate,
                father,
                mother,
                spouse);
    }

    PersonFacts withBirthDate(LocalDate date) {
        return new PersonFacts(
                nationalId,
                name,
                surnameLength,
                sex,
                date,
                birthPlace,
                birthOrder,
                marital,
                status,
                deathDate,
                father,
                mother,
                spouse);
    }

    PersonFacts dead(LocalDate date) {
        return new PersonFacts(
                nationalId,
                name,
                surnameLength,
                sex,
                birthDate,
                birthPlace,
                birthOrder,
                marital,
                Person.DomicileStatus.DEAD,
                date,
                father,
                mother,
                spouse);
    }

    PersonFacts withMarital(Person.Marital newMarital) {
        return new PersonFacts(
                nationalId,
                name,
                surnameLength,
                sex,
                birthDate,
                birthPlace,
                birthOrder,
                newMarital,
                status,
                deathDate,
                father,
                mother,
                spouse);
    }

    PersonFacts withRelatives(Relative newFather, Relative newMother, Relative newSpouse) {
        return new PersonFacts(
                nationalId,
                name,
                surnameLength,
                sex,
                birthDate,
                birthPlace,
                birthOrder,
                marital,
                status,
                deathDate,
                newFather,
                newMother,
                newSpouse);
    }
}
