package tw.onestop.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FontsTests {

    @Test
    void theFontOfTheRarestCharactersIsOpenedOnlyForThem() throws IOException {
        Fonts fonts = new Fonts(List.of());
        assumeTrue(fonts.present(), "needs fonts-cns11643-kai");
        assertThat(fonts.needed("王小明")).hasSize(1);
        assertThat(fonts.needed("𠮷𡘙")).hasSize(2);
        assertThat(fonts.needed("𠮷𡘙").getLast().getUnicodeCmapLookup().getGlyphId("𡘙".codePointAt(0)))
                .isPositive();
    }

    @Test
    void whatNoFontHasIsSpelledByNumber() {
        Fonts fonts = new Fonts(List.of());
        assumeTrue(fonts.present(), "needs fonts-cns11643-kai");
        assertThat(fonts.spelledOut("王小明 A-1，é")).isEqualTo("王小明 A-1，é");
        assertThat(fonts.spelledOut("王\uDBFF\uDFFD")).isEqualTo("王【U+10FFFD】");
    }
}
