package tw.onestop.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NationalIdTests {

    @ParameterizedTest
    @ValueSource(strings = {"A123456789", "A223456781", "F800000000", "F900000002", "A806754477", "AC17003729"})
    void knownNumbersAreValid(String number) {
        assertThat(NationalId.isValid(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A223456789",
                "A123456788",
                "AB17003729",
                "A323456789",
                "A12345678",
                "A1234567890",
                "1123456789",
                "",
                "ａ",
                "A12345678９"
            })
    void wrongNumbersAreNot(String number) {
        assertThat(NationalId.isValid(number)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"A123456789,MALE", "A223456781,FEMALE", "F800000000,MALE", "F900000002,FEMALE", "AC17003729,MALE"})
    void theSecondPlaceTellsTheSex(String number, Sex sex) {
        assertThat(new NationalId(number).sex()).isEqualTo(sex);
    }

    @ParameterizedTest
    @CsvSource({"A123456789,false,false", "F800000000,true,false", "F900000002,true,false", "AC17003729,true,true"})
    void residentNumbersAreToldByTheirSecondPlace(String number, boolean resident, boolean oldForm) {
        assertThat(new NationalId(number).isResident()).isEqualTo(resident);
        assertThat(new NationalId(number).isOldForm()).isEqualTo(oldForm);
    }

    @Test
    void whatIsTypedIsForgivenBlanksWidthAndCase() {
        assertThat(NationalId.parse(" ａ１２３456789　")).contains(new NationalId("A123456789"));
        assertThat(NationalId.parse("A12345 6789")).isEmpty();
    }

    /** One wrong digit among the running ones is always noticed, whatever the number. */
    @Test
    void aMistypedDigitIsNoticed() {
        Random random = new Random(7);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (int i = 0; i < 2000; i++) {
            String right = NationalId.of(
                            letters.charAt(random.nextInt(26)), 1 + random.nextInt(2), random.nextInt(10_000_000))
                    .value();
            assertThat(NationalId.isValid(right)).isTrue();
            // The last two places weigh 1; the others weigh 7, 3, 1 … and even weights let a step of five pass.
            int place = 9;
            char other = (char) ('0' + (right.charAt(place) - '0' + 1 + random.nextInt(9)) % 10);
            assertThat(NationalId.isValid(right.substring(0, place) + other)).isFalse();
        }
    }

    @Test
    void aNumberDoesNotLeakIntoText() {
        assertThat(new NationalId("A123456789").toString()).isEqualTo("A1234*****");
        assertThatThrownBy(() -> new NationalId("A123456788"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("A12345");
    }
}
