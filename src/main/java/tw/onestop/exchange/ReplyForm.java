package tw.onestop.exchange;

import java.util.Arrays;
import java.util.Optional;

/** 回復檔格式: the name of the entry says how the replies of a file are written. */
enum ReplyForm {
    /** One JSON object a line. */
    JSON("replies.jsonl"),
    /** RFC 4180 in UTF-8, with a line of names. */
    CSV("replies.csv"),
    /** By {@code /schemas/bundle/replies-v1.xsd}. */
    XML("replies.xml"),
    /** Records of 320 bytes, in the encoding that the first one names. */
    FIXED("replies.txt");

    private final String fileName;

    ReplyForm(String fileName) {
        this.fileName = fileName;
    }

    static Optional<ReplyForm> of(String fileName) {
        return Arrays.stream(values())
                .filter(form -> form.fileName.equals(fileName))
                .findFirst();
    }
}
