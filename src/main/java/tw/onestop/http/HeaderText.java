package tw.onestop.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** 標頭文字: a header's bytes are read as Latin-1 (RFC 9110 §5.5); agencies write their case numbers in UTF-8. */
public final class HeaderText {

    private HeaderText() {}

    /** What was meant: UTF-8 where the bytes are, else as it stands. */
    public static String meant(String header) {
        if (header.chars().noneMatch(c -> c >= 0x80) || header.chars().anyMatch(c -> c > 0xFF)) {
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
}
