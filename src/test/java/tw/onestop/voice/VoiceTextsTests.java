package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import tw.onestop.agency.ChangeType;
import tw.onestop.notice.ItemStatus;

class VoiceTextsTests {

    private final Wording wording = new Wording(messages());

    static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/voice");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @ParameterizedTest
    @ValueSource(strings = {"_en", "_nan", "_hak"})
    void everyLanguageSaysEverythingWithTheSamePlaces(String language) throws IOException {
        Properties mandarin = texts("");
        Properties other = texts(language);

        assertThat(other.stringPropertyNames()).isEqualTo(mandarin.stringPropertyNames());
        for (String key : mandarin.stringPropertyNames()) {
            assertThat(places(other, key)).as(key).isEqualTo(places(mandarin, key));
        }
    }

    @Test
    void everyStateAndEveryChangeHasItsSentence() throws IOException {
        assertThat(texts("").stringPropertyNames())
                .containsAll(Arrays.stream(ItemStatus.values())
                        .flatMap(status -> Stream.of("voice.status." + status, "voice.means." + status))
                        .toList())
                .containsAll(Arrays.stream(ChangeType.values())
                        .map(change -> "voice.change." + change)
                        .toList());
    }

    @Test
    void everySentenceThatTheLineSaysIsThereAndNoOther() throws IOException {
        String code = "";
        for (String file : List.of("Dialogue", "Keying", "Listening", "Standing", "Wording")) {
            code += Files.readString(Path.of("src/main/java/tw/onestop/voice/" + file + ".java"));
        }
        String written = code;
        for (String key : texts("").stringPropertyNames()) {
            String name = key.substring("voice.".length());
            assertThat(name.matches("(digit|month|status|means|change)\\..*|(number|code)\\.(missing|length)|count\\.2")
                            || written.contains('"' + name + '"'))
                    .as("%s is said", key)
                    .isTrue();
        }
    }

    @Test
    void numbersThatAreKeyedAreSaidDigitByDigit() {
        assertThat(spoken(Tongue.MANDARIN, new Phrase.Digits("0836-22#12")))
                .containsExactly("零", "八", "三", "六", "", "二", "二", "轉", "一", "二");
        assertThat(spoken(Tongue.HOKKIEN, new Phrase.Digits("10"))).containsExactly("一", "空");
        assertThat(spoken(Tongue.ENGLISH, new Phrase.Digits("190"))).containsExactly("one", "nine", "zero");
    }

    @Test
    void telephonesAreSaidHoweverTheyWereTyped() {
        List<String> said = spoken(Tongue.MANDARIN, new Phrase.Digits("02-23轉1"));

        assertThat(said).containsExactly("零", "二", "", "二", "三", "轉", "一");
        for (String typed : List.of("(02)23#1", "（０２）２３ 分機 １", "02 - 23 ext. 1", "專線02-23轉分機1", "02-23 轉 #1")) {
            assertThat(spoken(Tongue.MANDARIN, new Phrase.Digits(typed)))
                    .as(typed)
                    .isEqualTo(said);
        }
    }

    @Test
    void whatIsCountedIsSaidAsAQuantity() {
        assertThat(spoken(Tongue.MANDARIN, Phrase.of("items", new Phrase.Count(2))))
                .containsExactly("您的案件一共通報", "兩", "項。");
        assertThat(spoken(Tongue.MANDARIN, Phrase.of("item", new Phrase.Ordinal(2))))
                .containsExactly("第", "二", "項。");
        assertThat(spoken(Tongue.HAKKA, new Phrase.Ordinal(10))).containsExactly("十");
        assertThat(spoken(Tongue.MANDARIN, new Phrase.Ordinal(12))).containsExactly("十二");
        assertThat(spoken(Tongue.MANDARIN, new Phrase.Ordinal(30))).containsExactly("三十");
        assertThat(spoken(Tongue.MANDARIN, new Phrase.Count(45))).containsExactly("四十五");
        assertThat(spoken(Tongue.ENGLISH, new Phrase.Ordinal(45))).containsExactly("45");
    }

    @Test
    void everyPieceOfASentenceHasTheNameOfARecording() {
        Phrase expected = Phrase.of("expected", Phrase.of("month.1"), new Phrase.Ordinal(14));

        assertThat(wording.pieces(List.of(new Turn.Said(Tongue.MANDARIN, expected))))
                .extracting(Prompts.Piece::name)
                .containsExactly("expected-1", "month.1", "number.14", "expected-3");
        assertThat(spoken(Tongue.ENGLISH, expected)).containsExactly("Expected by", "January", "14");
    }

    private List<String> spoken(Tongue tongue, Phrase phrase) {
        return wording.pieces(List.of(new Turn.Said(tongue, phrase))).stream()
                .map(Prompts.Piece::text)
                .toList();
    }

    private static Set<String> places(Properties texts, String key) {
        Set<String> places = new TreeSet<>();
        Pattern.compile("\\{\\d}")
                .matcher(texts.getProperty(key))
                .results()
                .map(MatchResult::group)
                .forEach(places::add);
        return places;
    }

    private static Properties texts(String language) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(
                Path.of("src/main/resources/messages/voice" + language + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
