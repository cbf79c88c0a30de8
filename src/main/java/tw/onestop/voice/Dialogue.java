package tw.onestop.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tw.onestop.kernel.CheckDigit;

/**
 * 語音對話: what the line says, and what it makes of what it hears. Knows no telephone, no clock and no desk; one for each call, by
 * whatever way the call came.
 */
final class Dialogue {

    private static final String DIGITS_AND_STAR = "0123456789*";
    private static final String ALL = DIGITS_AND_STAR + "#";
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration BETWEEN_ITEMS = Duration.ofSeconds(3);

    /** Asked again twice; the third time there is nobody. */
    private static final int SILENCES = 3;

    /** Whoever goes on pressing what means nothing is a machine, or in a pocket. */
    private static final int NONSENSE = 6;

    private static final int WRONG = 3;

    private final List<Tongue> tongues;
    private Tongue tongue;
    private Step step = new Step.Choosing();
    private int silences;
    private int nonsense;
    private int wrong;

    /**
     * @param tongues that are offered, the first one spoken until another is chosen
     */
    Dialogue(List<Tongue> tongues) {
        this.tongues = List.copyOf(tongues);
        this.tongue = tongues.getFirst();
    }

    /** 步驟. */
    private sealed interface Step {

        record Choosing() implements Step {}

        record Numbering(Keying keying) implements Step {}

        record Code(String receiptNo, Keying keying) implements Step {}

        record Looking() implements Step {}

        record Hearing(Listening listening) implements Step {}
    }

    /** What is said when somebody calls. */
    Turn begin() {
        List<Turn.Said> say = new ArrayList<>(said(Phrase.of("welcome")));
        Turn question = tongues.size() > 1 ? askTongue() : askNumber();
        say.addAll(question.say());
        return new Turn(say, question.breakers(), question.next());
    }

    /** What is said then. */
    Turn hear(Heard heard) {
        return switch (heard) {
            case Heard.Key(char key) -> key(key);
            case Heard.Silence() -> silence();
            case Heard.Slow() -> new Turn(said(Phrase.of("moment")), Turn.NOTHING, new Turn.Next.Wait());
            case Heard.Found(Standing standing) -> found(standing);
            case Heard.Unknown() -> unknown();
            case Heard.Wait(int minutes) -> goodbye(Phrase.of("tooOften", new Phrase.Count(minutes)));
            case Heard.Away() -> goodbye(Phrase.of("away"));
            case Heard.TooLong() -> goodbye(Phrase.of("tooLong"));
        };
    }

    private Turn key(char key) {
        silences = 0;
        return switch (step) {
            case Step.Choosing() -> chosen(key);
            case Step.Numbering(Keying keying) -> keyed(key, keying.key(key));
            case Step.Code code -> keyed(key, code.keying().key(key));
            case Step.Looking() -> stillLooking();
            case Step.Hearing(Listening listening) -> heard(key, listening);
        };
    }

    private Turn chosen(char key) {
        for (Tongue one : tongues) {
            if (one.key() == key) {
                tongue = one;
                nonsense = 0;
                return askNumber();
            }
        }
        Turn question = askTongue();
        return means(new Turn(said(Phrase.of("nothing")), ALL, new Turn.Next.Then(question)));
    }

    private Turn askTongue() {
        step = new Step.Choosing();
        return new Turn(
                tongues.stream()
                        .map(one ->
                                new Turn.Said(one, Phrase.of("tongue", new Phrase.Digits(String.valueOf(one.key())))))
                        .toList(),
                ALL,
                waiting());
    }

    private Turn askNumber() {
        return keyIn(new Step.Numbering(new Keying("number", 12)), ALL);
    }

    /** A hash that ends the number comes late: it does not break into this question. */
    private Turn askCode(String receiptNo) {
        nonsense = 0;
        return keyIn(new Step.Code(receiptNo, new Keying("code", 10)), DIGITS_AND_STAR);
    }

    private Turn keyIn(Step next, String breakers) {
        step = next;
        return new Turn(said(Phrase.of(next instanceof Step.Code ? "code" : "number")), breakers, waiting());
    }

