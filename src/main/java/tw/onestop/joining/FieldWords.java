package tw.onestop.joining;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tw.onestop.link.Field;

/** 資料項目名稱, for templates ({@code @fieldWords}): fields and predicates by their meaning, in the reader's language. */
@Component("fieldWords")
public class FieldWords {

    private final MessageSource messages;

    FieldWords(MessageSource messages) {
        this.messages = messages;
    }

    public String of(String name) {
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
        return Field.named(name)
                .map(field -> english ? field.meaningEn() : field.meaning())
                // What codes there are is for programs.
                .map(meaning -> meaning.split("[:：]", 2)[0])
                .orElseGet(() -> String.valueOf(
                        messages.getMessage("joining.predicate." + name, null, name, LocaleContextHolder.getLocale())));
    }

    /** As what stays on record says it, in whichever language it is read. */
    String chinese(Collection<String> names) {
        return names.stream()
                .sorted()
                .map(name -> Field.named(name)
                        .map(field -> field.meaning().split("[:：]", 2)[0])
                        .orElseGet(() -> String.valueOf(
                                messages.getMessage("joining.predicate." + name, null, name, Locale.TAIWAN))))
                .collect(Collectors.joining("、"));
    }

    /** 姓名、出生日期. */
    public String all(Collection<String> names) {
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
        return names.stream().map(this::of).collect(Collectors.joining(english ? ", " : "、"));
    }
}
