package tw.onestop.notice;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Responsibility;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.CaseDesk;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationKind;

/** 法定通報規則, one row: of which change by what kind of registration of whom which agency of which township is told. */
record StatutoryRule(
        RegistrationKind kind,
        ChangeType change,
        Responsibility responsibility,
        Township township,
        Whom whom,
        Shown shown) {

    /** Of the township lived in before, after, or of both. */
    enum Township {
        BEFORE,
        AFTER,
        BOTH
    }

    /** Whom it concerns; ages by the calendar year, both ends included. */
    record Whom(boolean menOnly, int ageFrom, int ageUntil) {

        boolean includes(Sex sex, LocalDate birthDate, int year) {
            return includes(sex, year - birthDate.getYear());
        }

        /** Of a case that names nobody. */
        boolean includes(CaseDesk.Case one) {
            return includes(one.sex(), one.eventDate().getYear() - one.birthYear());
        }

        private boolean includes(Sex sex, int age) {
            return (!menOnly || sex == Sex.MALE) && age >= ageFrom && age <= ageUntil;
        }
    }

    /** How it is named to the citizen before it is known which township's agency it will be. */
    record Shown(String name, String nameEn, String note, String noteEn) {}

    /** By which days are promised: {@code statutory.move}. */
    String matter() {
        return StatutoryNotice.PROGRAMME.matter(kind, change);
    }

    /** A corrected birth date concerns whoever was or now is of the age. */
    boolean concerns(Matter matter) {
        Registration.Affected person = matter.affected();
        int year = matter.registration().eventDate().getYear();
        return Stream.concat(Stream.of(person.birthDate()), birthDateBefore(matter).stream())
                .anyMatch(birthDate -> whom.includes(person.sex(), birthDate, year));
    }

    /** Eight digits each; one when nothing moved. */
    List<String> townships(Registration.Affected person) {
        return townships(person.townshipBefore(), person.townshipAfter());
    }

    List<String> townships(String before, String after) {
        return switch (township) {
            case BEFORE -> List.of(before);
            case AFTER -> List.of(after);
            case BOTH -> Stream.of(before, after).distinct().toList();
        };
    }

    private static Optional<LocalDate> birthDateBefore(Matter matter) {
        return matter.change() == ChangeType.BIRTH_DATE
                ? matter.values().before().values().stream()
                        .flatMap(value -> date(value).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<LocalDate> date(String value) {
        try {
            return Optional.of(LocalDate.parse(value));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
