package tw.onestop.bureau.web;

import java.time.Clock;
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

/** 用語, words for what stands in a notice, for templates ({@code @noticeWords}); what has no word stands for itself. */
@Component("noticeWords")
public class NoticeWords {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z");

    private final MessageSource messages;
    private final Roc roc;
    private final AgencyDesk agencies;
    private final Clock clock;

    NoticeWords(MessageSource messages, Roc roc, AgencyDesk agencies, Clock clock) {
        this.agencies = agencies;
        this.clock = clock;
        this.messages = messages;
        this.roc = roc;
    }

    /** The label of a key of {@code data}: {@code person.name}. */
    public String label(String key) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        return key.startsWith("extraKeys.")
                ? extraKey(last).orElseGet(() -> word("bureau.data." + last, last))
                : word("bureau.data." + key, word("bureau.data." + last, last));
    }

    /** 附加欄位 are entered by the ministry's pages, and called as they were entered there. */
    private Optional<String> extraKey(String name) {
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
        return agencies.capabilities(LocalDate.now(clock)).stream()
                .flatMap(row -> row.extraKeys().stream())
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
        String code = key.equals("registration.kind") ? "registry.kind." : "bureau.value." + key + ".";
        return word(code + value, value);
    }

    /** The word for a notice's type: programme and change. */
    public String type(String type) {
        NoticeType parts = NoticeType.of(type);
        return parts.programme().equals("other") ? type : word("bureau.change." + parts.change(), parts.change());
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
