package tw.onestop.exchange;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 通報內容, flattened for forms that know no nesting: one line a value, named by its path ({@code after.address.full}, {@code items[0].name}). */
final class FlatData {

    private static final JsonMapper JSON = JsonMapper.shared();

    private FlatData() {}

    /** 值之種類; the letter stands in records of fixed width. */
    enum Kind {
        TEXT('S'),
        NUMBER('N'),
        TRUTH('B'),
        NOTHING('0'),
        EMPTY_LIST('L'),
        EMPTY_GROUP('G');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }
    }

    /** 一個值. */
    record Value(String path, Kind kind, String text) {}

    static List<Value> of(byte[] dataJson) {
        List<Value> values = new ArrayList<>();
        add("", JSON.readTree(dataJson), values);
        return values;
    }

    private static void add(String path, JsonNode node, List<Value> values) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                node.forEachEntry((key, value) -> add(path.isEmpty() ? key : path + "." + key, value, values));
                empty(path, node, Kind.EMPTY_GROUP, values);
            }
            case ARRAY -> {
                for (int i = 0; i < node.size(); i++) {
                    add(path + "[" + i + "]", node.get(i), values);
                }
                empty(path, node, Kind.EMPTY_LIST, values);
            }
            case STRING -> values.add(new Value(path, Kind.TEXT, node.asString()));
            case NUMBER -> values.add(new Value(path, Kind.NUMBER, node.toString()));
            case BOOLEAN -> values.add(new Value(path, Kind.TRUTH, node.toString()));
            default -> values.add(new Value(path, Kind.NOTHING, ""));
        }
    }

    private static void empty(String path, JsonNode node, Kind kind, List<Value> values) {
        if (node.isEmpty()) {
            values.add(new Value(path, kind, ""));
        }
    }
}
