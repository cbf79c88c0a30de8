package tw.onestop.notice;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;

/**
 * 跨機關通報申請書, an application as typed.
 *
 * @param registrations whose changes are told
 * @param applicant name and number of who applies
 * @param mandateAgent name of the agent, null when the applicant came in person
 * @param phone for the agencies' contact
 * @param email or {@code ""}
 * @param consent whether the applicant agreed after the notice of 個資法 §8 was shown; {@code consentVersion} names its text
 * @param signaturePng the signature drawn on the screen, PNG bytes
 * @param wishes 申辦事項, errands at other agencies
 * @param messages by which the applicant is told of results
 */
public record NoticeForm(
        List<RegistrationId> registrations,
        NationalId applicant,
        String applicantName,
        @Nullable String mandateAgent,
        String phone,
        String email,
        boolean consent,
        String consentVersion,
        byte[] signaturePng,
        List<Choice> choices,
        List<Wish> wishes,
        Set<Message> messages) {

    public NoticeForm {
        messages = Set.copyOf(messages);
    }

    /** Without errands, of an applicant who wants no messages. */
    public NoticeForm(
            List<RegistrationId> registrations,
            NationalId applicant,
            String applicantName,
            @Nullable String mandateAgent,
            String phone,
            String email,
            boolean consent,
            String consentVersion,
            byte[] signaturePng,
            List<Choice> choices) {
        this(
                registrations,
                applicant,
                applicantName,
                mandateAgent,
                phone,
                email,
                consent,
                consentVersion,
                signaturePng,
                choices,
                List.of(),
                Set.of());
    }

    /** 通知方式 of results, which the applicant ticks. */
    public enum Message {
        SMS,
        EMAIL
    }

    /**
     * 勾選項目: one person's change to one agency.
     *
     * @param extraKeys by name: {@code electricityNo}
     */
    public record Choice(AgencyCode agency, ChangeType change, PersonId person, Map<String, String> extraKeys) {}

    /**
     * 申辦事項: one errand for one person.
     *
     * @param person a person of the register, or {@link #newcomer}
     * @param values as typed, by the names of the errand's fields
     */
    public record Wish(String programme, String change, PersonId person, Map<String, String> values) {

        /** Who will be registered for the first time by the nth registration of the form, counted from nought. */
        public static PersonId newcomer(int registration) {
            return new PersonId(-1 - registration);
        }

        /** Which registration brings the person, empty of somebody registered already. */
        public OptionalInt newcomerBy() {
            return person.value() < 0 ? OptionalInt.of((int) (-1 - person.value())) : OptionalInt.empty();
        }

        /** How refusals name one of its fields. */
        String field(String name) {
            return "keys.%s.%s.%d.%s".formatted(programme, change, person.value(), name);
        }
    }
}
