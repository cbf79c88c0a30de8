package tw.onestop.notice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Grounds;
import tw.onestop.agency.PlainPattern;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 填寫檢查: everything that is wrong with a typed field of an errand, each beside its box. */
final class ErrandFieldWording {

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{1,39}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST = 200;
    private static final int FEWEST_CHOICES = 2;
    private static final int MOST_CHOICES = 20;

    private final ErrandFieldForm typed;
    private final Errand errand;
    private final Errand.@Nullable Field before;
    private final boolean announced;
    private final Set<String> own;
    private final List<Refusal> refusals = new ArrayList<>();

    /**
     * @param before as it is asked today or was asked last, null for a new one
     * @param announced whether another day has been signed for already, which this takes back
     * @param own names that the programme's rules go by
     */
    private ErrandFieldWording(
            ErrandFieldForm typed, Errand errand, Errand.@Nullable Field before, boolean announced, Set<String> own) {
        this.typed = typed;
        this.errand = errand;
        this.before = before;
        this.announced = announced;
        this.own = own;
    }

    static List<Refusal> of(
            ErrandFieldForm typed, Errand errand, Errand.@Nullable Field before, boolean announced, Set<String> own) {
        ErrandFieldWording wording = new ErrandFieldWording(typed, errand, before, announced, own);
        wording.field();
        return wording.refusals;
    }

    private void field() {
        boolean kind = kind();
        boolean asked = Arrays.stream(ErrandFieldForm.Asked.values())
                .anyMatch(one -> one.name().equals(typed.asked()));
        if (!asked) {
            refuse("asked", "receiver.errand.asked.missing");
        }
        if (before == null) {
            fresh();
        } else {
            judged(before);
        }
        if (!typed.ends()) {
            words();
            if (kind) {
                byKind(Errand.Kind.valueOf(typed.kind()));
            }
        }
        if (before != null && refusals.isEmpty() && !typed.ends() && !announced && asksTheSame(before)) {
            refuse("", "receiver.errand.same");
        }
        refusals.addAll(Grounds.against(typed.source(), typed.reason()));
    }

    private boolean asksTheSame(Errand.Field present) {
        return errand.field(present.name()).isPresent()
                && typed.field(present.onlyWhen()).equals(present);
    }

    private boolean kind() {
        if (Arrays.stream(Errand.Kind.values()).noneMatch(one -> one.name().equals(typed.kind()))) {
            refuse("kind", "receiver.errand.kind.missing");
            return false;
        }
        if (before != null && !before.kind().name().equals(typed.kind())) {
            refuse("kind", "receiver.errand.kind.same");
            return false;
        }
        return true;
    }

    private void fresh() {
        if (!NAME.matcher(typed.name().strip()).matches()) {
            refuse("name", "receiver.errand.name");
        } else if (own.contains(typed.name().strip())) {
            refuse("name", "receiver.errand.name.own");
        }
        if (typed.ends()) {
            refuse("asked", "receiver.errand.notAsked");
        }
    }

    /** What rules go by stays asked, with its codes; and so does what other fields wait for. */
    private void judged(Errand.Field present) {
        boolean asked = errand.field(present.name()).isPresent();
        if (typed.ends() && !asked && !announced) {
            refuse("asked", "receiver.errand.notAsked");
        }
        if (own.contains(present.name())
                && (typed.ends()
                        || present.required() != typed.asked().equals(ErrandFieldForm.Asked.REQUIRED.name()))) {
            refuse("asked", "receiver.errand.judged");
        }
        Set<String> codes =
                typed.readChoices().stream().map(Errand.Choice::code).collect(Collectors.toSet());
        if (own.contains(present.name())
                && present.kind() == Errand.Kind.CHOICE
                && !typed.ends()
                && !codes.equals(
                        present.choices().stream().map(Errand.Choice::code).collect(Collectors.toSet()))) {
            refuse("choices", "receiver.errand.judged.codes");
        }
        for (Errand.Field other : errand.fields()) {
            Optional<String> code = waitsFor(other, present.name());
            if (code.isPresent() && (typed.ends() || !codes.contains(code.get()))) {
                refuse(
                        typed.ends() ? "asked" : "choices",
                        "receiver.errand.needed",
                        other.label().zh(),
                        other.label().en());
            }
        }
    }

    private static Optional<String> waitsFor(Errand.Field other, String name) {
        String when = other.onlyWhen();
        return when != null && when.startsWith(name + "=")
                ? Optional.of(when.substring(name.length() + 1))
                : Optional.empty();
    }

    private void words() {
        text("label", typed.label());
        text("labelEn", typed.labelEn());
        if (typed.hint().isBlank() != typed.hintEn().isBlank()) {
            refuse(typed.hint().isBlank() ? "hint" : "hintEn", "receiver.note.both");
        }
        length("hint", typed.hint(), LONGEST);
        length("hintEn", typed.hintEn(), LONGEST);
        length("example", typed.example(), LONGEST_LABEL);
    }

    private void byKind(Errand.Kind kind) {
        switch (kind) {
            case TEXT -> pattern();
            case CHOICE -> choices();
            case PERSON, ADDRESS, PAPER -> {}
        }
    }

    private void pattern() {
        String pattern = typed.pattern().strip();
        boolean kept = before != null && before.pattern().equals(pattern);
        length("pattern", pattern, LONGEST_LABEL);
        if (!kept && !PlainPattern.isReadable(pattern)) {
            refuse("pattern", "receiver.key.pattern.format");
        } else if (!typed.example().strip().matches(pattern)) {
            refuse("example", "receiver.key.example.format");
        }
    }

    private void choices() {
        List<Errand.Choice> read = typed.readChoices();
        Set<String> codes = new HashSet<>();
        OptionalInt wrong = IntStream.range(0, typed.lines().size())
                .filter(at -> !right(typed.lines().get(at)))
                .findFirst();
        if (wrong.isPresent()) {
            refuse("choices", "receiver.errand.choices.line", String.valueOf(wrong.getAsInt() + 1));
        } else if (read.size() < FEWEST_CHOICES || read.size() > MOST_CHOICES) {
            refuse("choices", "receiver.errand.choices.number", String.valueOf(MOST_CHOICES));
        }
        read.stream()
                .filter(choice -> !codes.add(choice.code()))
                .findFirst()
                .ifPresent(choice -> refuse("choices", "receiver.errand.choices.twice", choice.code()));
    }

    private static boolean right(String line) {
        return ErrandFieldForm.choice(line).filter(ErrandFieldWording::right).isPresent();
    }

    private static boolean right(Errand.Choice choice) {
        return CODE.matcher(choice.code()).matches()
                && !choice.label().zh().isEmpty()
                && !choice.label().en().isEmpty()
                && Text.length(choice.label().zh()) <= LONGEST_LABEL
                && Text.length(choice.label().en()) <= LONGEST;
    }

    private void text(String box, String value) {
        if (value.isBlank()) {
            refuse(box, "receiver.errand.missing." + box);
        }
        length(box, value, LONGEST_LABEL);
    }

    private void length(String box, String value, int longest) {
        if (Text.length(value.strip()) > longest) {
            refuse(box, "receiver.tooLong", String.valueOf(longest));
        }
    }

    private void refuse(String box, String code, String... arguments) {
        refusals.add(Refusal.of(box, code, arguments));
    }
}
