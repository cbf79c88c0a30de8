package tw.onestop.portal.web;

import com.github.miachm.sods.Sheet;
import com.github.miachm.sods.SpreadSheet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tw.onestop.statistics.Figure;
import tw.onestop.statistics.StatisticsDesk.Area;
import tw.onestop.statistics.StatisticsDesk.Line;
import tw.onestop.statistics.StatisticsDesk.Month;
import tw.onestop.statistics.StatisticsDesk.Year;

/**
 * 統計表, as files: the same rows as CSV and as ODS. Whole numbers are numbers; a text that a spreadsheet would take for a formula is told
 * to be text.
 */
record Grid(String name, List<String> header, List<List<Object>> rows) {

    Grid {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** 節省效益: a line for each service that saved somebody a way, and their sum. */
    static Grid ofServices(Year year) {
        List<List<Object>> rows = new ArrayList<>();
        for (Line line : year.lines()) {
            rows.add(List.of(
                    year.year(),
                    line.service().code(),
                    line.service().name(),
                    line.service().nameEn(),
                    line.counts().cases(),
                    line.savings().minutes(),
                    line.savings().travel(),
                    line.savings().fees(),
                    line.counts().refused(),
                    line.counts().notFound(),
                    line.counts().ended(),
                    line.counts().seconds()));
        }
        rows.add(List.of(
                year.year(),
                "total",
                "總計",
                "Total",
                year.total().cases(),
                year.total().minutes(),
                year.total().travel(),
                year.total().fees(),
                "",
                "",
                "",
                ""));
        return new Grid(
                "services",
                List.of(
                        "year",
                        "service",
                        "name",
                        "name_en",
                        "cases",
                        "minutes_saved",
                        "travel_saved_ntd",
                        "fees_saved_ntd",
                        "refused",
                        "not_found",
                        "ended",
                        "seconds_to_end"),
                rows);
    }

    /** 開放資料: one figure a line; {@code ALL} is a sum, and a figure that is not told is empty. */
    static Grid ofOpenData(Year year) {
        List<List<Object>> rows = new ArrayList<>();
        List<Line> journeys = year.journeys();
        for (Line line : journeys) {
            rows.add(open(
                    year,
                    "ALL",
                    "TW",
                    "全國",
                    line.service().code(),
                    Figure.of(line.counts().cases())));
        }
        for (Month month : year.months()) {
            for (int i = 0; i < journeys.size() && month.counted(); i++) {
                rows.add(open(
                        year,
                        month.month().toString(),
                        "TW",
                        "全國",
                        journeys.get(i).service().code(),
                        Figure.of(month.cases().get(i))));
            }
        }
        for (Area area : year.areas()) {
            String code = area.county().code();
            String name = area.county().name();
            rows.add(open(year, "ALL", code, name, "ALL", area.cases()));
            for (int i = 0; i < journeys.size(); i++) {
                rows.add(open(
                        year,
                        "ALL",
                        code,
                        name,
                        journeys.get(i).service().code(),
                        area.services().get(i)));
            }
            for (Month month : year.months()) {
                if (month.counted()) {
                    rows.add(open(
                            year,
                            month.month().toString(),
                            code,
                            name,
                            "ALL",
                            area.months().get(month.month().getMonthValue() - 1)));
                }
            }
        }
        return new Grid("open", List.of("year", "month", "area", "area_name", "service", "cases", "hidden"), rows);
    }

    private static List<Object> open(Year year, String month, String area, String name, String service, Figure figure) {
        return List.of(
                year.year(),
                month,
                area,
                name,
                service,
                figure.hidden() ? "" : figure.number(),
                figure.hidden() ? "1" : "0");
    }

    byte[] csv() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            // Spreadsheets take a file without this mark for one in another encoding.
            writer.write('\uFEFF');
            try (CSVPrinter printer = new CSVPrinter(writer, CSVFormat.EXCEL)) {
                printer.printRecord(header);
                for (List<Object> row : rows) {
                    printer.printRecord(row.stream().map(Grid::guarded).toList());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    byte[] ods() {
        Sheet sheet = new Sheet(name, rows.size() + 1, header.size());
        for (int column = 0; column < header.size(); column++) {
            sheet.getRange(0, column).setValue(header.get(column));
            for (int row = 0; row < rows.size(); row++) {
                sheet.getRange(row + 1, column).setValue(guarded(rows.get(row).get(column)));
            }
        }
        SpreadSheet book = new SpreadSheet();
        book.appendSheet(sheet);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            book.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Names are rows that somebody typed. */
    static Object guarded(Object value) {
        return value instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : value;
    }
}
