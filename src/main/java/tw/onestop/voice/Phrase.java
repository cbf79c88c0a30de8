package tw.onestop.voice;

import java.util.List;

/**
 * 語句: what is to be said, by the name of its sentence and what stands in it; how it sounds is {@link Wording}'s and
 * {@link Prompts}' to know.
 */
sealed interface Phrase {

    /** A sentence of {@code messages/voice}. */
    record Sentence(String key, List<Phrase> with) implements Phrase {

        public Sentence {
            with = List.copyOf(with);
        }
    }

    /** 號碼, said digit by digit: never a quantity. A hyphen is a pause, what follows {@code #} an extension. */
    record Digits(String number) implements Phrase {}

    /** 序數 and days: 二. */
    record Ordinal(int value) implements Phrase {}

    /** 數量 before a measure word: 兩. */
    record Count(int value) implements Phrase {}

    /** A name as the directory has it. */
    record Name(String zh, String en) implements Phrase {}

    static Phrase of(String key, Phrase... with) {
        return new Sentence("voice." + key, List.of(with));
    }
}
