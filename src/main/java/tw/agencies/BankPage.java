package tw.agencies;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** 代收銀行頁面: pay, pay once more, leave the notice out, fetch the day's file, carry out refunds. */
final class BankPage implements HttpHandler {

    private static final String TEMPLATE = template();

    private final Bank bank;

    BankPage(Bank bank) {
        this.bank = bank;
    }

    private static String template() {
        try (InputStream page = Objects.requireNonNull(BankPage.class.getResourceAsStream("bank.html"))) {
            return new String(page.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("bank.html is not in the program", unreadable);
        }
    }

    private interface Action {
        String run(Map<String, String> form) throws IOException, InterruptedException;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod() + " " + path) {
                case "GET /" -> show(exchange, 200, "", "");
                case "POST /pay" -> act(exchange, this::pay);
                case "POST /again" -> act(exchange, form -> said(bank.tellAgain(form.getOrDefault("transaction", ""))));
                case "POST /refunds" -> act(exchange, _ -> "已辦理退費 %d 件 refunds paid out".formatted(bank.refund()));
                case "POST /deliver" -> act(exchange, _ -> "已傳送代收檔 delivered：" + bank.deliver(bank.today()));
                default -> {
                    if (path.startsWith("/days/") && exchange.getRequestMethod().equals("GET")) {
                        dayFile(exchange, path.substring("/days/".length()));
                    } else {
                        Reception.answer(exchange, 404, "text/plain", "404\n".getBytes(UTF_8));
                    }
                }
            }
        }
    }

    private String pay(Map<String, String> form) throws IOException, InterruptedException {
        String slip = form.getOrDefault("slipNo", "").replaceAll("\\s", "");
        String amount = form.getOrDefault("amount", "").strip();
        if (!slip.matches("[0-9A-Za-z-]{1,40}")) {
            throw new WrongUsage("請輸入銷帳編號 please enter the number of the slip");
        }
        if (!amount.matches("[1-9]\\d{0,6}")) {
            throw new WrongUsage("請輸入金額 please enter the amount");
        }
        String channel = form.getOrDefault("channel", "STORE");
        return said(bank.pay(slip, Integer.parseInt(amount), channel, !form.containsKey("silent")));
    }

    private static String said(Bank.Transaction done) {
        return done.transactionId() + "：" + done.answer();
    }

    private void act(HttpExchange exchange, Action action) throws IOException {
        if (Page.foreign(exchange)) {
            return;
        }
        Map<String, String> form = Page.form(exchange);
        try {
            show(exchange, 200, "", action.run(form));
        } catch (WrongUsage wrong) {
            show(exchange, 400, wrong.sentence(), "");
        } catch (IOException away) {
            show(exchange, 502, "系統沒有回應 the product does not answer: " + away.getMessage(), "");
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void dayFile(HttpExchange exchange, String day) throws IOException {
        try {
            LocalDate of = LocalDate.parse(day.replace(".csv", ""));
            exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"" + of + ".csv\"");
            Reception.answer(
                    exchange, 200, "text/csv; charset=utf-8", bank.dayFile(of).getBytes(UTF_8));
        } catch (DateTimeException notADay) {
            Reception.answer(exchange, 404, "text/plain", "404\n".getBytes(UTF_8));
        }
    }

    private void show(HttpExchange exchange, int status, String problem, String done) throws IOException {
        Map<String, String> parts = Map.of(
                "style", Page.style(),
                "name", PageParts.escape(bank.name()),
                "code", PageParts.escape(bank.code()),
                "problem",
                        problem.isEmpty()
                                ? ""
                                : "<p class=\"problem\" role=\"alert\">" + PageParts.escape(problem) + "</p>",
                "done", done.isEmpty() ? "" : "<p class=\"done\" role=\"status\">" + PageParts.escape(done) + "</p>",
                "today", bank.today().toString(),
                "rows",
                        bank.transactions().reversed().stream()
                                .limit(50)
                                .map(BankPage::row)
                                .collect(Collectors.joining()));
        Page.answer(exchange, status, TEMPLATE, parts);
    }

    private static String row(Bank.Transaction one) {
        String id = PageParts.escape(one.transactionId());
        return """
                <tr><th scope="row" class="number">%s</th><td class="number">%s</td><td class="number">%,d</td><td class="number">%s</td><td>%s</td>
                <td>%s</td></tr>
                """.formatted(
                        id,
                        PageParts.escape(one.slipNo()),
                        one.amount(),
                        PageParts.escape(one.paidAt()),
                        PageParts.escape(one.answer()),
                        one.ofRefund() ? "" : again(id));
    }

    private static String again(String id) {
        return """
                <form method="post" action="/again"><input type="hidden" name="transaction" value="%s"><button class="quiet" aria-label="再通知一次 Tell again %s">再通知一次 <span lang="en">Tell again</span></button></form>""".formatted(id, id);
    }
}
