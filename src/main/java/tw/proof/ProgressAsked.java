package tw.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.proof.Receipts.Receipt;

/** 進度查詢 as the product itself has it: what its trail holds of it, what it answers a program, and which calls it holds. */
record ProgressAsked(Demonstration demo) {

    /** How often somebody was told of it. */
    long done(Receipt receipt) throws SQLException, IOException {
        return acts(receipt, "DONE");
    }

    /** How often somebody was refused. */
    long refused(Receipt receipt) throws SQLException, IOException {
        return acts(receipt, "REFUSED");
    }

    /** Calls that it holds now, as its operator reads it. */
    int calls() throws IOException {
        Demonstration.Account account = demo.operator();
        try (Clerk operator = new Clerk(demo.baseUrl(), account.username(), account.password())) {
            operator.signIn();
            String metric = new String(
                    operator.browser().raw("/actuator/metrics/onestop.voice.calls.now", "identity"),
                    StandardCharsets.UTF_8);
            return new JsonMapper()
                    .readTree(metric)
                    .path("measurements")
                    .path(0)
                    .path("value")
                    .asInt(-1);
        }
    }

    private long acts(Receipt receipt, String outcome) throws SQLException, IOException {
        try (Connection database = demo.database();
                PreparedStatement acts = database.prepareStatement(
                        "select count(*) from audit.trail where action = 'notice.progress' and object = ? and outcome = ?")) {
            acts.setString(1, receipt.number());
            acts.setString(2, outcome);
            try (ResultSet counted = acts.executeQuery()) {
                counted.next();
                return counted.getLong(1);
            }
        }
    }

    /** 名稱 of all who may be named to a caller. */
    List<String> names() throws SQLException, IOException {
        List<String> names = new ArrayList<>();
        try (Connection database = demo.database();
                Statement statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery("select name from agency.agency union select name from agency.office")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Of all items, in the order of the receipt, as a program is told. */
    List<String> statuses(Receipt receipt) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(
                            HttpRequest.newBuilder(URI.create(demo.baseUrl() + "/v1/progress"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"receiptNo\": \"%s\", \"code\": \"%s\"}"
                                                    .formatted(receipt.number(), receipt.code())))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            List<String> statuses = new ArrayList<>();
            for (JsonNode item : new JsonMapper().readTree(answer).path("items")) {
                statuses.add(item.path("status").asString());
            }
            return statuses;
        }
    }
}
