package tw.onestop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadOptionsTests {

    @Test
    void withoutOptionsItIsTheWholeNation() {
        LoadOptions options = LoadOptions.parse("nation");
        assertThat(options.county()).isNull();
        assertThat(options.scale()).isEqualTo(1);
        assertThat(options.seed()).isEqualTo(Population.SEED);
        assertThat(options.data()).endsWithRaw(Path.of("var", "nation"));
    }

    @Test
    void aCountyAndAShareCanBeNamed() {
        LoadOptions options = LoadOptions.parse("nation", "--county", "台東縣", "--scale", "0.25", "--seed", "7");
        assertThat(options.county()).isEqualTo("臺東縣");
        assertThat(options.scale()).isEqualTo(0.25);
        assertThat(options.seed()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "'',say what to load",
        "city,say what to load",
        "nation --county 火星縣,連江縣",
        "nation --county,needs a value",
        "nation --scale 0,over 0 and up to 1",
        "nation --scale 1.5,over 0 and up to 1",
        "nation --scale x,over 0 and up to 1",
        "nation --seed -1,whole number",
        "nation --data,needs a value",
        "nation --wrong,unknown option"
    })
    void whatIsWrongIsSaidInOneSentence(String typed, String sentence) {
        assertThatThrownBy(() -> LoadOptions.parse(typed.isEmpty() ? new String[0] : typed.split(" ", -1)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(2))
                .hasMessageContaining(sentence);
    }
}
