package tw.onestop.counter;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.PersonalDataNotice;
import tw.onestop.kernel.Text;
import tw.onestop.registry.RegistrationForm;

/** 勾選內容: reads what the page of the notices sent into a draft. */
final class Ticked {

    /** A signature is some ten kilobytes; ten times that is no signature. */
    private static final int LONGEST_SIGNATURE = 400_000;

    private Ticked() {}

    static Sitting.Draft into(Sitting.Draft before, MultiValueMap<String, String> sent, PersonalDataNotice shown) {
        Map<String, String> keys = new TreeMap<>();
        sent.forEach((name, values) -> {
            if (name.startsWith("key.") && !values.getFirst().isBlank()) {
                keys.put(name.substring(4), Text.halfWidth(values.getFirst()).strip());
            }
        });
        String drawn = one(sent, "signature");
        boolean cleared = !one(sent, "signatureCleared").isEmpty();
        String signature =
                !drawn.isEmpty() && drawn.length() <= LONGEST_SIGNATURE ? drawn : cleared ? "" : before.signature();
        return new Sitting.Draft(
                before.forms(),
                before.seen(),
                before.earlier(),
                sent.getOrDefault("choices", List.of()),
                keys,
                one(sent, "phone"),
                one(sent, "email"),
                !one(sent, "consent").isEmpty(),
                signature,
                new Sitting.Applicant(
                        one(sent, "applicant.nationalId"), one(sent, "applicant.name"), one(sent, "applicant.agent")),
                shown.version(),
                before.household(),
                before.title());
    }

    /** Every agency that fits, ticked, a household's account once; errands stay as they are, since each asks for something of its own. */
    static Sitting.Draft all(Sitting.Draft draft, List<NoticesPages.Row> rows) {
        return draft.choosing(Stream.concat(
                        rows.stream().filter(row -> !row.offer().statutory()).flatMap(NoticesPages.Row::all),
                        draft.choices().stream().filter(ErrandRows::isErrand))
                .toList());
    }

    /** Who applies: as typed, else who applied for the first registration. */
    static Sitting.Applicant applicant(Sitting.Draft draft) {
        boolean typed = !draft.applicant().nationalId().isEmpty()
                || !draft.applicant().name().isEmpty();
        return typed
                ? draft.applicant()
                : draft.forms().stream()
                        .map(RegistrationForm::applicant)
                        .map(a -> new Sitting.Applicant(
                                a.nationalId(),
                                a.name(),
                                a.mandate() == null ? "" : a.mandate().agentName()))
                        .findFirst()
                        .orElse(draft.applicant());
    }

    static String phone(Sitting.Draft draft) {
        return Stream.concat(
                        Stream.of(draft.phone()),
                        draft.forms().stream().map(f -> f.applicant().phone()))
                .filter(p -> !p.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String one(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : value.strip();
    }
}
