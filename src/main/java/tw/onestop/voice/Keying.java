package tw.onestop.voice;

import java.util.List;

/**
 * 鍵入: digits as they are keyed, up to as many as there must be. What is keyed stays while something is said about it; only the star
 * takes it back.
 */
final class Keying {

    private final String asked;
    private final int wanted;
    private final StringBuilder digits = new StringBuilder();

    /**
     * @param asked the sentence that asks for it; those about what is wrong with it begin with the same word
     */
    Keying(String asked, int wanted) {
        this.asked = asked;
        this.wanted = wanted;
    }

    /** 鍵入結果. */
    sealed interface Result {

        /** The last digit is there. */
        record Whole(String digits) implements Result {

            @Override
            public String toString() {
                return "Whole";
            }
        }

        /** More is waited for, in silence. */
        record More() implements Result {}

        /** Something has to be said first. */
        record Say(List<Phrase> phrases) implements Result {}
    }

    /** How many are wanting. */
    int left() {
        return wanted - digits.length();
    }

    Result key(char key) {
        return switch (key) {
            case '*' -> {
                digits.setLength(0);
                yield new Result.Say(List.of(Phrase.of("cleared"), Phrase.of(asked)));
            }
            case '#' -> new Result.Say(missing());
            default -> {
                digits.append(key);
                yield digits.length() == wanted ? new Result.Whole(digits.toString()) : new Result.More();
            }
        };
    }

    /** What is said when nothing more comes: how many there are, and how many are wanting. */
    List<Phrase> missing() {
        return digits.isEmpty()
                ? List.of(Phrase.of(asked + ".missing"), Phrase.of(asked))
                : List.of(
                        Phrase.of(asked + ".length", new Phrase.Count(digits.length())),
                        Phrase.of("goOn", new Phrase.Count(left())));
    }
}
