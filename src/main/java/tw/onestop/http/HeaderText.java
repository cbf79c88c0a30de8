package tw.onestop.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import tw.onestop.http.Problem.InvalidParam;

/** 標頭文字: a header's bytes are read as Latin-1 (RFC 9110 §5.5); agencies write their case numbers in UTF-8. */
public final class HeaderText {

    private static final int LONGEST = 64;

    private HeaderText() {}

    /** A header that must be there, in up to 64 characters; what is wrong is added, and then it is not to be used. */
    public static String said(HttpHeaders headers, String name, List<InvalidParam> wrong) {
        String sent = headers.getFirst(name);
        String given = sent == null ? "" : meant(sent);
        if (given.isBlank()) {
            wrong.add(new InvalidParam(name, "missing", "the header %s is required".formatted(name)));
            return "";
        }
        if (given.codePointCount(0, given.length()) > LONGEST) {
            wrong.add(new InvalidParam(name, "tooLong", "%s may have %d characters".formatted(name, LONGEST)));
        }
        return given.strip();
    }

    /** 交易識別碼 of whoever asks, or one of its own. */
    public static UUID transactionId(HttpHeaders headers, List<InvalidParam> wrong) {
        String given = headers.getFirst("RIS-Transaction-Id");
        if (given == null) {
            return UUID.randomUUID();
        }
        return Bodies.uuid(given).orElseGet(() -> {
            wrong.add(new InvalidParam("RIS-Transaction-Id", "malformed", "RIS-Transaction-Id is a UUID"));
            return UUID.randomUUID();
        });
    }

    /** What was meant: UTF-8 where the bytes are, else as it stands. */
    public static String meant(String header) {
        if (!isOfBytes(header)) {
            return header;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return header;
        }
    }

    /** Whether some of it is beyond ASCII and nothing beyond a byte; asked of every header of every request. */
    private static boolean isOfBytes(String header) {
        int highest = 0;
        for (int i = 0; i < header.length(); i++) {
            highest = Math.max(highest, header.charAt(i));
        }
        return highest >= 0x80 && highest <= 0xFF;
    }
}
