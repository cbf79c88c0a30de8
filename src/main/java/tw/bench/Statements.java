package tw.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** 敘述側錄: the transactions of a server's log in JSON, as a script that sends the same statements with the same values. */
final class Statements {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final Pattern EXECUTED = Pattern.compile("(?:execute [^:]*|statement): (.*)", Pattern.DOTALL);
    private static final Pattern VALUE =
            Pattern.compile("\\$(\\d+) = (?:NULL|'((?:[^']++|'')*+)')(?:, |$)", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");

    private static final String SEQUENCE = "nextval('registry.registration_id')";

    /** One statement as it was executed; null for a null. */
    private record Executed(String sql, List<@Nullable String> values) {}

    /** Which transactions are alike: the same statements, with nulls at the same places. */
    private record Shape(List<String> statements, List<Boolean> nulls) {

        static Shape of(List<Executed> transaction) {
            return new Shape(
                    transaction.stream().map(Executed::sql).toList(),
                    transaction.stream()
                            .flatMap(e -> e.values().stream())
                            .map(v -> v == null)
                            .toList());
        }
    }

    /**
     * A script of one transaction and the values of every turn of it.
     *
     * @param text for pgbench; takes its values from a table, by {@code :turn}
     * @param turns the values of the places that are not null
     */
    record Script(String text, List<List<String>> turns) {}

    private Statements() {}

    /**
     * The most frequent kind of transaction of a log among those with a statement that begins so.
     *
     * @param types of the places of each statement, by its text
     * @param table that will hold the turns: a number and an array of texts
     */
    static Script script(Path logs, String beginning, Map<String, List<String>> types, String table)
            throws IOException {
        Map<Shape, List<List<Executed>>> byShape = transactions(logs).stream()
                .filter(t -> t.stream().anyMatch(e -> e.sql().startsWith(beginning)))
                .collect(Collectors.groupingBy(Shape::of, LinkedHashMap::new, Collectors.toList()));
        List<List<Executed>> alike = byShape.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElseThrow(() -> new IllegalStateException("no such transaction in the log"));
        List<List<String>> turns = alike.stream()
                .map(t -> t.stream()
                        .flatMap(e -> e.values().stream())
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .toList())
                .toList();
        return new Script(text(alike.getFirst(), types, table), turns);
    }

    private static String text(List<Executed> transaction, Map<String, List<String>> types, String table) {
        StringBuilder body = new StringBuilder("begin;\n");
        List<String> names = new ArrayList<>();
        for (Executed one : transaction) {
            List<String> places = new ArrayList<>();
            List<String> ofStatement = types.getOrDefault(one.sql(), List.of());
            for (int i = 0; i < one.values().size(); i++) {
                String type = i < ofStatement.size() ? "::" + ofStatement.get(i) : "";
                if (one.values().get(i) == null) {
                    places.add("null" + type);
                } else {
                    names.add("v" + (names.size() + 1));
                    places.add(":" + names.getLast() + type);
                }
            }
            String filled = PLACE.matcher(numbered(one.sql(), transaction))
                    .replaceAll(m -> Matcher.quoteReplacement(places.get(Integer.parseInt(m.group(1)) - 1)));
            body.append(filled.replaceAll("--[^\n]*", "").strip().replaceAll("\\s*\n\\s*", " "))
                    .append(";\n");
        }
        StringBuilder values = new StringBuilder("\\set turn :turn + 1\n");
        values.append("select ");
        for (int i = 1; i <= names.size(); i++) {
            values.append(i == 1 ? "" : ", ")
                    .append("given[")
                    .append(i)
                    .append("] as v")
                    .append(i);
        }
        values.append(" from ").append(table).append(" where no = :client_id::int * :each::int + :turn::int \\gset\n");
        return values.append(body).append("commit;\n").toString();
    }

    /** The number that came from the sequence is the one that the statements after it carry. */
    private static String numbered(String sql, List<Executed> transaction) {
        if (!sql.contains(SEQUENCE)) {
            return sql;
        }
        int name = 1;
        for (Executed one : transaction) {
            if (one.sql().startsWith("insert into registry.registration_affected")) {
                return sql.replace(SEQUENCE, "(%s * 0 + :v%d::bigint)".formatted(SEQUENCE, name));
            }
            name += (int) one.values().stream().filter(Objects::nonNull).count();
        }
        return sql;
    }

    private static List<List<Executed>> transactions(Path logs) throws IOException {
        List<List<Executed>> transactions = new ArrayList<>();
        Map<String, List<Executed>> open = new HashMap<>();
        List<Path> files;
        try (var found = Files.list(logs)) {
            files = found.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                JsonNode entry = JSON.readTree(line);
                String session = entry.path("session_id").asString("");
                Matcher executed = EXECUTED.matcher(entry.path("message").asString(""));
                if (!executed.matches()) {
                    continue;
                }
                String sql = executed.group(1);
                switch (sql) {
                    case "BEGIN" -> {
                        open.put(session, new ArrayList<>());
                    }
                    case "ROLLBACK" -> open.remove(session);
                    case "COMMIT" -> {
                        List<Executed> ended = open.remove(session);
                        if (ended != null) {
                            transactions.add(ended);
                        }
                    }
                    default -> {
                        List<Executed> of = open.get(session);
                        if (of != null) {
                            of.add(new Executed(sql, values(entry.path("detail").asString(""))));
                        }
                    }
                }
            }
        }
        return transactions;
    }

    private static List<@Nullable String> values(String detail) {
        List<@Nullable String> values = new ArrayList<>();
        Matcher value = VALUE.matcher(detail);
        while (value.find()) {
            String text = value.group(2);
            values.add(text == null ? null : text.replace("''", "'"));
        }
        return Collections.unmodifiableList(values);
    }
}
