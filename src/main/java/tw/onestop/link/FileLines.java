package tw.onestop.link;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tw.onestop.http.Bodies;
import tw.onestop.kernel.NationalId;

/** 查詢檔之行: reads a file line by line, whatever stands in it, in little memory; a wrong line is said and the next one read. */
final class FileLines {

    /** Bytes of a line. */
    private static final int LONGEST = 4096;

    /** Characters of a wrong line that are kept to find it by. */
    private static final int SHOWN = 40;

    private final InputStream in;
    private final FileDesk.Format format;
    private final byte[] line = new byte[LONGEST];
    private int no;

    FileLines(InputStream in, FileDesk.Format format) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.format = format;
    }

    /** 有效行, as it is answered. */
    record Numbered(int line, String number) {}

    /**
     * 錯誤行.
     *
     * @param code {@code empty}, {@code tooLong}, {@code notUtf8}, {@code notJson}, {@code malformed} or {@code checkDigit}
     */
    record Wrong(int line, String code, String given) {}

    /**
     * 區塊 of lines in their order.
     */
    record Block(List<Numbered> numbers, List<Wrong> wrong) {

        boolean isEmpty() {
            return numbers.isEmpty() && wrong.isEmpty();
        }
    }

    /** So many lines more; empty at the end of the file. */
    Block next(int lines) throws IOException {
        Block block = new Block(new ArrayList<>(), new ArrayList<>());
        for (int read = 0; read < lines; read++) {
            int length = line();
            if (length < 0) {
                break;
            }
            take(length, block);
        }
        return block;
    }

    /** Bytes of the next line, without its end; over {@link #LONGEST} when it had more; -1 behind the last. */
    private int line() throws IOException {
        int length = 0;
        int c = in.read();
        if (c < 0) {
            return -1;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (length < LONGEST) {
                line[length] = (byte) c;
            }
            length = Math.min(length + 1, LONGEST + 1);
        }
        no++;
        return length > 0 && length <= LONGEST && line[length - 1] == '\r' ? length - 1 : length;
    }

    private void take(int length, Block block) {
        if (length > LONGEST) {
            block.wrong().add(new Wrong(no, "tooLong", ""));
            return;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            block.wrong().add(new Wrong(no, "notUtf8", ""));
            return;
        }
        if (no == 1 && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (no == 1 && format == FileDesk.Format.CSV && column(text).equalsIgnoreCase("nationalId")) {
            return;
        }
        String number = number(text);
        if (number == null) {
            block.wrong().add(new Wrong(no, "notJson", shown(text)));
        } else if (text.isBlank()) {
            block.wrong().add(new Wrong(no, "empty", ""));
        } else {
            Optional<NationalId> read = NationalId.parse(number);
            if (read.isPresent()) {
                block.numbers().add(new Numbered(no, read.get().value()));
            } else {
                boolean shape = number.strip().matches("[A-Za-z][A-Za-z0-9][0-9]{8}");
                block.wrong().add(new Wrong(no, shape ? "checkDigit" : "malformed", shown(text)));
            }
        }
    }

    /** Null when it is no JSON object that names one. */
    private @Nullable String number(String text) {
        return switch (format) {
            case CSV -> column(text);
            case FIXED_WIDTH -> text.length() <= 10 ? text : text.substring(0, 10);
            case JSON_LINES -> {
                if (text.isBlank()) {
                    yield "";
                }
                JsonNode given = Bodies.object(text.getBytes(StandardCharsets.UTF_8))
                        .map(object -> object.path("nationalId"))
                        .orElse(null);
                yield given == null || !given.isString() ? null : given.stringValue();
            }
        };
    }

    private static String column(String text) {
        int comma = text.indexOf(',');
        String first = (comma < 0 ? text : text.substring(0, comma)).strip();
        return first.length() > 1 && first.startsWith("\"") && first.endsWith("\"")
                ? first.substring(1, first.length() - 1)
                : first;
    }

    private static String shown(String text) {
        int most = text.offsetByCodePoints(0, Math.min(SHOWN, text.codePointCount(0, text.length())));
        return text.substring(0, most);
    }
}
