package tw.agencies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * 代收銀行: a page where one pays a slip by its number, twice or another sum if one likes; each payment is told to the product, and stands
 * in the file of the day, told or not. What was paid is kept in memory and in a file of its own.
 */
final class Bank implements AutoCloseable {

    static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

    /** What a bank needs to know; the file {@code bank.json} beside the agencies'. */
    record Settings(URI baseUrl, String code, String name, String clientId, Path privateJwk, int port) {

        static Settings read(Path file) throws IOException {
            Settings read = Json.MAPPER.readValue(Files.readAllBytes(file), Settings.class);
            Path data = file.toAbsolutePath().resolve("../..").normalize();
            return new Settings(
                    read.baseUrl, read.code, read.name, read.clientId, data.resolve(read.privateJwk), read.port);
        }
    }

    /** 交易. */
    record Transaction(String transactionId, String slipNo, int amount, String paidAt, String channel, String answer) {

        String line() {
            return String.join(",", transactionId, slipNo, String.valueOf(amount), paidAt, channel);
        }

        boolean on(LocalDate day) {
            return paidAt.startsWith(day.toString());
        }

        /** What of the day's total it is: what was paid out is taken off. */
        int counted() {
            return ofRefund() ? -amount : amount;
        }

        boolean ofRefund() {
            return channel.equals(REFUND);
        }
    }

    private static final String REFUND = "REFUND";

    private final Settings settings;
    private final Clock clock;
    private final Product product;
    private final Path book;
    private final List<Transaction> transactions = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Reception reception;

    Bank(Settings settings, Path book, HttpClient http, Clock clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.book = book;
        this.product = new Product(
                settings.baseUrl(),
                new AccessTokens(settings.baseUrl(), settings.clientId(), settings.privateJwk(), http, clock),
                http);
        if (Files.exists(book)) {
            for (String line : Files.readAllLines(book, UTF_8)) {
                transactions.add(Json.MAPPER.readValue(line, Transaction.class));
            }
            number.set(transactions.size());
        }
        this.reception = new Reception(settings.port(), Map.of("/", new BankPage(this)));
    }

    String code() {
        return settings.code();
    }

    String name() {
        return settings.name();
    }

    int port() {
        return reception.port();
    }

    List<Transaction> transactions() {
        return List.copyOf(transactions);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), TAIPEI);
    }

    /**
     * Takes the money.
     *
     * @param tell false for a payment of which the line lost the notice: it stands in the day's file alone
     */
    synchronized Transaction pay(String slipNo, int amount, String channel, boolean tell)
            throws IOException, InterruptedException {
        ZonedDateTime now = clock.instant().atZone(TAIPEI).truncatedTo(ChronoUnit.SECONDS);
        String id = "%s-%05d".formatted(now.format(STAMP), number.incrementAndGet());
        Transaction paid = new Transaction(
                id, slipNo, amount, now.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME), channel, "未通知 not told");
        // Written down before it is told: the money is there, whatever becomes of the line.
        keep(paid);
        return tell ? keep(told(paid)) : paid;
    }

    /** Tells of it once more, as after a lost answer. */
    synchronized Transaction tellAgain(String transactionId) throws IOException, InterruptedException {
        Transaction known = find(transactionId)
                .filter(one -> !one.ofRefund())
                .orElseThrow(() -> new WrongUsage("查無交易 no such transaction"));
        return keep(told(known));
    }

    private Transaction told(Transaction paid) throws IOException, InterruptedException {
        Product.Answer answer = product.post(
                "/v1/payments/callback",
                Json.object()
                        .put("transactionId", paid.transactionId())
                        .put("slipNo", paid.slipNo())
                        .put("amount", paid.amount())
                        .put("paidAt", paid.paidAt())
                        .put("channel", paid.channel()));
        String said = answer.isSuccess()
                ? (Json.text(answer.body(), "result") + " " + Json.text(answer.body(), "reason")).strip()
                : answer.status() + " " + answer.code();
        return new Transaction(paid.transactionId(), paid.slipNo(), paid.amount(), paid.paidAt(), paid.channel(), said);
    }

    private Transaction keep(Transaction done) throws IOException {
        transactions.removeIf(one -> one.transactionId().equals(done.transactionId()));
        transactions.add(done);
        StringBuilder all = new StringBuilder();
        transactions.forEach(
                one -> all.append(Json.MAPPER.writeValueAsString(one)).append('\n'));
        Files.writeString(book, all);
        return done;
    }

    /** 代收檔 of a day. */
    String dayFile(LocalDate day) {
        List<Transaction> those =
                transactions.stream().filter(one -> one.on(day)).toList();
        StringBuilder file = new StringBuilder("transactionId,slipNo,amount,paidAt,channel\n");
        those.forEach(one -> file.append(one.line()).append('\n'));
        int total = those.stream().mapToInt(Transaction::counted).sum();
        return file.append("T,%d,%d\n".formatted(those.size(), total)).toString();
    }

    /** Delivers the file of a day; what the product said of it. */
    String deliver(LocalDate day) throws IOException, InterruptedException {
        Product.Answer answer = product.put("/v1/payments/days/" + day, "text/csv", dayFile(day));
        return answer.isSuccess()
                ? "版本 %s、差異 %s version, differences"
                        .formatted(answer.body().path("version"), answer.body().path("differences"))
                : answer.status() + " " + answer.code();
    }

    /** Fetches the refunds, pays each out and tells so; how many. */
    synchronized int refund() throws IOException, InterruptedException {
        int paid = 0;
        for (JsonNode one : product.fetch("/v1/payments/refunds").body().path("refunds")) {
            String no = Json.text(one, "refundNo");
            keep(paidOut(one));
            Product.Answer answer = product.post(
                    "/v1/payments/refunds/" + no + "/result",
                    Json.object().put("result", "PAID").put("bankReference", "PAID-" + no));
            paid += answer.isSuccess() ? 1 : 0;
        }
        return paid;
    }

    /** It stands in the file of the day from when it was paid out first, whatever becomes of the line. */
    private Transaction paidOut(JsonNode refund) {
        String no = Json.text(refund, "refundNo");
        return find(no).orElseGet(() -> new Transaction(
                no,
                slipOf(Json.text(refund, "transactionId")),
                refund.path("amount").asInt(),
                clock.instant()
                        .atZone(TAIPEI)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                REFUND,
                "已退費 refunded"));
    }

    private String slipOf(String transactionId) {
        return find(transactionId).map(Transaction::slipNo).orElse("0");
    }

    private Optional<Transaction> find(String transactionId) {
        return transactions.stream()
                .filter(one -> one.transactionId().equals(transactionId))
                .findFirst();
    }

    @Override
    public void close() {
        reception.close();
    }
}
