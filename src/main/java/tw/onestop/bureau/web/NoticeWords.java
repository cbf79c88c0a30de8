package tw.onestop.bureau.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tw.onestop.Roc;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.Errand;
import tw.onestop.notice.NoticeDesk;

/** 用語, words for what stands in a notice, for templates ({@code @noticeWords}); what has no word stands for itself. */
@Component("noticeWords")
public class NoticeWords {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z");

    /** What was typed for an errand stands there under the names of its fields. */
    private static final String DETAILS = "details.";

    private final MessageSource messages;
    private final NoticeDesk notices;
    private final Roc roc;
    private final AgencyDesk agencies;

    NoticeWords(MessageSource messages, NoticeDesk notices, Roc roc, AgencyDesk agencies) {
        this.agencies = agencies;
        this.messages = messages;
        this.notices = notices;
        this.roc = roc;
    }

    /** The label of a key of {@code data}: {@code person.name}; of an errand's own fields, as its form has it. */
    public String label(AgencyCode agency, String type, String key) {
        return field(type, key).map(field -> in(field.label())).orElseGet(() -> label(agency, key));
    }

    /** The same of a value. */
    public String value(String type, String key, String value) {
        return field(type, key)
                .flatMap(field -> field.choices().stream()
                        .filter(choice -> choice.code().equals(value))
                        .findFirst())
                .map(choice -> in(choice.label()))
                .or(() -> key.equals("programme") ? Optional.of(programme(type)) : Optional.empty())
                .or(() -> key.equals("change") ? errand(type).map(errand -> in(errand.name())) : Optional.empty())
                .orElseGet(() -> value(key, value));
    }

    private String label(AgencyCode agency, String key) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        return key.startsWith("extraKeys.")
                ? extraKey(agency, last).orElseGet(() -> word("bureau.data." + last, last))
                : word("bureau.data." + key, word("bureau.data." + last, last));
    }

    /** 附加欄位 are entered by the ministry's pages, and called as they were entered there for this agency. */
    private Optional<String> extraKey(AgencyCode agency, String name) {
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
        return agencies.keys(agency).stream()
                .filter(extra -> extra.name().equals(name))
                .map(extra -> english ? extra.labelEn() : extra.label())
                .findFirst();
    }

    /** A value as people write it: dates in the calendar of the reader, codes by their word. */
    public String value(String key, String value) {
        try {
            if (DATE.matcher(value).matches()) {
                return roc.day(LocalDate.parse(value));
            }
            if (INSTANT.matcher(value).matches()) {
                return roc.moment(Instant.parse(value));
            }
        } catch (DateTimeException notADate) {
            return value;
        }
        // What was registered is called as the register calls it.
        String code = switch (key) {
            case "registration.kind" -> "registry.kind.";
            case "origin.people" -> "registry.choice.people.";
            default -> "bureau.value." + key + ".";
        };
        return word(code + value, value);
    }

    /** The word for a notice's type: programme and change. */
    public String type(String type) {
        NoticeType parts = NoticeType.of(type);
        return errand(type)
                .map(errand -> in(errand.name()))
                .orElseGet(() -> parts.programme().equals("other")
                        ? type
                        : word("bureau.change." + parts.change(), parts.change()));
    }

    private Optional<Errand> errand(String type) {
        NoticeType parts = NoticeType.of(type);
        return notices.errand(parts.programme(), parts.change());
    }

    private Optional<Errand.Field> field(String type, String key) {
        return key.startsWith(DETAILS)
                ? errand(type).flatMap(errand -> errand.field(key.substring(DETAILS.length())))
                : Optional.empty();
    }

    private static String in(Errand.Words words) {
        return words.in(LocaleContextHolder.getLocale().getLanguage().equals("en"));
    }

    /** The word for a notice's programme. */
    public String programme(String type) {
        String programme = NoticeType.of(type).programme();
        return word("bureau.programme." + programme, programme);
    }

    private String word(String code, String otherwise) {
        Locale locale = LocaleContextHolder.getLocale();
        String word = messages.getMessage(code, null, otherwise, locale);
        return word == null ? otherwise : word;
    }
}
