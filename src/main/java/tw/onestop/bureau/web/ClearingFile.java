package tw.onestop.bureau.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import tw.onestop.exchange.EvidenceDesk.Tried;
import tw.onestop.http.Bodies;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.notice.ClearingDesk.Answer;
import tw.onestop.notice.ClearingDesk.Answered;
import tw.onestop.notice.ClearingDesk.Finding;
import tw.onestop.notice.ClearingDesk.Line;

/** 清查檔: a list as CSV, whose last columns are filled in and sent back. Each line stands for itself. */
final class ClearingFile implements Closeable {

    private static final int MOST_LINES = 20_000;
    private static final List<String> COLUMNS = List.of(
            "line", "id", "type", "receiptNo", "was", "since", "now", "attempts", "lastAttempt", "lastOutcome", "said");
    private static final List<String> ANSWER =
            List.of("answer", "reason", "contactedBy", "contactedAt", "agencyCaseNo");
    private static final Map<String, Finding> CHINESE = Map.of(
            "已辦竣", Finding.DONE, "未收到", Finding.NOT_RECEIVED, "不予核准", Finding.REJECTED, "查無資料", Finding.NO_RECORD);

    private final CSVPrinter printer;

    /** Writes as it is told: a list may be longer than memory wants to hold. */
    ClearingFile(Writer out) throws IOException {
        // Spreadsheets take a file without this mark for one in another encoding.
        out.write('\uFEFF');
        printer = new CSVPrinter(out, CSVFormat.EXCEL);
        List<String> header = new ArrayList<>(COLUMNS);
        header.addAll(ANSWER);
        printer.printRecord(header);
    }

    void write(List<Line> lines) throws IOException {
        for (Line line : lines) {
            Optional<Tried> last = line.tried().isEmpty()
                    ? Optional.empty()
                    : Optional.of(line.tried().getLast());
            Finding said = line.said();
            printer.printRecord(
                    line.no(),
                    line.id(),
                    line.type(),
                    line.receiptNo(),
                    line.was(),
                    line.wasSince(),
                    line.now(),
                    line.tried().size(),
                    last.map(tried -> tried.at().toString()).orElse(""),
                    last.map(Tried::outcome).orElse(""),
                    said == null ? "" : said,
                    "",
                    "",
                    "",
                    "",
                    "");
        }
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }

    /** 檔案判讀: its lines, or why it is none. */
    record Read(List<Row> rows, List<Refusal> refusals) {}

    /**
     * 一行.
     *
     * @param answer null when something is wrong with the line
     */
    record Row(int no, String text, @Nullable Answer answer, List<Refusal> refusals) {}

    static Read read(@Nullable MultipartFile file, Clock clock) {
        if (file == null || file.isEmpty()) {
            return wrong("clearing.file.missing");
        }
        Optional<String> text = utf8(file);
        if (text.isEmpty()) {
            return wrong("clearing.file.notUtf8");
        }
        List<String> lines = text.get().lines().toList();
        Optional<List<String>> header = lines.isEmpty() ? Optional.empty() : cells(lines.getFirst());
        if (header.isEmpty() || !header.get().contains("id") || !header.get().contains("answer")) {
            return wrong("clearing.file.noHeader");
        }
        if (lines.size() > MOST_LINES) {
            return wrong("clearing.file.tooLong", Integer.toString(MOST_LINES));
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            row(i + 1, lines.get(i), header.get(), clock).ifPresent(rows::add);
        }
        return rows.isEmpty() ? wrong("clearing.file.nothing") : new Read(rows, List.of());
    }

    private static Read wrong(String code, String... arguments) {
        return new Read(List.of(), List.of(Refusal.of("file", code, arguments)));
    }

