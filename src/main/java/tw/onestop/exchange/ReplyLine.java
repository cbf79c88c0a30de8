package tw.onestop.exchange;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * 回復行, whatever the form of its file.
 *
 * @param no by which the agency finds it: its line, its element, or its first record, from 1
 * @param content the line as it was brought; its fields, where the form knows no lines
 * @param fields by the names of {@code POST /v1/notices/{id}/replies}, and {@code id}; what is empty is not there
 * @param wrong {@code ""}, or the code of why it cannot be read
 */
record ReplyLine(int no, String content, Map<String, String> fields, String wrong) {

    ReplyLine {
        fields = Map.copyOf(fields);
    }

    static ReplyLine of(int no, Map<String, String> fields) {
        return new ReplyLine(no, written(fields), fields, "");
    }

    static ReplyLine wrong(int no, String content, String code) {
        return new ReplyLine(no, content, Map.of(), code);
    }

    static String written(Map<String, String> fields) {
        return fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("\n"));
    }

    /**
     * 讀檔結果.
     *
     * @param wrong {@code ""}, or the code of why none of it is taken
     */
    record Read(List<ReplyLine> lines, String wrong) {

        Read {
            lines = List.copyOf(lines);
        }

        static Read of(List<ReplyLine> lines) {
            return new Read(lines, "");
        }

        static Read wrong(String code) {
            return new Read(List.of(), code);
        }
    }
}
