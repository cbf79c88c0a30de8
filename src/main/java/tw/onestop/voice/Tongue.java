package tw.onestop.voice;

import java.util.Locale;

/** 語別: in which language a caller is spoken to, and the key that chooses it. */
enum Tongue {
    /** 國語. */
    MANDARIN('1', Locale.ROOT),
    /** 臺灣台語. */
    HOKKIEN('2', Locale.of("nan")),
    /** 臺灣客語. */
    HAKKA('3', Locale.of("hak")),
    /** 英語. */
    ENGLISH('4', Locale.ENGLISH);

    private final char key;
    private final Locale locale;

    Tongue(char key, Locale locale) {
        this.key = key;
        this.locale = locale;
    }

    char key() {
        return key;
    }

    /** In which its sentences are kept; Mandarin's are those without a language. */
    Locale locale() {
        return locale;
    }

    /** The directory of its recordings. */
    String folder() {
        return switch (this) {
            case MANDARIN -> "cmn";
            case HOKKIEN -> "nan";
            case HAKKA -> "hak";
            case ENGLISH -> "en";
        };
    }
}
