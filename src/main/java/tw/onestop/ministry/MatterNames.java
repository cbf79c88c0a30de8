package tw.onestop.ministry;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tw.onestop.agency.ChangeType;
import tw.onestop.notice.NoticeDesk;

/** 項目名稱 in the reader's language, for templates ({@code @matterNames}): of a change of the register, or of an errand. */
@Component("matterNames")
public class MatterNames {

    private final NoticeDesk notices;
    private final MessageSource words;

    MatterNames(NoticeDesk notices, MessageSource words) {
        this.notices = notices;
        this.words = words;
    }

    /** @param matter {@code registration-change.address}, {@code nhi-card.lost} */
    public String of(String matter) {
        Locale locale = LocaleContextHolder.getLocale();
        return Arrays.stream(ChangeType.values())
                .filter(change -> change.matter().equals(matter))
                .findFirst()
                .map(change -> words.getMessage("counter.change." + change, null, locale))
                .orElseGet(() -> errand(matter.replace('.', '/'), locale));
    }

    /** @param key {@code nhi-card/lost} */
    public String errand(String key, Locale locale) {
        int slash = key.indexOf('/');
        return notices.errand(key.substring(0, Math.max(0, slash)), key.substring(slash + 1))
                .map(errand -> errand.name().in(locale.getLanguage().equals(Locale.ENGLISH.getLanguage())))
                .orElse(key);
    }
}
