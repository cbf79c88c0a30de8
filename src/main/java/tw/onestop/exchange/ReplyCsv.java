package tw.onestop.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * 回復檔 as CSV (RFC 4180, UTF-8): the first line names the columns. A value in quotes may go on in the next line; when a quote is never
 * closed, the line in which it stands is wrong, and the next one is read for itself.
 */
final class ReplyCsv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    private final List<String> text;
    private final List<ReplyLine> lines = new ArrayList<>();

    private ReplyCsv(byte[] content) {
        String whole = new String(content, StandardCharsets.UTF_8);
        this.text = (whole.startsWith("\uFEFF") ? whole.substring(1) : whole)
                .lines()
                .toList();
    }

    static ReplyLine.Read read(byte[] content) {
        return new ReplyCsv(content).read();
    }

    private ReplyLine.Read read() {
        List<String> names =
                text.isEmpty() ? List.of() : values(text.getFirst()).orElse(List.of());
        if (!names.containsAll(List.of("id", "status")) || new HashSet<>(names).size() < names.size()) {
            return ReplyLine.Read.wrong("fileHeader");
        }
        for (int at = 1; at < text.size() && lines.size() <= ReplyReading.MOST_LINES; ) {
            at = text.get(at).isBlank() ? at + 1 : line(at, names);
        }
        return ReplyLine.Read.of(lines);
    }

    /** Answers where the next one begins. */
    private int line(int at, List<String> names) {
        String first = text.get(at);
        if (first.length() > ReplyReading.LONGEST_LINE) {
            lines.add(ReplyReading.tooLong(at + 1, first));
            return at + 1;
        }
        StringBuilder whole = new StringBuilder(first);
        int next = at + 1;
        while (isOpen(whole) && next < text.size() && whole.length() <= ReplyReading.LONGEST_LINE) {
            whole.append('\n').append(text.get(next++));
        }
        Optional<Map<String, String>> fields = whole.length() > ReplyReading.LONGEST_LINE || isOpen(whole)
                ? Optional.empty()
                : values(whole.toString())
                        .filter(values -> values.size() == names.size())
                        .map(values -> named(names, values));
        if (fields.isEmpty()) {
            lines.add(ReplyLine.wrong(at + 1, first, "lineInvalid"));
            return at + 1;
        }
        lines.add(new ReplyLine(at + 1, whole.toString(), fields.get(), ""));
        return next;
    }

    private static boolean isOpen(CharSequence line) {
        return line.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static Optional<List<String>> values(String line) {
        try (CSVParser parser = CSVParser.parse(line, FORMAT)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? Optional.of(records.getFirst().toList()) : Optional.empty();
        } catch (IOException | UncheckedIOException | IllegalStateException wrong) {
            return Optional.empty();
        }
    }

    private static Map<String, String> named(List<String> names, List<String> values) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!values.get(i).isEmpty()) {
                fields.put(names.get(i), values.get(i));
            }
        }
        return fields;
    }
}
