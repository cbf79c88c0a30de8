package tw.onestop.operations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tw.onestop.kernel.Actor;
import tw.onestop.statistics.StatisticsDesk;
import tw.onestop.statistics.StatisticsDesk.Carried;

/**
 * 統計指令: {@code ./onestop statistics}: counts everything again from what was recorded, and takes over figures of services that were
 * recorded before this system.
 */
final class StatisticsCommand {

    private static final Actor OPERATOR = Actor.rule("statistics");
    private static final List<String> COLUMNS = List.of("service", "office", "agency", "day", "cases", "source");

    private final Desks desks;

    StatisticsCommand(Desks desks) {
        this.desks = desks;
    }

    /** What is to be printed. */
    String run(List<String> typed) {
        String verb = typed.isEmpty() ? "" : typed.getFirst();
        List<String> rest = typed.subList(Math.min(1, typed.size()), typed.size());
        return switch (verb) {
            case "rebuild" -> rebuild(Words.read("statistics rebuild", rest, Set.of()));
            case "carry" -> carry(Words.read("statistics carry", rest, Set.of()));
            default ->
                throw NotDone.wrong(
                        "statistics: there is no '%s', only rebuild and carry; see ./onestop statistics --help"
                                .formatted(verb));
        };
    }

    private String rebuild(Words words) {
        words.exactly();
        desks.desk(StatisticsDesk.class).rebuild(OPERATOR);
        return "Everything was counted again from what was recorded.";
    }

    private String carry(Words words) {
        List<Carried> lines = read(words.exactly("a file").getFirst());
        StatisticsDesk.Taken taken = desks.desk(StatisticsDesk.class).carry(lines, OPERATOR);
        if (!taken.wrong().isEmpty()) {
            StatisticsDesk.Wrong first = taken.wrong().getFirst();
            throw NotDone.refused("statistics: nothing was taken; %d mistakes, the first in line %d: %s"
                    .formatted(taken.wrong().size(), first.line() + 1, sentence(first.what())));
        }
        return "%d of %d lines were new; the product counts them within seconds."
                .formatted(taken.lines(), lines.size());
    }

    private static String sentence(StatisticsDesk.What what) {
        return switch (what) {
            case SERVICE -> "no service has this code";
            case OFFICE -> "the office is not eight digits";
            case AGENCY -> "this is no code of an agency";
            case DAY -> "this day has not come";
            case CASES -> "the cases are not a number above 0";
            case SOURCE -> "it is not said where the figure comes from";
        };
    }

    private static List<Carried> read(String file) {
        List<Carried> lines = new ArrayList<>();
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get()
                .parse(Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8))) {
            if (!parser.getHeaderNames().equals(COLUMNS)) {
                throw NotDone.refused(
                        "statistics: the first line of '%s' must be %s".formatted(file, String.join(",", COLUMNS)));
            }
            for (CSVRecord line : parser) {
                lines.add(carried(line, file));
            }
        } catch (IOException | InvalidPathException e) {
            throw NotDone.refused("statistics: the file '%s' cannot be read".formatted(file));
        }
        return lines;
    }

    private static Carried carried(CSVRecord line, String file) {
        if (!line.isConsistent()) {
            throw NotDone.refused(
                    "statistics: line %d of '%s' has not six columns".formatted(line.getRecordNumber() + 1, file));
        }
        try {
            return new Carried(
                    line.get("service"),
                    line.get("office"),
                    line.get("agency"),
                    LocalDate.parse(line.get("day")),
                    Long.parseLong(line.get("cases")),
                    line.get("source"));
        } catch (DateTimeException | NumberFormatException e) {
            throw NotDone.refused("statistics: in line %d of '%s' the day (2017-12-31) or the cases cannot be read"
                    .formatted(line.getRecordNumber() + 1, file));
        }
    }
}
