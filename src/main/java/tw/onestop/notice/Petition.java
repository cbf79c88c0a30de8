package tw.onestop.notice;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Person;
import tw.onestop.registry.Registration;

/**
 * 申辦案件, one errand with all that is known when it is judged.
 *
 * @param person whom it is about
 * @param affected how the registration names them, null without one
 * @param kindred who is kin of the person on the day that counts, empty where the register does not say
 * @param values what was typed and is well formed
 * @param apart what keeps it apart from others of its sort for the same person, {@code ""} until that is asked
 */
record Petition(
        Errand errand,
        NoticeForm.Wish wish,
        Who who,
        Person person,
        @Nullable Registration registration,
        Registration.@Nullable Affected affected,
        Optional<Kindred> kindred,
        Map<String, String> values,
        LocalDate today,
        String apart) {

    /** 申請人. {@code agent} is null when they came in person. */
    record Who(NationalId nationalId, String name, @Nullable String agent, Contact contact) {

        static Who of(NoticeForm form) {
            return new Who(form.applicant(), form.applicantName().strip(), form.mandateAgent(), Contact.of(form));
        }
    }

    String value(String field) {
        return values.getOrDefault(field, "");
    }

    Petition keptApart(String by) {
        return new Petition(errand, wish, who, person, registration, affected, kindred, values, today, by);
    }

    /** Whether a paper was shown. */
    boolean shown(String paper) {
        return !value(paper).isEmpty();
    }

    /** How the applicant is kin of the person, as far as the register knows. */
    Optional<Kindred.Relative> relation() {
        return relation(who.nationalId());
    }

    /** The same of somebody else. */
    Optional<Kindred.Relative> relation(NationalId number) {
        return kindred.stream()
                .flatMap(known -> known.relatives().stream())
                .filter(relative -> relative.person().nationalId().equals(number))
                .findFirst();
    }

    /** 父母 of the person by the register. */
    Stream<Person> parents() {
        return kindred.stream()
                .flatMap(known -> known.relatives().stream())
                .filter(relative -> relative.isParentOf(person))
                .map(Kindred.Relative::person);
    }

    boolean ownCase() {
        return person.nationalId().equals(who.nationalId());
    }

    /** 死亡日期, or today of somebody alive. */
    LocalDate day() {
        LocalDate died = person.deathDate();
        return died == null ? today : died;
    }

    /** Beside one of its fields. */
    Refusal refusal(String field, String code, String... arguments) {
        return Refusal.of(wish.field(field), code, arguments);
    }
}