    /** Empty for a line to which nothing was said. */
    private static Optional<Row> row(int no, String line, List<String> header, Clock clock) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        Optional<List<String>> cells = cells(line);
        if (cells.isEmpty() || cells.get().size() > header.size()) {
            return Optional.of(new Row(no, line, null, List.of(Refusal.of("", "clearing.file.line"))));
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < cells.get().size(); i++) {
            values.put(header.get(i), cells.get().get(i).strip());
        }
        String answer = values.getOrDefault("answer", "");
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(row(no, line, answer, values, clock));
    }

    private static Row row(int no, String line, String answer, Map<String, String> values, Clock clock) {
        List<Refusal> refusals = new ArrayList<>();
        Optional<UUID> id = Bodies.uuid(values.getOrDefault("id", ""));
        Optional<Finding> finding = Optional.ofNullable(CHINESE.get(answer)).or(() -> ClearingForm.finding(answer));
        if (id.isEmpty()) {
            refusals.add(Refusal.of("", "clearing.file.id"));
        }
        if (finding.isEmpty()) {
            refusals.add(Refusal.of("", "clearing.file.answer", answer));
        }
        ReplyForm form = form(values, clock);
        finding.ifPresent(said -> refusals.addAll(ClearingForm.refusals(said, form, clock)));
        return refusals.isEmpty()
                ? new Row(
                        no, line, ClearingForm.answer(id.orElseThrow(), finding.orElseThrow(), form, clock), List.of())
                : new Row(no, line, null, List.copyOf(refusals));
    }

    /** The contact as an instant of a machine, or as day and time that a person typed. */
    private static ReplyForm form(Map<String, String> values, Clock clock) {
        String at = values.getOrDefault("contactedAt", "");
        int blank = at.indexOf(' ');
        String day = blank < 0 ? at : at.substring(0, blank);
        String time = blank < 0 ? "" : at.substring(blank + 1);
        try {
            if (at.indexOf('T') > 0) {
                LocalDateTime there = OffsetDateTime.parse(at)
                        .atZoneSameInstant(clock.getZone())
                        .toLocalDateTime();
                day = RocDate.slashed(there.toLocalDate());
                time = "%02d:%02d".formatted(there.getHour(), there.getMinute());
            }
        } catch (DateTimeException asTyped) {
            day = at;
        }
        return ReplyForm.of(Map.of(
                "reason", values.getOrDefault("reason", ""),
                "contactedBy", values.getOrDefault("contactedBy", ""),
                "contactedOn", day,
                "contactedTime", time,
                "caseNo", values.getOrDefault("agencyCaseNo", "")));
    }

    /** Every line with what became of it, those first that were not taken. */
    static List<Result> results(Read read, List<Answered> answered) {
        Map<UUID, Answered> by = new HashMap<>();
        answered.forEach(one -> by.put(one.id(), one));
        List<Result> results = new ArrayList<>();
        for (Row row : read.rows()) {
            Answer answer = row.answer();
            Answered one = answer == null ? null : by.get(answer.id());
            results.add(
                    one == null
                            ? new Result(row.no(), row.text(), row.refusals(), false)
                            : new Result(
                                    row.no(),
                                    row.text(),
                                    List.of(Refusal.of(
                                            "",
                                            "clearing.result." + one.result(),
                                            one.id().toString())),
                                    one.result().taken()));
        }
        results.sort(Comparator.comparing(Result::taken).thenComparingInt(Result::no));
        return results;
    }

    /** 一行之結果. */
    record Result(int no, String text, List<Refusal> said, boolean taken) {}

    /** Empty when a quotation does not end. */
    private static Optional<List<String>> cells(String line) {
        try (CSVParser parser = CSVParser.parse(line, CSVFormat.DEFAULT)) {
            List<CSVRecord> records = parser.getRecords();
            return records.isEmpty()
                    ? Optional.empty()
                    : Optional.of(records.getFirst().stream().map(String::strip).toList());
        } catch (IOException | UncheckedIOException broken) {
            return Optional.empty();
        }
    }

    private static Optional<String> utf8(MultipartFile file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.getBytes()))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
