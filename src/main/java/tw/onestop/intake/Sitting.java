package tw.onestop.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tw.onestop.registry.RegistrationForm;

/** 受理案件, one sitting: several registrations, several people, and the notices that go with them. */
public record Sitting(UUID id, Instant openedAt, Draft draft) {

    /**
     * 草稿, everything typed so far, raw.
     *
     * @param seen household versions the clerk saw, by household number
     * @param earlier ids of registrations made earlier that notices are filed for
     * @param choices ticked agency × change × person: {@code "TAIPOWER/ADDRESS/12345"}
     * @param keys extra keys typed: {@code "TAIPOWER/electricityNo" → "…"}
     * @param signature data URL of the PNG drawn, {@code ""} while none
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
            String signature) {

        public Draft {
            forms = List.copyOf(forms);
            seen = Map.copyOf(seen);
            earlier = List.copyOf(earlier);
            choices = List.copyOf(choices);
            keys = Map.copyOf(keys);
        }

        public static Draft empty() {
            return new Draft(List.of(), Map.of(), List.of(), List.of(), Map.of(), "", "", false, "");
        }
    }
}
