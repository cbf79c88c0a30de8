package tw.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * 對帳: the product's items, the numbers of its feeds and the agencies' own ledgers, laid side by side. Every item that was
 * committed must have had exactly one effect at its agency, and no agency may know of anything that was not committed.
 */
final class Books {

    private static final ObjectMapper JSON = new JsonMapper();

    private final Map<String, Map<String, String>> items = new TreeMap<>();
    private final Map<String, Map<String, Integer>> effects = new TreeMap<>();
    private final Map<String, Map<String, Set<String>>> cases = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** Reads both sides. */
    static Books read(Connection database, Path ledgers) throws SQLException, IOException {
        Books books = new Books();
        books.readItems(database);
        try (Stream<Path> files = Files.list(ledgers)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
                books.readLedger(file);
            }
        }
        books.readFeeds(database);
        return books;
    }

    /** Items of agencies that keep a ledger which have no final answer yet. */
    long open() {
        return items.entrySet().stream()
                .filter(agency -> effects.containsKey(agency.getKey()))
                .flatMap(agency -> agency.getValue().values().stream())
                .filter(status -> !Set.of("COMPLETED", "REJECTED", "NO_RECORD", "WITHDRAWN")
                        .contains(status))
                .count();
    }

    long items() {
        return items.entrySet().stream()
                .filter(agency -> effects.containsKey(agency.getKey()))
                .mapToLong(agency -> agency.getValue().size())
                .sum();
    }

    long effects() {
        return effects.values().stream().mapToLong(Map::size).sum();
    }

    /** What does not agree, one sentence each; empty when everything does. */
    List<String> differences() {
        List<String> found = new ArrayList<>(wrong);
        effects.forEach((agency, byId) -> {
            Map<String, String> committed = items.getOrDefault(agency, Map.of());
            Set<String> lost = new HashSet<>(committed.keySet());
            lost.removeAll(byId.keySet());
            lost.forEach(id -> found.add(agency + " never received item " + id + " (" + committed.get(id) + ")"));
            Set<String> invented = new HashSet<>(byId.keySet());
            invented.removeAll(committed.keySet());
            invented.forEach(id -> found.add(agency + " received " + id + ", which was never committed"));
            byId.forEach((id, times) -> {
                if (times != 1) {
                    found.add(agency + " let item " + id + " take effect " + times + " times");
                }
            });
        });
        cases.forEach((agency, byId) -> byId.forEach((id, statuses) -> {
            if (statuses.size() > 1) {
                found.add(agency + " gave item " + id + " more than one final reply: " + statuses);
            }
        }));
        return found;
    }

    private void readItems(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select id, agency, status from notice.item")) {
            while (rows.next()) {
                items.computeIfAbsent(rows.getString("agency"), _ -> new HashMap<>())
                        .put(rows.getString("id"), rows.getString("status"));
            }
        }
    }

    private void readLedger(Path file) throws IOException {
        String agency = String.valueOf(file.getFileName()).replace(".jsonl", "");
        Map<String, Integer> byId = effects.computeIfAbsent(agency, _ -> new HashMap<>());
        Map<String, Set<String>> replies = cases.computeIfAbsent(agency, _ -> new HashMap<>());
        for (String line : Files.readAllLines(file)) {
            JsonNode entry = JSON.readTree(line);
            String id = entry.path("id").asString("");
            String status = entry.path("status").asString("");
            switch (entry.path("event").asString("")) {
                case "RECEIVED" -> byId.merge(id, entry.path("effect").asBoolean(false) ? 1 : 0, Integer::sum);
                case "REPLIED" -> {
                    if (!status.equals("RECEIVED")) {
                        replies.computeIfAbsent(id, _ -> new HashSet<>()).add(status);
                    }
                }
                default -> {
                    // positions, keys and notes of the simulator's own
                }
            }
        }
    }

    private void readFeeds(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select agency, count(*) as lines, min(sequence) as first, max(sequence) as last
                          from exchange.feed group by agency
                        """)) {
            while (rows.next()) {
                if (rows.getLong("first") != 1 || rows.getLong("last") != rows.getLong("lines")) {
                    wrong.add("the sequence of %s has gaps: %d lines from %d to %d"
                            .formatted(
                                    rows.getString("agency"),
                                    rows.getLong("lines"),
                                    rows.getLong("first"),
                                    rows.getLong("last")));
                }
            }
        }
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select count(*) from notice.item i
                         where not exists (select 1 from exchange.outbox o where o.id = i.id and o.agency = i.agency)
                        """)) {
            rows.next();
            if (rows.getLong(1) != 0) {
                wrong.add(rows.getLong(1) + " items were committed without the promise to deliver them");
            }
        }
    }
}
