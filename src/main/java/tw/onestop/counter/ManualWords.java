package tw.onestop.counter;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import tw.onestop.agency.Agency;
import tw.onestop.notice.Errand;

/** 手冊用語: the sentences into which what the rows say is put, in one language. */
record ManualWords(MessageSource messages, Locale locale) {

    boolean english() {
        return locale.getLanguage().equals("en");
    }

    String of(String key, Object... arguments) {
        Object[] plain = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            plain[i] = String.valueOf(arguments[i]); // numbers as they are, without separators
        }
        return messages.getMessage(key, plain, locale);
    }

    String of(Errand.Words words) {
        return words.in(english());
    }

    String of(Agency agency) {
        return english() && !agency.nameEn().isEmpty() ? agency.nameEn() : agency.name();
    }

    <T> String list(Collection<T> all, Function<T, String> word) {
        return all.stream().map(word).collect(Collectors.joining(english() ? "; " : "、"));
    }

    Manual.Line line(String key, Object... arguments) {
        return new Manual.Line(of("manual.lead." + key), of("manual." + key, arguments));
    }

    /** The same with a text of its own, where rows say it in full. */
    Manual.Line told(String key, String text) {
        return new Manual.Line(of("manual.lead." + key), text);
    }
}
