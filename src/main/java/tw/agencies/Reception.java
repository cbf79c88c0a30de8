package tw.agencies;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** 收發室: the agency's port on loopback, which can be shut for a while as if the line were cut. */
final class Reception implements AutoCloseable {

    private static final int BACKLOG = 1_024;
    private static final Duration FAREWELL = Duration.ofMillis(200);

    private final Map<String, HttpHandler> handlers;
    private HttpServer server;
    private boolean shut;
    private boolean closed;

    static {
        // Without it the answer to a small request waits for the client's delayed acknowledgement, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    Reception(int port, Map<String, HttpHandler> handlers) throws IOException {
        this.handlers = Map.copyOf(handlers);
        this.server = open(port);
    }

    private HttpServer open(int port) throws IOException {
        try {
            HttpServer opened =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            handlers.forEach(opened::createContext);
            opened.start();
            return opened;
        } catch (BindException taken) {
            throw new IOException("port %d is taken by another program".formatted(port), taken);
        }
    }

    synchronized int port() {
        return server.getAddress().getPort();
    }

    synchronized boolean isShut() {
        return shut;
    }

    /** Refuses every connection for so long; returns when it is open again. */
    void shutFor(Duration duration) throws IOException, InterruptedException {
        int port = port();
        synchronized (this) {
            if (shut || closed) {
                return;
            }
            shut = true;
        }
        Thread.sleep(FAREWELL); // the page that asked for it still gets its answer
        stop();
        Thread.sleep(duration);
        synchronized (this) {
            if (!closed) {
                server = open(port);
                shut = false;
            }
        }
    }

    private synchronized void stop() {
        server.stop(0);
    }

    static void answer(HttpExchange exchange, int status, String type, JsonNode body) throws IOException {
        answer(exchange, status, type, Json.MAPPER.writeValueAsBytes(body));
    }

    static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }
}
