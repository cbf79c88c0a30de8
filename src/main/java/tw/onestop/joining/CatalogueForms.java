package tw.onestop.joining;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.GrantUse;
import tw.onestop.agency.Questions;
import tw.onestop.kernel.During;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;
import tw.onestop.link.Field;

/** 目錄表單: what is wrong with an item or a law as typed, and what it says. */
final class CatalogueForms {

    /** What a grant names beside fields of the register: questions that are answered without data, and one that cases answer. */
    private static final List<String> OTHERS = Stream.concat(Questions.ALL.stream(), Stream.of(GrantUse.CONFIRMATION))
            .toList();

    private static final Pattern ITEM = Pattern.compile("[A-Z]{2,12}-[0-9]{2,3}");
    private static final Pattern LAW = Pattern.compile("L[0-9]{3}");
    private static final int NAME = 60;
    private static final int WORDING = 400;

    private CatalogueForms() {}

    static List<Refusal> wrong(CatalogueDesk.BusinessForm typed, Map<String, AgencyKind> kinds, LocalDate today) {
        List<Refusal> wrong = new ArrayList<>();
        pattern(wrong, "code", ITEM, typed.code(), "joining.item.code.invalid");
        if (!kinds.containsKey(typed.kind())) {
            wrong.add(Refusal.of("kind", "joining.item.kind.missing"));
        }
        text(wrong, "name", typed.name(), NAME);
        text(wrong, "nameEn", typed.nameEn(), NAME * 2);
        text(wrong, "law", typed.law(), NAME);
        text(wrong, "article", typed.article(), NAME);
        date(wrong, "lawOn", typed.lawOn(), null, today);
        if (typed.fields().isEmpty() || !typed.fields().stream().allMatch(CatalogueForms::isField)) {
            wrong.add(Refusal.of("fields", "joining.item.fields.missing"));
        }
        if (Arrays.stream(Business.Needs.values()).noneMatch(n -> n.name().equals(typed.needs()))) {
            wrong.add(Refusal.of("needs", "joining.item.needs.missing"));
        } else if (typed.fields().contains(Questions.KIN_WITHIN)
                && !typed.needs().equals(Business.Needs.KINSHIP.name())) {
            wrong.add(Refusal.of("needs", "joining.item.needs.kinship"));
        }
        text(wrong, "source", typed.source(), WORDING);
        date(wrong, "from", typed.from(), today, null);
        return wrong;
    }

    static List<Refusal> wrong(CatalogueDesk.LawForm typed, Set<String> items, LocalDate today) {
        List<Refusal> wrong = new ArrayList<>();
        pattern(wrong, "code", LAW, typed.code(), "joining.law.code.invalid");
        text(wrong, "law", typed.law(), NAME);
        text(wrong, "article", typed.article(), NAME);
        text(wrong, "oldWording", typed.oldWording(), WORDING);
        boolean known =
                Arrays.stream(LawReview.Stage.values()).anyMatch(s -> s.name().equals(typed.stage()));
        if (!known) {
            wrong.add(Refusal.of("stage", "joining.law.stage.missing"));
        } else if (!typed.stage().equals(LawReview.Stage.REVIEW.name())) {
            text(wrong, "newWording", typed.newWording(), WORDING);
        }
        date(wrong, "stageOn", typed.stageOn(), null, today);
        codes(typed.frees()).stream()
                .filter(code -> !items.contains(code))
                .findFirst()
                .ifPresent(code -> wrong.add(Refusal.of("frees", "joining.law.frees.unknown", code)));
        text(wrong, "source", typed.source(), WORDING);
        date(wrong, "from", typed.from(), today, null);
        return wrong;
    }

    static Business business(CatalogueDesk.BusinessForm typed, Map<String, AgencyKind> kinds) {
        return new Business(
                typed.code(),
                Objects.requireNonNull(kinds.get(typed.kind())),
                typed.name().strip(),
                typed.nameEn().strip(),
                typed.law().strip(),
                typed.article().strip(),
                RocDate.parse(typed.lawOn()).orElseThrow(),
                typed.fields(),
                Business.Needs.valueOf(typed.needs()),
                typed.verified(),
                typed.source().strip(),
                new During(null, null));
    }

    static LawReview law(CatalogueDesk.LawForm typed) {
        return new LawReview(
                typed.code(),
                typed.law().strip(),
                typed.article().strip(),
                typed.oldWording().strip(),
                typed.newWording().strip(),
                LawReview.Stage.valueOf(typed.stage()),
                RocDate.parse(typed.stageOn()).orElseThrow(),
                codes(typed.frees()),
                typed.verified(),
                typed.source().strip(),
                new During(null, null));
    }

    static boolean isField(String name) {
        return Field.named(name).isPresent() || OTHERS.contains(name);
    }

    /** 可列項目, all that an item may name. */
    static List<String> fields() {
        return Stream.concat(Arrays.stream(Field.values()).map(Field::wireName), OTHERS.stream())
                .toList();
    }

    /** Codes of what was refused, for the trail. */
    static String codes(List<Refusal> wrong) {
        return wrong.stream().map(Refusal::code).distinct().collect(Collectors.joining(" "));
    }

    static void text(List<Refusal> wrong, String field, String typed, int longest) {
        if (typed.isBlank()) {
            wrong.add(Refusal.of(field, "joining." + field + ".missing"));
        } else if (Text.length(typed.strip()) > longest) {
            wrong.add(Refusal.of(field, "joining.tooLong", String.valueOf(longest)));
        }
    }

    static void date(
            List<Refusal> wrong, String field, String typed, @Nullable LocalDate earliest, @Nullable LocalDate latest) {
        Optional<LocalDate> day = RocDate.parse(typed);
        if (day.isEmpty()) {
            wrong.add(Refusal.of(field, "joining.date.invalid"));
        } else if (earliest != null && day.get().isBefore(earliest)) {
            wrong.add(Refusal.of(field, "joining.date.past", earliest.toString()));
        } else if (latest != null && day.get().isAfter(latest)) {
            wrong.add(Refusal.of(field, "joining.date.future"));
        }
    }

    private static void pattern(List<Refusal> wrong, String field, Pattern shape, String typed, String code) {
        if (!shape.matcher(typed).matches()) {
            wrong.add(Refusal.of(field, code));
        }
    }

    private static List<String> codes(String typed) {
        return Arrays.stream(typed.strip().split("[\\s,，、]+"))
                .filter(code -> !code.isEmpty())
                .toList();
    }
}
