package tw.onestop.exchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 漢字轉碼: text for systems that know Big5 or CNS 11643 only. What their encoding does not have is carried as its CNS code,
 * <code>{CNS4-2E3B}</code> (plane, row and cell in hexadecimal digits), and what has none that we know of as its Unicode code point,
 * <code>{U+20BB7}</code>; an opening brace is <code>{U+7B}</code>. Nothing is ever replaced by a likeness or a question mark.
 *
 * <p>The only table of CNS codes used is EUC-TW as the JDK has it (planes 1 to 7 and 15): what it does not say is not guessed.
 */
final class HanText {

    private static final Charset CNS = Charset.forName("x-EUC-TW");
    private static final Pattern CARRIED = Pattern.compile("\\{(?:CNS(\\d{1,2})-([0-9A-F]{4})|U\\+([0-9A-F]{2,6}))\\}");
    private static final int SINGLE_SHIFT = 0x8E;
    private static final int PLANES = 0xA0;
    private static final int HIGH = 0x80;
    private static final char UNKNOWN = '\uFFFD';

    private final CharsetEncoder encoder;
    private final Charset charset;
    private int asCode;
    private int asCodePoint;

    HanText(String charset) {
        this.charset = Charset.forName(charset);
        this.encoder = encoder(this.charset);
    }

    /** Characters carried as their CNS code so far. */
    int asCode() {
        return asCode;
    }

    /** Characters so far for which no CNS code is known. */
    int asCodePoint() {
        return asCodePoint;
    }

    /** The bytes of each character, or of what carries it: none of them may be cut. */
    List<byte[]> encoded(String text) {
        List<byte[]> pieces = new ArrayList<>();
        text.codePoints().forEach(point -> pieces.add(piece(point)));
        return pieces;
    }

    private byte[] piece(int point) {
        String character = Character.toString(point);
        if (point != '{' && !Character.isISOControl(point)) {
            Optional<byte[]> own = faithful(character, charset, encoder);
            if (own.isPresent()) {
                return own.get();
            }
        }
        Optional<String> code = point < HIGH ? Optional.empty() : cns(character);
        if (code.isPresent()) {
            asCode++;
        } else if (point >= HIGH) {
            asCodePoint++;
        }
        return code.map(cns -> "{CNS" + cns + "}")
                .orElseGet(() -> "{U+%02X}".formatted(point))
                .getBytes(charset);
    }

    /** As {@link #decoded}; empty where a byte, or a code that is carried, says no character: nothing is guessed. */
    static Optional<String> read(byte[] bytes, String encoding) {
        try {
            Charset.forName(encoding)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return Optional.of(decoded(bytes, encoding)).filter(text -> text.indexOf(UNKNOWN) < 0);
        } catch (CharacterCodingException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** What the bytes say, with every carried character back in its place. */
    static String decoded(byte[] bytes, String encoding) {
        Matcher carried = CARRIED.matcher(new String(bytes, Charset.forName(encoding)));
        return carried.replaceAll(found -> Matcher.quoteReplacement(
                found.group(3) == null
                        ? character(Integer.parseInt(found.group(1)), found.group(2))
                        : Character.toString(Integer.parseInt(found.group(3), 16))));
    }

    /** Plane and place in CNS 11643, as {@code 4-2E3B}; empty where the table has none. */
    static Optional<String> cns(String character) {
        return faithful(character, CNS, encoder(CNS)).flatMap(bytes -> switch (bytes.length) {
            case 2 -> Optional.of("1-" + place(bytes, 0));
            case 4 -> Optional.of(((bytes[1] & 0xFF) - PLANES) + "-" + place(bytes, 2));
            default -> Optional.empty();
        });
    }

    private static String place(byte[] bytes, int at) {
        return "%02X%02X".formatted(bytes[at] & ~HIGH & 0xFF, bytes[at + 1] & ~HIGH & 0xFF);
    }

    private static String character(int plane, String place) {
        byte[] cell = HexFormat.of().parseHex(place);
        byte row = (byte) (cell[0] | HIGH);
        byte column = (byte) (cell[1] | HIGH);
        // The first plane is written in two bytes.
        byte[] bytes = plane == 1
                ? new byte[] {row, column}
                : new byte[] {(byte) SINGLE_SHIFT, (byte) (PLANES + plane), row, column};
        return new String(bytes, CNS);
    }

    /** Only what comes back as it went is an encoding of it. */
    private static Optional<byte[]> faithful(String character, Charset charset, CharsetEncoder encoder) {
        try {
            ByteBuffer buffer = encoder.reset().encode(CharBuffer.wrap(character));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return new String(bytes, charset).equals(character) ? Optional.of(bytes) : Optional.empty();
        } catch (CharacterCodingException none) {
            return Optional.empty();
        }
    }

    private static CharsetEncoder encoder(Charset charset) {
        return charset.newEncoder()
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .onMalformedInput(CodingErrorAction.REPORT);
    }
}
