package tw.onestop.ministry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tw.onestop.notice.NoticeDesk;

/** 項目名稱 in the reader's language, for templates ({@code @matterNames}): of a change of the register, or of an errand. */
@Component("matterNames")
public class MatterNames {

    private static final String CHANGE = "registration-change.";

    private final NoticeDesk notices;
    private final MessageSource words;
    private final Clock clock;

    MatterNames(NoticeDesk notices, MessageSource words, Clock clock) {
        this.notices = notices;
        this.words = words;
        this.clock = clock;
    }

    /** @param matter {@code registration-change.address}, {@code nhi-card.lost} */
    public String of(String matter) {
        Locale locale = LocaleContextHolder.getLocale();
        if (matter.startsWith(CHANGE)) {
            String change =
                    matter.substring(CHANGE.length()).toUpperCase(Locale.ROOT).replace('-', '_');
            return words.getMessage("counter.change." + change, null, locale);
        }
        return errand(matter.replace('.', '/'), locale);
    }

    /** @param key {@code nhi-card/lost} */
    public String errand(String key, Locale locale) {
        return notices.errands(LocalDate.now(clock)).stream()
                .filter(errand -> errand.key().equals(key))
                .map(errand -> errand.name().in(locale.getLanguage().equals(Locale.ENGLISH.getLanguage())))
                .findFirst()
                .orElse(key);
    }
}
