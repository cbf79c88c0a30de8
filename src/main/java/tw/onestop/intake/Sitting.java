package tw.onestop.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.notice.NoticeForm;
import tw.onestop.registry.RegistrationForm;

/**
 * 受理案件, one sitting: several registrations, several people, and the notices that go with them.
 *
 * @param version raised by every page of it that is sent off
 */
public record Sitting(UUID id, Instant openedAt, long version, Draft draft) {

    Sitting with(Draft other, long raised) {
        return new Sitting(id, openedAt, raised, other);
    }

    /** Who is not registered yet, in the middle or at the end of a choice or key. */
    private static final Pattern NEWCOMER = Pattern.compile("/(-\\d+)(?=/|$)");

    /**
     * 草稿, everything typed so far, raw.
     *
     * @param forms registrations typed; a form may be unfinished
     * @param seen household versions the clerk saw, by household number
     * @param earlier ids of registrations made earlier that notices are filed for
     * @param choices ticked agency × change × person, and errands: {@code "TAIPOWER/ADDRESS/12345"}, {@code "nhi-card/lost/12345"}
     * @param keys extra keys typed, and what errands ask: {@code "TAIPOWER/electricityNo" → "…"}; and messages ticked:
     *     {@code "message/SMS" → "yes"}
     * @param signature data URL of the PNG drawn, {@code ""} while none
     * @param applicant who applies for the notices
     * @param consentVersion which text of the notice of 個資法 §8 was shown
     * @param household the household the sitting began with, {@code ""} when none
     * @param title what the list of open sittings calls it: a masked name
     */
    public record Draft(
            List<RegistrationForm> forms,
            Map<String, Long> seen,
            List<Long> earlier,
            List<String> choices,
            Map<String, String> keys,
            String phone,
            String email,
            boolean consent,
            String signature,
            Applicant applicant,
            String consentVersion,
            String household,
            String title) {

        public Draft {
            forms = List.copyOf(forms);
            seen = Map.copyOf(seen);
            earlier = List.copyOf(earlier);
            choices = List.copyOf(choices);
            keys = Map.copyOf(keys);
        }

        public static Draft empty() {
            return begun("", "");
        }

        /** Nothing typed yet, for a household. */
        public static Draft begun(String household, String title) {
            return new Draft(
                    List.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    "",
                    "",
                    false,
                    "",
                    Applicant.NOBODY,
                    "",
                    household,
                    title);
        }

        /** With one more form, or another in the place of the one at {@code index}. */
        public Draft with(int index, RegistrationForm form) {
            List<RegistrationForm> changed = new ArrayList<>(forms);
            if (index < changed.size()) {
                changed.set(index, form);
            } else {
                changed.add(form);
            }
            return with(changed, seen);
        }

        /** What was chosen and typed for whom the removed form would have registered goes with it; who comes after it moves up. */
        public Draft without(int index) {
            List<RegistrationForm> changed = new ArrayList<>(forms);
            changed.remove(index);
            Map<String, String> others = new TreeMap<>();
            keys.forEach((key, typed) -> follow(key, index).ifPresent(moved -> others.put(moved, typed)));
            return new Draft(
                    changed,
                    seen,
                    earlier,
                    choices.stream()
                            .flatMap(choice -> follow(choice, index).stream())
                            .toList(),
                    others,
                    phone,
                    email,
                    consent,
                    signature,
                    applicant,
                    consentVersion,
                    household,
                    title);
        }

        /** A choice or key as it is called once a form is gone; empty when it is about that form's newcomer. */
        private static Optional<String> follow(String choice, int removed) {
            Matcher newcomer = NEWCOMER.matcher(choice);
            if (!newcomer.find()) {
                return Optional.of(choice);
            }
            long person = Long.parseLong(newcomer.group(1));
            long gone = NoticeForm.Wish.newcomer(removed).value();
            if (person == gone) {
                return Optional.empty();
            }
            // The later a form, the lower the number.
            return Optional.of(person < gone ? newcomer.replaceFirst("/" + (person + 1)) : choice);
        }

        /** Remembers the version of a household that the clerk saw; the first one seen counts. */
        public Draft seeing(String householdNo, long version) {
            Map<String, Long> more = new TreeMap<>(seen);
            more.putIfAbsent(householdNo, version);
            return with(forms, more);
        }

        public Draft with(List<RegistrationForm> otherForms, Map<String, Long> otherSeen) {
            return new Draft(
                    otherForms,
                    otherSeen,
                    earlier,
                    choices,
                    keys,
                    phone,
                    email,
                    consent,
                    signature,
                    applicant,
                    consentVersion,
                    household,
                    title);
        }

        /** With these ticked. */
        public Draft choosing(List<String> others) {
            return new Draft(
                    forms,
                    seen,
                    earlier,
                    others,
                    keys,
                    phone,
                    email,
                    consent,
                    signature,
                    applicant,
                    consentVersion,
                    household,
                    title);
        }

        /** With somebody who applies for the notices. */
        public Draft by(Applicant other) {
            return new Draft(
                    forms,
                    seen,
                    earlier,
                    choices,
                    keys,
                    phone,
                    email,
                    consent,
                    signature,
                    other,
                    consentVersion,
                    household,
                    title);
        }

        /** The clerk, reading for everybody for whom the sitting is: who applies, and their agents. */
        public Actor reader(Actor clerk) {
            return clerk.serving(Stream.concat(
                            forms.stream().flatMap(form -> form.readers().stream()),
                            NationalId.parse(applicant.nationalId()).stream())
                    .toList());
        }

        /** For these registrations made earlier. */
        public Draft forEarlier(List<Long> registrations) {
            return new Draft(
                    forms,
                    seen,
                    registrations,
                    choices,
                    keys,
                    phone,
                    email,
                    consent,
                    signature,
                    applicant,
                    consentVersion,
                    household,
                    title);
        }
    }

    /**
     * 通報申請人, as typed.
     *
     * @param agent name of the agent, {@code ""} when the applicant came in person
     */
    public record Applicant(String nationalId, String name, String agent) {

        static final Applicant NOBODY = new Applicant("", "", "");
    }
}
