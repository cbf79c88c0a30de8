package tw.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** An agency's webhook: keeps what it gets and answers as it is told. */
final class Listener implements AutoCloseable {

    final List<Got> got = new CopyOnWriteArrayList<>();
    volatile int status = 204;
    volatile String body = "";
    volatile Map<String, String> headers = Map.of();

    private final HttpServer server;

    Listener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/notices";
    }

    /** What came about this application. */
    List<Got> about(Country.Receipt receipt) {
        return got.stream()
                .filter(one -> new String(one.body(), StandardCharsets.UTF_8).contains(receipt.street()))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            got.add(new Got(
                    exchange.getRequestMethod(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    record Got(String method, Headers headers, byte[] body) {

        JsonNode envelope() {
            return Answer.JSON.readTree(body);
        }

        String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }
}
