package tw.onestop.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.NoticeForm;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;

/** 通報申請書 read out of a draft: raw text becomes values, or a refusal beside its field. */
final class Applications {

    private static final String PNG = "data:image/png;base64,";
    private static final Pattern WISH = Pattern.compile("([a-z][a-z-]+)/([a-z][a-z-]*)/(-?\\d{1,18})");

    private Applications() {}

    /** What cannot be read at all; the rest is for the notice desk to judge. */
    static List<Refusal> unreadable(Sitting.Draft draft) {
        List<Refusal> refusals = new ArrayList<>();
        if (NationalId.parse(draft.applicant().nationalId()).isEmpty()) {
            refusals.add(Refusal.of("applicant.nationalId", "intake.applicant.nationalId"));
        }
        if (draft.choices().stream()
                .anyMatch(typed -> choice(typed, draft.keys()) == null && wish(typed, draft.keys()) == null)) {
            refusals.add(Refusal.of("choices", "intake.choices.unreadable"));
        }
        return refusals;
    }

    /**
     * @throws IllegalArgumentException when {@link #unreadable} had something to say
     */
    static NoticeForm form(Sitting.Draft draft, List<RegistrationId> registrations) {
        Sitting.Applicant applicant = draft.applicant();
        return new NoticeForm(
                registrations,
                NationalId.parse(applicant.nationalId()).orElseThrow(IllegalArgumentException::new),
                applicant.name().strip(),
                applicant.agent().isBlank() ? null : applicant.agent().strip(),
                draft.phone().strip(),
                draft.email().strip(),
                draft.consent(),
                draft.consentVersion(),
                png(draft.signature()),
                draft.choices().stream()
                        .flatMap(typed -> Optional.ofNullable(choice(typed, draft.keys())).stream())
                        .toList(),
                draft.choices().stream()
                        .flatMap(typed -> Optional.ofNullable(wish(typed, draft.keys())).stream())
                        .toList(),
                Arrays.stream(NoticeForm.Message.values())
                        .filter(message -> draft.keys().containsKey("message/" + message))
                        .collect(Collectors.toSet()));
    }

    /** {@code nhi-card/lost/12345} with what was typed for it, or null; programmes are written small, agencies big. */
    private static NoticeForm.@Nullable Wish wish(String typed, Map<String, String> keys) {
        Matcher parts = WISH.matcher(typed);
        return parts.matches()
                ? new NoticeForm.Wish(
                        parts.group(1),
                        parts.group(2),
                        new PersonId(Long.parseLong(parts.group(3))),
                        under(typed + "/", keys))
                : null;
    }

    private static Map<String, String> under(String prefix, Map<String, String> keys) {
        return keys.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .collect(Collectors.toMap(e -> e.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    /** {@code TAIPOWER/ADDRESS/12345} with the keys typed for the agency, or null. */
    private static NoticeForm.@Nullable Choice choice(String typed, Map<String, String> keys) {
        List<String> parts = List.of(typed.split("/", -1));
        if (parts.size() != 3) {
            return null;
        }
        try {
            return new NoticeForm.Choice(
                    new AgencyCode(parts.get(0)),
                    ChangeType.valueOf(parts.get(1)),
                    new PersonId(Long.parseLong(parts.get(2))),
                    under(parts.get(0) + "/", keys));
        } catch (IllegalArgumentException notAChoice) {
            return null;
        }
    }

    private static byte[] png(String dataUrl) {
        try {
            return dataUrl.startsWith(PNG) ? Base64.getDecoder().decode(dataUrl.substring(PNG.length())) : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
