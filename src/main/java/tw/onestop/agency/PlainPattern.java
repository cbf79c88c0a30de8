package tw.onestop.agency;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** 欄位格式 as pages take it: classes, digits and counts, which PostgreSQL and the product read alike and which no input can hold up. */
public final class PlainPattern {

    private static final Pattern PLAIN =
            Pattern.compile("(?:\\\\d|\\[[A-Za-z0-9-]+]|[A-Za-z0-9-]|\\{\\d{1,2}(?:,\\d{1,2})?})+");

    private PlainPattern() {}

    public static boolean isReadable(String pattern) {
        try {
            return PLAIN.matcher(pattern).matches()
                    && !Pattern.compile(pattern).pattern().isEmpty();
        } catch (PatternSyntaxException unreadable) {
            return false;
        }
    }
}
