package tw.onestop.notice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 申辦欄位 as typed, tidied and judged by their definition; what was not asked for is left out. */
record ErrandFields(Map<String, String> values, List<Refusal> refusals) {

    private static final int SHORTEST_ADDRESS = 6;
    private static final int LONGEST_ADDRESS = 100;

    static ErrandFields of(Errand errand, NoticeForm.Wish wish) {
        Map<String, String> values = new LinkedHashMap<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Errand.Field field : errand.fields()) {
            if (applies(field, wish)) {
                String tidy = tidy(field, wish.values().getOrDefault(field.name(), ""));
                Optional<String> wrong = wrong(field, tidy);
                wrong.ifPresent(code -> refusals.add(Refusal.of(
                        wish.field(field.name()),
                        code,
                        field.label().zh(),
                        field.label().en(),
                        field.example())));
                if (wrong.isEmpty() && !tidy.isEmpty()) {
                    values.put(field.name(), tidy);
                }
            }
        }
        return new ErrandFields(values, refusals);
    }

    private static boolean applies(Errand.Field field, NoticeForm.Wish wish) {
        String when = field.onlyWhen();
        if (when == null) {
            return true;
        }
        int at = when.indexOf('=');
        return wish.values().getOrDefault(when.substring(0, at), "").strip().equals(when.substring(at + 1));
    }

    private static String tidy(Errand.Field field, String typed) {
        return switch (field.kind()) {
            case TEXT -> ExtraKeys.tidy(typed, field.pattern());
            case PERSON -> NationalId.parse(typed).map(NationalId::value).orElse(typed.strip());
            case CHOICE, ADDRESS, PAPER -> typed.strip();
        };
    }

    private static Optional<String> wrong(Errand.Field field, String tidy) {
        if (tidy.isEmpty()) {
            return field.required() ? Optional.of(missing(field.kind())) : Optional.empty();
        }
        return switch (field.kind()) {
            case TEXT -> tidy.matches(field.pattern()) ? Optional.empty() : Optional.of("notice.key.format");
            case PERSON -> NationalId.isValid(tidy) ? Optional.empty() : Optional.of("notice.errand.number");
            case CHOICE ->
                field.choices().stream().anyMatch(choice -> choice.code().equals(tidy))
                        ? Optional.empty()
                        : Optional.of("notice.errand.choose");
            case ADDRESS ->
                Text.length(tidy) >= SHORTEST_ADDRESS && Text.length(tidy) <= LONGEST_ADDRESS
                        ? Optional.empty()
                        : Optional.of("notice.errand.address");
            case PAPER -> Optional.empty();
        };
    }

    private static String missing(Errand.Kind kind) {
        return switch (kind) {
            case TEXT -> "notice.key.missing";
            case PERSON -> "notice.errand.number";
            case CHOICE -> "notice.errand.choose";
            case ADDRESS -> "notice.errand.address";
            case PAPER -> "notice.errand.paper";
        };
    }
}
