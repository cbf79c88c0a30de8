package tw.onestop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTests {

    @ParameterizedTest
    @CsvSource({
        "臺北市,台北市",
        "溫𠮷,温𠮷",
        "ＡＢＣ１２３,abc123",
        "Panai·Kusui,PANAI KUSUI",
        "Lólu,lolu",
        "Wáng Xiǎo-míng,wangxiaoming",
        "Yapasuyongʉ’e,YAPASUYONGUE",
        "王 小 明,王小明",
        "神\uFA19,神神"
    })
    void alikeFoldsAlike(String one, String other) {
        assertThat(Text.fold(one)).isEqualTo(Text.fold(other));
    }

    @Test
    void differentCharactersStayDifferent() {
        assertThat(Text.fold("𠮷")).isNotEqualTo(Text.fold("吉"));
        assertThat(Text.fold("𡘙")).isNotEqualTo(Text.fold("𪚥"));
        assertThat(Text.fold("王小明")).isNotEqualTo(Text.fold("王大明"));
    }

    @Test
    void foldingTwiceChangesNothingMore() {
        for (String text : new String[] {"臺北市", "Lólu·A", "凃\uFA19𠮷", "１２－３號"}) {
            assertThat(Text.fold(Text.fold(text))).isEqualTo(Text.fold(text));
        }
    }

    @Test
    void charactersAScreenMayNotShowAreNamedByNumber() {
        assertThat(Text.rareCharacters("王𠮷𠮷\uDB80\uDC00明")).isEqualTo("U+20BB7 U+F0000");
        assertThat(Text.rareCharacters("王小明")).isEmpty();
    }

    @Test
    void lengthAndMaskCountCharactersNotUnits() {
        assertThat(Text.length("𠮷𡘙")).isEqualTo(2);
        assertThat(Text.maskedName("王𠮷明")).isEqualTo("王○明");
        assertThat(Text.maskedName("𠮷𡘙")).isEqualTo("𠮷○");
        assertThat(Text.maskedName("𠮷")).isEqualTo("○");
        assertThat(Text.maskedName("歐陽大文")).isEqualTo("歐○○文");
    }

    @Test
    void widthIsChangedForPunctuationAndNothingElse() {
        assertThat(Text.halfWidth("Ａ－１　臺")).isEqualTo("A-1 臺");
    }
}
