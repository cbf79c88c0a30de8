package tw.onestop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RocDateTests {

    private static final List<Function<LocalDate, String>> FORMS =
            List.of(RocDate::format, RocDate::annotation, RocDate::slashed, RocDate::compact, LocalDate::toString);

    @Test
    void everyFormReadsBackAsTheSameDay() {
        Random random = new Random(1912);
        long first = LocalDate.of(1850, 1, 1).toEpochDay();
        long days = LocalDate.of(2200, 1, 1).toEpochDay() - first;
        for (int i = 0; i < 20_000; i++) {
            LocalDate day = LocalDate.ofEpochDay(first + random.nextLong(days));
            for (Function<LocalDate, String> form : FORMS) {
                assertThat(RocDate.parse(form.apply(day))).as(form.apply(day)).contains(day);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1912-01-01,民國1年1月1日,0010101",
        "1911-12-31,民國前1年12月31日,-0011231",
        "2026-01-09,民國115年1月9日,1150109",
        "2008-02-29,民國97年2月29日,0970229"
    })
    void thereIsNoYearZero(LocalDate day, String written, String compact) {
        assertThat(RocDate.format(day)).isEqualTo(written);
        assertThat(RocDate.compact(day)).isEqualTo(compact);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/1/1",
                "民國0年1月1日",
                "前0/1/1",
                "115/2/29",
                "1150230",
                "115/13/1",
                "115-0-1",
                "",
                " ",
                "today",
                "115",
                "1/1",
                "20260230"
            })
    void whatIsNoDayOfTheCalendarIsNone(String typed) {
        assertThat(RocDate.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"１１５／１／９", "115.1.9", "115-01-09", "民國115年01月09日", "2026/1/9", "20260109", "1150109", " 115/1/9 "
            })
    void peopleWriteDatesInManyWays(String typed) {
        assertThat(RocDate.parse(typed)).contains(LocalDate.of(2026, 1, 9));
    }
}
