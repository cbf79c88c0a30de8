package tw.onestop.bureau.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 通報類別, the programme and the change that a CloudEvents type names: {@code tw.onestop.notice.<programme>.<change>.v1}.
 */
record NoticeType(String programme, String change) {

    private static final Pattern SHAPE = Pattern.compile("tw\\.onestop\\.notice\\.([a-z-]+)\\.([a-z-]+)\\.v\\d+");

    static NoticeType of(String type) {
        Matcher m = SHAPE.matcher(type);
        return m.matches() ? new NoticeType(m.group(1), m.group(2)) : new NoticeType("other", "other");
    }
}
