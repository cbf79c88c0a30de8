package tw.onestop.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was typed behind a command: words, and options with their values. */
record Words(String command, List<String> plain, Map<String, List<String>> options) {

    /**
     * @param options those that exist, each with a value
     * @throws NotDone in one sentence
     */
    static Words read(String command, List<String> typed, Set<String> options) {
        List<String> plain = new ArrayList<>();
        Map<String, List<String>> given = new HashMap<>();
        Iterator<String> words = typed.iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (!word.startsWith("--")) {
                plain.add(word);
                continue;
            }
            if (!options.contains(word)) {
                throw NotDone.wrong(
                        "%s: unknown option '%s'; see ./onestop %s --help".formatted(command, word, noun(command)));
            }
            String value = words.hasNext() ? words.next() : "";
            if (value.isBlank() || value.startsWith("--")) {
                throw NotDone.wrong(
                        "%s: %s needs a value; see ./onestop %s --help".formatted(command, word, noun(command)));
            }
            given.computeIfAbsent(word, none -> new ArrayList<>()).add(value);
        }
        return new Words(command, plain, given);
    }

    /** The plain words, which must be as many as are named. */
    List<String> exactly(String... names) {
        if (plain.size() != names.length) {
            throw NotDone.wrong("%s takes %s; see ./onestop %s --help"
                    .formatted(
                            command,
                            names.length == 0 ? "nothing behind it" : String.join(" and ", names),
                            noun(command)));
        }
        return plain;
    }

    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    @Nullable
    String one(String option) {
        List<String> values = all(option);
        if (values.size() > 1) {
            throw NotDone.wrong("%s: %s is given twice".formatted(command, option));
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    String needed(String option) {
        String value = one(option);
        if (value == null) {
            throw NotDone.wrong("%s: %s is missing; see ./onestop %s --help".formatted(command, option, noun(command)));
        }
        return value;
    }

    private static String noun(String command) {
        return command.substring(0, command.indexOf(' '));
    }
}
