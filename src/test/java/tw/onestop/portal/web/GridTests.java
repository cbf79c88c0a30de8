package tw.onestop.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.miachm.sods.SpreadSheet;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files of figures: numbers are numbers, and no text becomes a formula. */
class GridTests {

    private static final Grid GRID = new Grid(
            "figures", List.of("name", "cases"), List.of(List.of("=1+1", 7L), List.of("@SUM", 8L), List.of("戶政", 9L)));

    @Test
    void whatLooksLikeAFormulaIsText() throws Exception {
        assertThat(new String(GRID.csv(), StandardCharsets.UTF_8))
                .startsWith("\uFEFFname,cases")
                .contains("'=1+1,7", "'@SUM,8", "戶政,9");
        SpreadSheet read = new SpreadSheet(new ByteArrayInputStream(GRID.ods()));
        assertThat(read.getSheet(0).getRange(1, 0).getValue()).isEqualTo("'=1+1");
        assertThat(read.getSheet(0).getRange(1, 0).getFormula()).isNull();
        assertThat(((Number) read.getSheet(0).getRange(3, 1).getValue()).longValue())
                .isEqualTo(9);
    }

    @Test
    void aYearIsOfEitherCalendarAndNothingElse() {
        LocalDate today = LocalDate.of(2026, 11, 28);
        assertThat(AskedYear.of("106", today)).contains(2017);
        assertThat(AskedYear.of(" 2017 ", today)).contains(2017);
        assertThat(AskedYear.of("", today)).contains(2026);
        assertThat(AskedYear.of("2027", today)).isEmpty();
        assertThat(AskedYear.of("民國", today)).isEmpty();
        assertThat(AskedYear.of("99999999999", today)).isEmpty();
    }
}
