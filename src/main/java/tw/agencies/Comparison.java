package tw.agencies;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * 清查比對: takes the list of last month and says of each line what the casebook knows: done where the reply was given, not received
 * where there is nothing. What is still being worked on is left open.
 */
final class Comparison {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Agency agency;
    private final Casebook casebook;
    private final Product product;
    private final Clock clock;

    Comparison(Agency agency, Casebook casebook, Product product, Clock clock) {
        this.agency = agency;
        this.casebook = casebook;
        this.product = product;
        this.clock = clock;
    }

    /** Runs until interrupted. */
    void run() throws InterruptedException {
        while (true) {
            agency.awaitOpen();
            try {
                compare(YearMonth.now(clock.withZone(TAIPEI)).minusMonths(1));
            } catch (IOException trouble) {
                agency.log().line("clearing-failed", trouble.getMessage());
            }
            Thread.sleep(EVERY);
        }
    }

    /** Answers everything that can be answered now; how many lines that were. */
    int compare(YearMonth month) throws IOException, InterruptedException {
        int answered = 0;
        int after = 0;
        boolean more = true;
        while (more) {
            Product.Answer list = product.clearing(month.toString(), after);
            if (list.status() == 404) {
                return answered;
            }
            if (!list.isSuccess()) {
                throw new IOException("the list of %s answered %d %s".formatted(month, list.status(), list.code()));
            }
            ArrayNode answers = answers(list.body());
            if (!answers.isEmpty()) {
                answer(month, answers);
                answered += answers.size();
            }
            after = list.body().path("last").asInt(after);
            more = list.body().path("more").asBoolean(false);
        }
        return answered;
    }

    private ArrayNode answers(JsonNode list) {
        ArrayNode answers = Json.MAPPER.createArrayNode();
        list.path("lines")
                .valueStream()
                .filter(line -> !line.has("answer"))
                .forEach(line -> finding(line)
                        .ifPresent(finding -> answers.addObject()
                                .put("id", Json.text(line, "id"))
                                .put("answer", finding)));
        return answers;
    }

    private Optional<String> finding(JsonNode line) {
        String now = Json.text(line, "now");
        if (!now.equals("SENT") && !now.equals("RESENT") && !now.equals("RECEIVED") && !now.equals("FAILED")) {
            return Optional.empty();
        }
        return casebook.known(Json.text(line, "id"))
                .map(known -> known.isOpen() ? Optional.<String>empty() : Optional.of("DONE"))
                .orElse(Optional.of("NOT_RECEIVED"));
    }

    private void answer(YearMonth month, ArrayNode answers) throws IOException, InterruptedException {
        ObjectNode body = Json.object();
        body.set("answers", answers);
        Product.Answer answer =
                product.answerClearing(month.toString(), UUID.randomUUID().toString(), body);
        agency.log().line("clearing", month, "answered", answers.size(), "got", answer.status());
        if (!answer.isSuccess()) {
            throw new IOException("the answers were refused: %d %s".formatted(answer.status(), answer.code()));
        }
    }
}
