package tw.onestop.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** 申請內容 as typed: the answers by the name of their question, some with several. */
public record Answers(Map<String, List<String>> values) {

    public static final Answers NONE = new Answers(Map.of());

    public Answers {
        values = Map.copyOf(values);
    }

    /** The one answer, {@code ""} when there is none. */
    public String one(String name) {
        List<String> given = all(name);
        return given.isEmpty() ? "" : given.getFirst();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name, String value) {
        return all(name).contains(value);
    }

    /** These, and for the questions of a section what was typed last: what is not there any more was taken out. */
    Answers with(Section section, Answers typed) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        section.questions().forEach(all::remove);
        section.questions().forEach(question -> {
            if (typed.values().containsKey(question)) {
                all.put(question, List.copyOf(typed.all(question)));
            }
        });
        return new Answers(all);
    }
}
