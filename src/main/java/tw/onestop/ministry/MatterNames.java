package tw.onestop.ministry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tw.onestop.agency.ChangeType;
import tw.onestop.notice.NoticeDesk;

/** 項目名稱 in the reader's language, for templates ({@code @matterNames}): of a change of the register, by consent or by law, or of an errand. */
@Component("matterNames")
public class MatterNames {

    private final NoticeDesk notices;
    private final MessageSource words;

    MatterNames(NoticeDesk notices, MessageSource words) {
        this.notices = notices;
        this.words = words;
    }

    /** @param matter {@code registration-change.address}, {@code statutory.move}, {@code nhi-card.lost} */
    public String of(String matter) {
        Locale locale = LocaleContextHolder.getLocale();
        return change(matter, ChangeType::matter, locale)
                .or(() -> byLaw(matter, locale))
                .orElseGet(() -> errand(matter.replace('.', '/'), locale));
    }

    /** Of a fact, or that one was corrected, taken back or annulled. */
    private Optional<String> byLaw(String matter, Locale locale) {
        return change(matter, ChangeType::matterByLaw, locale)
                .or(() -> Optional.ofNullable(words.getMessage("receiver.promise." + matter, null, null, locale)))
                .map(name -> words.getMessage("receiver.promise.byLaw", new Object[] {name}, locale));
    }

    private Optional<String> change(String matter, Function<ChangeType, String> of, Locale locale) {
        return Arrays.stream(ChangeType.values())
                .filter(change -> of.apply(change).equals(matter))
                .findFirst()
                .map(change -> words.getMessage("counter.change." + change, null, locale));
    }

    /** @param key {@code nhi-card/lost} */
    public String errand(String key, Locale locale) {
        int slash = key.indexOf('/');
        return notices.errand(key.substring(0, Math.max(0, slash)), key.substring(slash + 1))
                .map(errand -> errand.name().in(locale.getLanguage().equals(Locale.ENGLISH.getLanguage())))
                .orElse(key);
    }
}
