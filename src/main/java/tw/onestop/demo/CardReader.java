package tw.onestop.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.trust.TestCard;

/**
 * 模擬讀卡元件: a card reader with its local server, as a person's machine has it (HiPKI, {@code http://localhost:61161}): the window in
 * which a page has something signed, and a page of its own where test cards are put in and taken out.
 */
public final class CardReader implements AutoCloseable {

    /** Where browsers look for it. */
    public static final int PORT = 61161;

    private static final int TRIES = 3;
    private static final int LARGEST = 64 * 1024;
    private static final int NO_CARD = 0x76000006;
    private static final int LOGIN_FAILED = 0x76100006;
    private static final int PIN_INCORRECT = 0xa0;
    private static final int PIN_LOCKED = 0xa4;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<Inserted> cards = new CopyOnWriteArrayList<>();
    private volatile @Nullable Inserted inside;

    private CardReader(HttpServer server) {
        this.server = server;
    }

    /** A card somebody has, and how often its PIN may still be wrong. */
    private static final class Inserted {
        final String label;
        final TestCard card;
        final String pin;
        int left = TRIES;

        Inserted(String label, TestCard card, String pin) {
            this.label = label;
            this.card = card;
            this.pin = pin;
        }
    }

    /**
     * @param port 0 for any
     * @throws IOException when another program, perhaps a real card reader's, listens there
     */
    public static CardReader open(int port) throws IOException {
        CardReader reader =
                new CardReader(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        reader.server.createContext("/", reader::front);
        reader.server.createContext("/popupForm", exchange -> answer(exchange, 200, "text/html", page("popup.html")));
        reader.server.createContext("/sign", reader::sign);
        reader.server.start();
        return reader;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Puts a card in the place of the last one. */
    public void insert(String label, TestCard card, String pin) {
        Inserted next = new Inserted(label, card, pin);
        cards.add(next);
        inside = next;
    }

    /** Lays a card beside the reader; the first is put in. */
    public void lay(String label, TestCard card, String pin) {
        Inserted next = new Inserted(label, card, pin);
        cards.add(next);
        if (cards.size() == 1) {
            inside = next;
        }
    }

    /** Takes the card out. */
    public void remove() {
        inside = null;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void sign(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(read(exchange));
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("func", "sign");
        synchronized (this) {
            said.putAll(signed(asked));
        }
        answer(exchange, 200, "application/json", JSON.writeValueAsString(said));
    }

    private Map<String, Object> signed(JsonNode asked) {
        Inserted card = inside;
        if (card == null) {
            return Map.of("ret_code", NO_CARD);
        }
        if (card.left == 0) {
            return Map.of("ret_code", LOGIN_FAILED, "last_error", PIN_LOCKED);
        }
        if (!card.pin.equals(asked.path("pin").asString(""))) {
            card.left--;
            return Map.of("ret_code", LOGIN_FAILED, "last_error", card.left == 0 ? PIN_LOCKED : PIN_INCORRECT);
        }
        card.left = TRIES;
        byte[] content = Base64.getDecoder().decode(asked.path("tbs").asString(""));
        return Map.of("ret_code", 0, "signature", Base64.getEncoder().encodeToString(card.card.sign(content, true)));
    }

    /** The page of the reader itself: which card is in. */
    private void front(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            String chosen = read(exchange).replaceFirst("^card=", "");
            inside = chosen.matches("\\d{1,3}") && Integer.parseInt(chosen) < cards.size()
                    ? cards.get(Integer.parseInt(chosen))
                    : null;
        }
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < cards.size(); i++) {
            Inserted card = cards.get(i);
            list.append("<li><button name=card value=%d%s>%s</button> PIN %s%s</li>"
                    .formatted(
                            i,
                            Objects.equals(card, inside) ? " aria-pressed=true" : "",
                            card.label,
                            card.pin,
                            card.left == 0 ? " 已鎖住 locked" : ""));
        }
        Inserted card = inside;
        answer(
                exchange,
                200,
                "text/html",
                page("reader.html")
                        .replace("{{inside}}", card == null ? "沒有卡片 no card" : card.label)
                        .replace("{{cards}}", list));
    }

    private static String read(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(LARGEST), StandardCharsets.UTF_8);
    }

    private static String page(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(CardReader.class.getResourceAsStream("/demo/card-reader/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
