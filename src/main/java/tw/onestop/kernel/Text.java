package tw.onestop.kernel;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * 文字: names and addresses as people write them, compared on a folded copy while the original is kept.
 *
 * <p>Folding: full width to half width, lower case, no tone marks, no blanks, and the variants that people use for one
 * another (台/臺 …). Compatibility ideographs are folded here only, never in what is stored.
 */
public final class Text {

    /** Variants that are one character to whoever searches; the left is replaced by the right. */
    private static final Map<Integer, Integer> VARIANTS = variants("台臺温溫峯峰羣群黄黃栢柏敍敘鷄雞緖緒清淸啓啟衆眾裏裡床牀痴癡涌湧岩巖凃涂刘劉陈陳ʉu");

    private Text() {}

    /** The form that is compared and searched; never shown and never stored as the name itself. */
    public static String fold(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(plain.length());
        plain.codePoints()
                .filter(c -> !Character.isWhitespace(c)
                        && Character.getType(c) != Character.NON_SPACING_MARK
                        && c != '·'
                        && c != '‧'
                        && c != '・'
                        && "-'’‘ʼʻ".indexOf(c) < 0)
                .map(c -> VARIANTS.getOrDefault(c, c))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** Full-width letters, digits and punctuation made half width; nothing else is touched. */
    public static String halfWidth(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c == 0x3000 ? ' ' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Numbers as people write them in groups: half width, without blanks and hyphens. */
    public static String unspaced(String text) {
        return halfWidth(text).replaceAll("[\\s-]", "");
    }

    /** Length as people count it: in characters, also beyond the BMP. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Characters outside of the plane of ordinary ones, and of the user area, by number: {@code U+20BB7 U+F5B1C}. */
    public static String rareCharacters(String text) {
        return text.codePoints()
                .filter(c -> c > 0xFFFF || Character.getType(c) == Character.PRIVATE_USE)
                .mapToObj("U+%04X"::formatted)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** 王○明: the middle of a name hidden, as receipts show it. */
    public static String maskedName(String name) {
        int[] points = name.codePoints().toArray();
        if (points.length <= 1) {
            return "○";
        }
        int shownAtEnd = points.length > 2 ? 1 : 0;
        StringBuilder out = new StringBuilder().appendCodePoint(points[0]);
        out.repeat("○", points.length - 1 - shownAtEnd);
        if (shownAtEnd == 1) {
            out.appendCodePoint(points[points.length - 1]);
        }
        return out.toString();
    }

    private static Map<Integer, Integer> variants(String pairs) {
        int[] points = pairs.codePoints().toArray();
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < points.length; i += 2) {
            map.put(points[i], points[i + 1]);
        }
        return Map.copyOf(map);
    }
}
