package tw.onestop.notice;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** 中英對照 of a message to somebody whose language is not kept: Chinese, and English after it. */
@Component
class BothLanguages {

    private final MessageSource words;

    BothLanguages(MessageSource words) {
        this.words = words;
    }

    String of(String key, String between, Object... named) {
        return words.getMessage(key, named, Locale.TRADITIONAL_CHINESE)
                + between
                + words.getMessage(key, named, Locale.ENGLISH);
    }
}
