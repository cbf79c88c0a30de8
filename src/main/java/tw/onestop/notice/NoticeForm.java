package tw.onestop.notice;

import java.util.List;
import java.util.Map;
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
        Set<Message> messages) {

    public NoticeForm {
        messages = Set.copyOf(messages);
    }

    /** Of an applicant who wants no messages. */
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
}
