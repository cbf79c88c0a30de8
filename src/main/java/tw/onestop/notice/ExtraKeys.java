package tw.onestop.notice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tw.onestop.agency.Capability;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 附加欄位 as typed, tidied and judged by the agency's patterns; keys that were not asked for are left out. */
record ExtraKeys(Map<String, String> values, List<Refusal> refusals) {

    static ExtraKeys of(Capability capability, Map<String, String> typed) {
        Map<String, String> values = new LinkedHashMap<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Capability.ExtraKey key : capability.extraKeys()) {
            String field = "keys.%s.%s".formatted(capability.agency(), key.name());
            String tidy = tidy(typed.getOrDefault(key.name(), "").toUpperCase(Locale.ROOT), key.pattern());
            if (tidy.isEmpty()) {
                refusals.add(Refusal.of(field, "notice.key.missing", key.label(), key.labelEn(), key.example()));
            } else if (!tidy.matches(key.pattern())) {
                refusals.add(Refusal.of(field, "notice.key.format", key.label(), key.labelEn(), key.example()));
            } else {
                values.put(key.name(), tidy);
            }
        }
        return new ExtraKeys(values, refusals);
    }

    /** Bills print numbers in groups; the blanks and hyphens between them are forgiven where the pattern has none. */
    static String tidy(String typed, String pattern) {
        String half = Text.halfWidth(typed).strip();
        return half.matches(pattern) ? half : half.replaceAll("[\\s-]", "");
    }
}
