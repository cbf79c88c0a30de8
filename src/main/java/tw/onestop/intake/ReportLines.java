package tw.onestop.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.Refusal;

/** 通報檔內容: CSV with a header, or JSON Lines, in UTF-8; each line stands for itself. */
final class ReportLines {

    static final int MOST_LINES = 5_000;
    private static final String NUMBER = "reportNo";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReportLines() {}

    /**
     * 一筆.
     *
     * @param values raw by name; empty when the line is no record at all
     */
    record Line(int no, String text, Optional<Map<String, String>> values) {

        String number() {
            return values.map(v -> v.getOrDefault(NUMBER, "").strip()).orElse("");
        }
    }

    /** 檔案判讀: its header ({@code ""} of JSON Lines) and its lines, or why it is none. */
    record File(String header, List<Line> lines, List<Refusal> refusals) {

        static File wrong(String code, String... arguments) {
            return new File("", List.of(), List.of(Refusal.of("file", code, arguments)));
        }
    }

    static File of(byte[] content) {
        Optional<String> text = utf8(content);
        if (text.isEmpty()) {
            return File.wrong("intake.file.notUtf8");
        }
        List<String> lines = text.get().lines().toList();
        if (lines.stream().allMatch(String::isBlank)) {
            return File.wrong("intake.file.empty");
        }
        if (lines.size() > MOST_LINES) {
            return File.wrong("intake.file.tooLong", String.valueOf(MOST_LINES));
        }
        return lines.getFirst().strip().startsWith("{") ? jsonLines(lines) : csv(lines);
    }

    private static Optional<String> utf8(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static File jsonLines(List<String> lines) {
        List<Line> read = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                read.add(new Line(i + 1, lines.get(i), object(lines.get(i))));
            }
        }
        return new File("", read, List.of());
    }

    private static Optional<Map<String, String>> object(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.isObject()) {
                return Optional.empty();
            }
            Map<String, String> values = new LinkedHashMap<>();
            node.forEachEntry((name, value) -> values.put(name, value.asString("")));
            return Optional.of(values);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static File csv(List<String> lines) {
        List<String> header = cells(lines.getFirst()).orElse(List.of()).stream()
                .map(String::strip)
                .toList();
        if (!header.contains(NUMBER) || !header.contains("kind")) {
            return File.wrong("intake.file.noHeader");
        }
        List<Line> read = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                read.add(new Line(i + 1, lines.get(i), named(header, cells(lines.get(i)))));
            }
        }
        return new File(lines.getFirst(), read, List.of());
    }

    private static Optional<Map<String, String>> named(List<String> header, Optional<List<String>> cells) {
        return cells.filter(found -> found.size() <= header.size()).map(found -> {
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < found.size(); i++) {
                values.put(header.get(i), found.get(i));
            }
            return values;
        });
    }

    /** Empty when a quotation does not end. */
    private static Optional<List<String>> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return quoted ? Optional.empty() : Optional.of(cells);
    }
}
