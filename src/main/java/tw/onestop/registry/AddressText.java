package tw.onestop.registry;

import java.util.regex.Pattern;
import tw.onestop.kernel.Text;

/** 地址文字: streets compared as people write them: 2段 is 二段, 12-1號 is 12號之1, 2F is 二樓; widths do not count. */
final class AddressText {

    private static final String NUMERALS = "〇一二三四五六七八九";
    private static final Pattern HYPHEN = Pattern.compile("(?<=\\d)-(?=\\d)");
    private static final Pattern FLOOR_F = Pattern.compile("(?<=\\d)f");
    private static final Pattern SUFFIX_FIRST = Pattern.compile("之(\\d+)號");
    private static final Pattern ONE_DIGIT = Pattern.compile("(?<!\\d)([1-9])(?=[段樓])");

    private AddressText() {}

    static String foldStreet(String street) {
        String folded = FLOOR_F.matcher(fold(street)).replaceAll("樓");
        folded = ONE_DIGIT
                .matcher(folded)
                .replaceAll(m -> String.valueOf(NUMERALS.charAt(m.group(1).charAt(0) - '0')));
        return SUFFIX_FIRST.matcher(folded).replaceAll("號之$1");
    }

    /** Folded, but the hyphen between two numbers kept as the 之 it stands for. */
    static String fold(String address) {
        return Text.fold(HYPHEN.matcher(Text.halfWidth(address)).replaceAll("之"));
    }
}
