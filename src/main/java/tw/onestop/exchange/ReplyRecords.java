package tw.onestop.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tw.onestop.kernel.AgencyCode;

/**
 * 回復檔 of fixed width, in the records in which notices are written ({@link FixedWidth}): {@code H} says who and in which encoding, {@code D}
 * carries one field of one reply ({@code status=COMPLETED}, all fields of a reply under one number), {@code T} counts replies and records. A
 * record that cannot be read makes its reply wrong, and no other; a file with fewer replies than it counts was shortened, and is no file.
 */
final class ReplyRecords {

    private static final Pattern HEAD = Pattern.compile("H01(.{40})(.{12})\\d{8} *\r\n");
    private static final Pattern END = Pattern.compile("T(\\d{8})(\\d{8}) *\r\n");
    private static final Pattern VALUE = Pattern.compile("D(\\d{12})(\\d{8})(\\d{4})(.)(\\d{3})");
    private static final int START = FixedWidth.RECORD - FixedWidth.TEXT - 2;
    private static final Set<String> ENCODINGS = Set.of(BundleFormat.BIG5.encoding(), BundleFormat.CNS.encoding());

    private final byte[] content;
    private final String encoding;
    private final Map<String, Gathered> replies = new LinkedHashMap<>();
    private final List<ReplyLine> lines = new ArrayList<>();

    private ReplyRecords(byte[] content, String encoding) {
        this.content = content;
        this.encoding = encoding;
    }

    /** 一件回復 as its records come: its fields' bytes by the number of each. */
    private static final class Gathered {

        private final int first;
        private final Map<Integer, ByteArrayOutputStream> values = new LinkedHashMap<>();
        private final Map<Integer, Integer> parts = new HashMap<>();
        private boolean broken;

        Gathered(int first) {
            this.first = first;
        }
    }

    static ReplyLine.Read read(byte[] content, AgencyCode agency) {
        int records = content.length / FixedWidth.RECORD;
        if (content.length % FixedWidth.RECORD != 0 || records < 2) {
            return ReplyLine.Read.wrong("fileRecords");
        }
        Matcher head = HEAD.matcher(ascii(content, 0, FixedWidth.RECORD));
        if (!head.matches()
                || !head.group(1).strip().equals(agency.value())
                || !ENCODINGS.contains(head.group(2).strip())) {
            return ReplyLine.Read.wrong("fileHeader");
        }
        return new ReplyRecords(content, head.group(2).strip()).read(records);
    }

    private ReplyLine.Read read(int records) {
        for (int record = 1; record < records - 1; record++) {
            gather(record);
        }
        Matcher end = END.matcher(ascii(content, records - 1, FixedWidth.RECORD));
        if (!end.matches() || Integer.parseInt(end.group(2)) != records) {
            return ReplyLine.Read.wrong("fileRecords");
        }
        if (!counts(Integer.parseInt(end.group(1)))) {
            return ReplyLine.Read.wrong("fileReplies");
        }
        replies.values().forEach(reply -> lines.add(line(reply)));
        return ReplyLine.Read.of(lines);
    }

    /** Before the replies are lines: what is one already is a record that cannot be read, and may have been all there was of a reply. */
    private boolean counts(int said) {
        return said >= replies.size() && said <= replies.size() + lines.size();
    }

    private void gather(int record) {
        Matcher value = VALUE.matcher(ascii(content, record, START));
        if (!value.matches()) {
            lines.add(ReplyLine.wrong(
                    record + 1, ascii(content, record, FixedWidth.RECORD).strip(), "recordInvalid"));
            return;
        }
        Gathered reply = replies.computeIfAbsent(value.group(1), _ -> new Gathered(record + 1));
        int no = Integer.parseInt(value.group(2));
        int part = Integer.parseInt(value.group(3));
        int length = Integer.parseInt(value.group(5));
        int expected = reply.parts.getOrDefault(no, 0) + 1;
        reply.parts.put(no, expected);
        if (!value.group(4).equals("S") || length > FixedWidth.TEXT || part != expected) {
            reply.broken = true;
            return;
        }
        reply.values
                .computeIfAbsent(no, _ -> new ByteArrayOutputStream())
                .write(content, record * FixedWidth.RECORD + START, length);
    }

    private ReplyLine line(Gathered reply) {
        Map<String, String> fields = new HashMap<>();
        boolean broken = reply.broken;
        for (ByteArrayOutputStream bytes : reply.values.values()) {
            String text = HanText.read(bytes.toByteArray(), encoding).orElse("");
            int equals = text.indexOf('=');
            if (equals < 1 || fields.containsKey(text.substring(0, equals))) {
                broken = true;
            } else if (equals < text.length() - 1) {
                fields.put(text.substring(0, equals), text.substring(equals + 1));
            }
        }
        ReplyLine line = ReplyLine.of(reply.first, fields);
        if (line.content().length() > ReplyReading.LONGEST_LINE) {
            return ReplyReading.tooLong(reply.first, line.content());
        }
        return broken ? ReplyLine.wrong(reply.first, line.content(), "recordInvalid") : line;
    }

    private static String ascii(byte[] content, int record, int length) {
        return new String(content, record * FixedWidth.RECORD, length, StandardCharsets.US_ASCII);
    }
}
