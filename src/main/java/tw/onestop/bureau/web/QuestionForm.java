package tw.onestop.bureau.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Questions;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;
import tw.onestop.link.QueryDesk.Predicate;

/**
 * 是否題 and 資料日期 as typed: whatever is filled in is asked, and where there is a question nothing but yes or no is answered.
 *
 * @param years of {@code ageAtLeast}
 * @param together somebody's number, of {@code sameHousehold}
 * @param kin somebody's number, {@code degree} how far, of {@code kinWithin}
 * @param asOf the day asked about, empty for today
 */
record QuestionForm(String years, String together, String kin, String degree, String asOf) {

    static final QuestionForm NOTHING = new QuestionForm("", "", "", "", "");

    /** A page that offers a question less sends a field less. */
    static QuestionForm of(Map<String, String> sent) {
        return new QuestionForm(
                sent(sent, "years"),
                sent(sent, "together"),
                sent(sent, "kin"),
                sent(sent, "degree"),
                sent(sent, "asOf"));
    }

    private static String sent(Map<String, String> sent, String name) {
        return sent.getOrDefault(name, "").strip();
    }

    /** In the order of the page. */
    List<Predicate> asked() {
        List<Predicate> asked = new ArrayList<>();
        if (!years.isEmpty()) {
            asked.add(new Predicate(Questions.AGE_AT_LEAST, "", amount(years)));
        }
        if (!together.isEmpty()) {
            asked.add(new Predicate(Questions.SAME_HOUSEHOLD, number(together), 0));
        }
        if (!kin.isEmpty() || !degree.isEmpty()) {
            asked.add(new Predicate(Questions.KIN_WITHIN, number(kin), amount(degree)));
        }
        return asked;
    }

    /** Null for today, and where it cannot be read. */
    @Nullable
    LocalDate day() {
        return RocDate.parse(asOf).orElse(null);
    }

    /** Whether anything is to be seen of it. Public, since the page asks it. */
    public boolean any() {
        return !asOf.isEmpty() || !asked().isEmpty();
    }

    /** What cannot even be asked. */
    List<Refusal> unread() {
        return !asOf.isEmpty() && day() == null
                ? List.of(Refusal.of("asOf", "bureau.query.asOf.malformed"))
                : List.of();
    }

    /** What was found wrong with this when it was asked, each beside the field it was typed in. */
    List<Refusal> refusals(List<InvalidParam> wrong) {
        List<Refusal> refusals = new ArrayList<>();
        for (InvalidParam one : wrong) {
            String field = field(one.name());
            if (!field.isEmpty()) {
                refusals.add(Refusal.of(
                        field,
                        one.code().equals("unauthorizedField")
                                ? "bureau.query.question.notGranted"
                                : "bureau.query.%s.wrong".formatted(field)));
            }
        }
        return refusals;
    }

    private String field(String name) {
        List<Predicate> asked = asked();
        for (int i = 0; i < asked.size(); i++) {
            String at = "predicates[%d]".formatted(i);
            String predicate = asked.get(i).name();
            if (name.equals(predicate) || name.startsWith(at)) {
                return switch (predicate) {
                    case Questions.AGE_AT_LEAST -> "years";
                    case Questions.SAME_HOUSEHOLD -> "together";
                    default -> name.equals(at + ".degree") ? "degree" : "kin";
                };
            }
        }
        return name.equals("asOf") ? "asOf" : "";
    }

    private static String number(String typed) {
        return Text.halfWidth(typed).toUpperCase(Locale.ROOT).strip();
    }

    /** What is no number is asked as 0, which is refused as every other that is too small. */
    private static int amount(String typed) {
        String number = Text.halfWidth(typed).strip();
        return number.matches("[0-9]{1,3}") ? Integer.parseInt(number) : 0;
    }
}
