package tw.onestop;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Refusal;

/**
 * 不受理理由的文句: turns refusals into sentences of the reader's language, for templates ({@code @sentences}) and problem
 * documents. An argument that is an ISO date is written as dates are written in that language.
 */
@Component("sentences")
public class Sentences {

    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final MessageSource messages;
    private final Roc roc;

    Sentences(MessageSource messages, Roc roc) {
        this.messages = messages;
        this.roc = roc;
    }

    /** The sentence; a code without a message stands for itself, so that it is seen and mended. */
    public String of(Refusal refusal) {
        Object[] arguments = refusal.arguments().stream()
                .map(a -> ISO_DATE.matcher(a).matches() ? roc.day(java.time.LocalDate.parse(a)) : a)
                .toArray();
        String sentence =
                messages.getMessage(refusal.code(), arguments, refusal.code(), LocaleContextHolder.getLocale());
        return sentence == null ? refusal.code() : sentence;
    }

    /** The sentences that stand beside a field. */
    public List<String> at(List<Refusal> refusals, String field) {
        return refusals.stream()
                .filter(r -> r.field().equals(field))
                .map(this::of)
                .toList();
    }

    /** Whether something is wrong with a field. */
    public boolean any(List<Refusal> refusals, String field) {
        return refusals.stream().anyMatch(r -> r.field().equals(field));
    }

    /** The names of the fields something is wrong with, separated by blanks. */
    public String fields(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::field).distinct().collect(Collectors.joining(" "));
    }
}
