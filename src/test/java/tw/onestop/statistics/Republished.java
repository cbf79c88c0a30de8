package tw.onestop.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.springframework.stereotype.Component;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.statistics.StatisticsDesk.Carried;

/** Fixture: the cases of the article's Table 1, as services that were recorded before, and what else a test takes over. */
@Component
public class Republished {

    private static final Actor OPERATOR = Actor.rule("test");

    private final StatisticsDesk desk;
    private final Rounds rounds;

    Republished(StatisticsDesk desk, Rounds rounds) {
        this.desk = desk;
        this.rounds = rounds;
    }

    public void record() throws IOException {
        List<Carried> lines = new ArrayList<>();
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(
                        Path.of("src/test/resources/statistics/table-1.csv"), StandardCharsets.UTF_8))) {
            parser.forEach(line -> lines.add(new Carried(
                    line.get("service"),
                    line.get("office"),
                    line.get("agency"),
                    LocalDate.parse(line.get("day")),
                    Long.parseLong(line.get("cases")),
                    line.get("source"))));
        }
        record(lines);
    }

    public void record(List<Carried> lines) {
        assertThat(desk.carry(lines, OPERATOR)).isEqualTo(new StatisticsDesk.Taken(lines.size(), List.of()));
        rounds.drain();
    }

    public void takeAway() {
        TestDatabase.asOwner().sql("delete from statistics.carried").update();
        desk.rebuild(OPERATOR);
    }
}
