package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DialogueTests {

    private static final String NUMBER = "115000000013";
    private static final String CODE = "0123456789";

    private final Dialogue dialogue = new Dialogue(List.of(Tongue.values()));
    private Turn turn = dialogue.begin();

    @Test
    void everybodyIsAskedInTheirOwnLanguage() {
        assertThat(turn.say())
                .extracting(Turn.Said::tongue)
                .containsExactly(Tongue.MANDARIN, Tongue.MANDARIN, Tongue.HOKKIEN, Tongue.HAKKA, Tongue.ENGLISH);

        press("4");

        assertThat(turn.say()).extracting(Turn.Said::tongue).containsOnly(Tongue.ENGLISH);
        assertThat(said()).containsExactly("number");
    }

    @Test
    void whoOffersOneLanguageAsksForNone() {
        Turn first = new Dialogue(List.of(Tongue.MANDARIN)).begin();

        assertThat(keys(first)).containsExactly("welcome", "number");
    }

    @Test
    void numberAndCodeAreAskedAbout() {
        press("1" + NUMBER);
        assertThat(said()).containsExactly("code");

        press(CODE);

        assertThat(turn.next()).isEqualTo(new Turn.Next.LookUp(NUMBER, CODE));
    }

    @Test
    void aHashAfterTheNumberNeitherBreaksInNorCountsForTheCode() {
        press("1" + NUMBER);

        assertThat(turn.breakers()).doesNotContain("#").contains("0", "9", "*");
    }

    @Test
    void aSlipOfTheFingerIsToldBeforeTheCodeIsKeyed() {
        press("1" + "115000000014");

        assertThat(said()).containsExactly("number.slip");
        assertThat(turn.breakers()).isEmpty();
        follow();
        assertThat(said()).containsExactly("number");
        press(NUMBER);
        assertThat(said()).containsExactly("code");
    }

    @Test
    void whatWasKeyedStaysWhenSomebodyPausesOrEndsTooSoon() {
        press("1" + "1150000#");
        assertThat(said()).containsExactly("number.length", "goOn");
        assertThat(numbers()).containsExactly(7, 5);

        dialogue.hear(new Heard.Silence());
        press("00013");

        assertThat(said()).containsExactly("code");
    }

    @Test
    void theStarTakesBackWhatWasKeyed() {
        press("1" + "999" + "*" + NUMBER);

        assertThat(said()).containsExactly("code");
        press("99*" + CODE);
        assertThat(turn.next()).isEqualTo(new Turn.Next.LookUp(NUMBER, CODE));
    }

    @Test
    void silenceIsAskedTwiceAndThenThereIsNobody() {
        turn = dialogue.hear(new Heard.Silence());
        assertThat(said()).contains("tongue");
        turn = dialogue.hear(new Heard.Silence());
        assertThat(said()).contains("tongue");

        turn = dialogue.hear(new Heard.Silence());

        assertThat(said()).containsExactly("goodbye");
        assertThat(turn.next()).isInstanceOf(Turn.Next.Goodbye.class);
    }

    @Test
    void silenceCountsAnewWhenAKeyIsPressed() {
        dialogue.hear(new Heard.Silence());
        dialogue.hear(new Heard.Silence());
        press("1");
        dialogue.hear(new Heard.Silence());

        turn = dialogue.hear(new Heard.Silence());

        assertThat(said()).containsExactly("number.missing", "number");
    }

    @Test
    void keysThatMeanNothingAreSaidToAndAtLastCutOff() {
        for (int i = 0; i < 5; i++) {
            press("7");
            assertThat(said()).containsExactly("nothing");
            follow();
            assertThat(said()).contains("tongue");
        }

        press("7");

        assertThat(turn.next()).isInstanceOf(Turn.Next.Goodbye.class);
    }

    @Test
    void whatIsNotFoundIsAskedForAnewAndTheThirdTimeTheOfficeIsNamed() {
        for (int i = 0; i < 2; i++) {
            lookUp(new Heard.Unknown());
            assertThat(said()).containsExactly("unknown");
            follow();
            assertThat(said()).containsExactly("number");
        }

        lookUp(new Heard.Unknown());

        assertThat(said()).containsExactly("unknown.office", "goodbye");
        assertThat(turn.next()).isInstanceOf(Turn.Next.Goodbye.class);
    }

    @Test
    void whoTriedTooOftenHearsHowLongToWait() {
        lookUp(new Heard.Wait(5));

        assertThat(said()).containsExactly("tooOften", "goodbye");
        assertThat(numbers()).containsExactly(5);
    }

    @Test
    void aSlowAnswerIsBridgedAndOneThatDoesNotComeIsSaid() {
        press("1" + NUMBER + CODE);

        turn = dialogue.hear(new Heard.Slow());
        assertThat(said()).containsExactly("moment");
        assertThat(turn.next()).isInstanceOf(Turn.Next.Wait.class);
        turn = dialogue.hear(new Heard.Away());

        assertThat(said()).containsExactly("away", "goodbye");
    }

    @Test
    void itemsFollowEachOtherAndCanBeHeardAgain() {
        lookUp(new Heard.Found(aStanding()));
        assertThat(said())
                .containsExactly(
                        "items",
                        "items.keys",
                        "item",
                        "台灣電力公司",
                        "change.ADDRESS",
                        "status.RECEIVED",
                        "means.RECEIVED",
                        "expected");

        turn = dialogue.hear(new Heard.Silence());
        assertThat(said()).containsExactly("item", "地政司", "change.ADDRESS", "status.COMPLETED", "means.COMPLETED");
        press("4");
        assertThat(said()).startsWith("item", "台灣電力公司");
        press("1");
        assertThat(said()).startsWith("item", "台灣電力公司");
        press("33");
        assertThat(said()).containsExactly("over");
        press("7");
        assertThat(said()).startsWith("item", "台灣電力公司");
    }

    @Test
    void anAgencysTelephoneIsSaidTwiceAndDigitByDigit() {
        lookUp(new Heard.Found(aStanding()));

        press("2");

        assertThat(said()).containsExactly("telephone", "telephone.again");
        assertThat(turn.say().getFirst().phrase())
                .isEqualTo(Phrase.of(
                        "telephone", new Phrase.Name("台灣電力公司", "Taiwan Power Company"), new Phrase.Digits("1911")));
        press("2");
        assertThat(said()).containsExactly("telephone", "telephone.again");
        press("3" + "2");
        assertThat(said()).containsExactly("telephone.none");
        press("0");
        assertThat(turn.say().getFirst().phrase().toString()).contains("0836-22333");
    }

    @Test
    void strayKeysBetweenOthersCutNobodyOff() {
        lookUp(new Heard.Found(aStanding()));

        for (int i = 0; i < 10; i++) {
            press("5" + "1");
        }

        assertThat(turn.next()).isInstanceOf(Turn.Next.Key.class);
        press("555556");
        assertThat(turn.next()).isInstanceOf(Turn.Next.Goodbye.class);
    }

    @Test
    void anotherApplicationCanBeAskedAboutInTheSameCall() {
        lookUp(new Heard.Found(aStanding()));

        press("8");

        assertThat(said()).containsExactly("number");
        press(NUMBER + CODE);
        assertThat(turn.next()).isEqualTo(new Turn.Next.LookUp(NUMBER, CODE));
    }

    /** Whatever is pressed in whatever order, the line says something or waits, and ends where nobody answers. */
    @Test
    void noKeysBringItOutOfStep() {
        for (int seed = 0; seed < 400; seed++) {
            Random luck = new Random(seed);
            Dialogue any = new Dialogue(List.of(Tongue.values()));
            Turn now = any.begin();
            int steps = 0;
            while (!(now.next() instanceof Turn.Next.Goodbye)) {
                assertThat(++steps).as("seed %d", seed).isLessThan(5_000);
                now = switch (now.next()) {
                    case Turn.Next.Then(Turn then) -> then;
                    case Turn.Next.LookUp _, Turn.Next.Wait _ -> any.hear(answer(luck));
                    case Turn.Next.Key _ ->
                        any.hear(
                                steps > 500 || luck.nextInt(12) == 0
                                        ? new Heard.Silence()
                                        : new Heard.Key("0123456789*#".charAt(luck.nextInt(12))));
                    case Turn.Next.Goodbye _ -> now;
                };
            }
        }
    }

    private static Heard answer(Random luck) {
        return switch (luck.nextInt(4)) {
            case 0 -> new Heard.Slow();
            case 1 -> new Heard.Unknown();
            case 2 -> new Heard.Away();
            default -> new Heard.Found(aStanding());
        };
    }

    private void lookUp(Heard answer) {
        if (turn.say().stream().map(Turn.Said::phrase).noneMatch(Phrase.of("number")::equals)) {
            press("1");
        }
        press(NUMBER + CODE);
        turn = dialogue.hear(answer);
    }

    private void press(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            turn = dialogue.hear(new Heard.Key(keys.charAt(i)));
        }
    }

    private void follow() {
        assertThat(turn.next()).isInstanceOf(Turn.Next.Then.class);
        turn = ((Turn.Next.Then) turn.next()).turn();
    }

    private List<String> said() {
        return keys(turn);
    }

    private static List<String> keys(Turn turn) {
        return turn.say().stream()
                .map(said -> switch (said.phrase()) {
                    case Phrase.Sentence sentence -> sentence.key().substring("voice.".length());
                    case Phrase.Name name -> name.zh();
                    case Phrase.Digits(String number) -> number;
                    case Phrase.Ordinal(int value) -> Integer.toString(value);
                    case Phrase.Count(int value) -> Integer.toString(value);
                })
                .toList();
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (Turn.Said said : turn.say()) {
            if (said.phrase() instanceof Phrase.Sentence sentence) {
                sentence.with().forEach(one -> {
                    if (one instanceof Phrase.Count(int value)) {
                        numbers.add(value);
                    }
                });
            }
        }
        return numbers;
    }

    static Standing aStanding() {
        return new Standing(
                new Standing.Contact(new Phrase.Name("連江縣南竿鄉戶政事務所", "Nangan"), "0836-22333"),
                List.of(
                        new Standing.Entry(
                                new Standing.Contact(new Phrase.Name("台灣電力公司", "Taiwan Power Company"), "1911"),
                                Phrase.of("change.ADDRESS"),
                                Phrase.of("status.RECEIVED"),
                                Phrase.of("means.RECEIVED"),
                                LocalDate.of(2026, 1, 14)),
                        new Standing.Entry(
                                new Standing.Contact(new Phrase.Name("地政司", "Department of Land"), ""),
                                Phrase.of("change.ADDRESS"),
                                Phrase.of("status.COMPLETED"),
                                Phrase.of("means.COMPLETED"),
                                null)));
    }
}
