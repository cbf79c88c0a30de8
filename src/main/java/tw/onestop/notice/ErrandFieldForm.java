package tw.onestop.notice;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.onestop.notice.Errand.Words;

/**
 * 申辦欄位變更, as typed.
 *
 * @param name on the wire
 * @param kind name of an {@link Errand.Kind}
 * @param asked name of an {@link Asked}
 * @param told whether the agency learns it
 * @param choices one a line: code, Chinese and English, with bars between them
 */
public record ErrandFieldForm(
        String programme,
        String change,
        String name,
        String kind,
        String asked,
        boolean told,
        String label,
        String labelEn,
        String hint,
        String hintEn,
        String pattern,
        String example,
        String choices,
        String source,
        String reason) {

    private static final Pattern BAR = Pattern.compile("\\s*[|｜]\\s*");
    private static final int PARTS = 3;

    /** 是否填寫. */
    public enum Asked {
        REQUIRED,
        OPTIONAL,
        NOT_ASKED
    }

    /** As a field is asked now. */
    static ErrandFieldForm of(Errand errand, Errand.Field field, Asked asked) {
        return new ErrandFieldForm(
                errand.programme(),
                errand.change(),
                field.name(),
                field.kind().name(),
                asked.name(),
                field.told(),
                field.label().zh(),
                field.label().en(),
                field.hint().zh(),
                field.hint().en(),
                field.pattern(),
                field.example(),
                field.choices().stream()
                        .map(one -> one.code() + " | " + one.label().zh() + " | "
                                + one.label().en())
                        .collect(Collectors.joining("\n")),
                "",
                "");
    }

    /** One that there is not yet. */
    static ErrandFieldForm blank(Errand errand) {
        return new ErrandFieldForm(
                errand.programme(), errand.change(), "", "", "", false, "", "", "", "", "", "", "", "", "");
    }

    /** {@code nhi-card/lost/delivery}. */
    String about() {
        return programme + "/" + change + "/" + name.strip();
    }

    boolean ends() {
        return asked.equals(Asked.NOT_ASKED.name());
    }

    /** Lines that are no code with two labels are left out. */
    List<Errand.Choice> readChoices() {
        return lines().stream().flatMap(line -> choice(line).stream()).toList();
    }

    static Optional<Errand.Choice> choice(String line) {
        String[] parts = BAR.split(line, -1);
        return parts.length == PARTS
                ? Optional.of(new Errand.Choice(parts[0].strip(), new Words(parts[1].strip(), parts[2].strip())))
                : Optional.empty();
    }

    public List<String> lines() {
        return choices.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Of what was found right. */
    Errand.Field field(@Nullable String onlyWhen) {
        Errand.Kind of = Errand.Kind.valueOf(kind);
        return new Errand.Field(
                name.strip(),
                of,
                asked.equals(Asked.REQUIRED.name()),
                told && of != Errand.Kind.PAPER,
                new Words(label.strip(), labelEn.strip()),
                new Words(hint.strip(), hintEn.strip()),
                of == Errand.Kind.TEXT ? pattern.strip() : "",
                example.strip(),
                onlyWhen,
                of == Errand.Kind.CHOICE ? readChoices() : List.of());
    }
}
