package tw.onestop.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tw.onestop.http.Bodies;
import tw.onestop.kernel.AgencyCode;

/** 讀回復檔: lines of JSON by itself, the other forms by their readers. A line that cannot be read is one, and not the file's end. */
final class ReplyReading {

    static final int MOST_LINES = 50_000;
    static final int LONGEST_LINE = 16 * 1024;

    private ReplyReading() {}

    static ReplyLine.Read read(ReplyForm form, byte[] content, AgencyCode agency) {
        ReplyLine.Read read = switch (form) {
            case JSON -> lines(content);
            case CSV -> ReplyCsv.read(content);
            case XML -> ReplyXml.read(content);
            case FIXED -> ReplyRecords.read(content, agency);
        };
        return read.lines().size() > MOST_LINES ? ReplyLine.Read.wrong("fileTooLong") : read;
    }

    private static ReplyLine.Read lines(byte[] content) {
        List<ReplyLine> lines = new ArrayList<>();
        int no = 0;
        for (String text : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
            no++;
            if (no > MOST_LINES) {
                return ReplyLine.Read.wrong("fileTooLong");
            }
            if (!text.isBlank()) {
                lines.add(line(no, text));
            }
        }
        return ReplyLine.Read.of(lines);
    }

    private static ReplyLine line(int no, String text) {
        if (text.length() > LONGEST_LINE) {
            return tooLong(no, text);
        }
        Optional<JsonNode> object = Bodies.object(text.getBytes(StandardCharsets.UTF_8));
        return object.map(json -> new ReplyLine(no, text, ReplyBody.fields(json), ""))
                .orElseGet(() -> ReplyLine.wrong(no, text, "bodyInvalid"));
    }

    static ReplyLine tooLong(int no, String text) {
        return ReplyLine.wrong(no, text.substring(0, 100), "lineTooLong");
    }
}