    private Turn keyed(char key, Keying.Result came) {
        return switch (came) {
            case Keying.Result.More() -> new Turn(List.of(), ALL, waiting());
            case Keying.Result.Say(List<Phrase> phrases) -> {
                Turn turn = new Turn(said(phrases), ALL, waiting());
                yield key == '#' ? means(turn) : turn;
            }
            case Keying.Result.Whole(String digits) ->
                step instanceof Step.Code code ? lookUp(code.receiptNo(), digits) : numberKeyed(digits);
        };
    }

    /** A slip of the finger is told at once: the check digit is no secret, and nobody keys a code in vain. */
    private Turn numberKeyed(String digits) {
        return CheckDigit.fits(digits) ? askCode(digits) : means(told(Phrase.of("number.slip")));
    }

    private Turn lookUp(String receiptNo, String code) {
        step = new Step.Looking();
        return new Turn(List.of(), Turn.NOTHING, new Turn.Next.LookUp(receiptNo, code));
    }

    private static Turn stillLooking() {
        return new Turn(List.of(), Turn.NOTHING, new Turn.Next.Wait());
    }

    private Turn found(Standing standing) {
        Listening listening = new Listening(standing);
        step = new Step.Hearing(listening);
        silences = 0;
        nonsense = 0;
        wrong = 0;
        return listen(listening, listening.begin());
    }

    private Turn unknown() {
        return ++wrong < WRONG ? told(Phrase.of("unknown")) : goodbye(Phrase.of("unknown.office"));
    }

    private Turn heard(char key, Listening listening) {
        return switch (key) {
            case '8' -> askNumber();
            case '9' -> goodbye();
            default ->
                listening
                        .key(key)
                        .map(phrases -> meaningful(listen(listening, phrases)))
                        .orElseGet(
                                () -> means(listen(listening, List.of(Phrase.of("nothing"), Phrase.of("items.keys")))));
        };
    }

    private Turn listen(Listening listening, List<Phrase> phrases) {
        return new Turn(
                said(phrases), DIGITS_AND_STAR, new Turn.Next.Key(listening.over() ? PATIENCE : BETWEEN_ITEMS, 1));
    }

    private Turn silence() {
        if (step instanceof Step.Hearing(Listening listening) && !listening.over()) {
            return listen(listening, listening.next());
        }
        if (++silences >= SILENCES) {
            return goodbye();
        }
        return switch (step) {
            case Step.Choosing() -> askTongue();
            case Step.Numbering(Keying keying) -> new Turn(said(keying.missing()), ALL, waiting());
            case Step.Code code -> new Turn(said(code.keying().missing()), ALL, waiting());
            case Step.Looking() -> stillLooking();
            case Step.Hearing(Listening listening) -> listen(listening, listening.next());
        };
    }

    /** What is wrong is heard to its end, since keys that were pressed ahead belong to it; then the number is asked for anew. */
    private Turn told(Phrase fault) {
        return new Turn(said(fault), Turn.NOTHING, new Turn.Next.Then(askNumber()));
    }

    private Turn means(Turn nothing) {
        return ++nonsense < NONSENSE ? nothing : goodbye();
    }

    /** What means nothing counts in a row. */
    private Turn meaningful(Turn turn) {
        nonsense = 0;
        return turn;
    }

    private Turn goodbye(Phrase... first) {
        List<Phrase> phrases = new ArrayList<>(List.of(first));
        phrases.add(Phrase.of("goodbye"));
        return new Turn(said(phrases), Turn.NOTHING, new Turn.Next.Goodbye());
    }

    private Turn.Next waiting() {
        int ahead = switch (step) {
            case Step.Numbering(Keying keying) -> keying.left();
            case Step.Code code -> code.keying().left();
            case Step.Choosing _, Step.Looking _, Step.Hearing _ -> 1;
        };
        return new Turn.Next.Key(PATIENCE, ahead);
    }

    private List<Turn.Said> said(Phrase phrase) {
        return said(List.of(phrase));
    }

    private List<Turn.Said> said(List<Phrase> phrases) {
        return phrases.stream().map(phrase -> new Turn.Said(tongue, phrase)).toList();
    }
}
