package tw.agencies;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import tools.jackson.databind.node.ObjectNode;

/**
 * 通報收件口 {@code POST /notices}: who sent it is checked before it is read, it is on the disk before it is acknowledged, and a
 * second arrival is acknowledged like the first.
 */
final class WebhookDoor implements HttpHandler {

    private static final int LARGEST_BODY = 1 << 20;

    private final Agency agency;
    private final Signatures signatures;

    WebhookDoor(Agency agency, Signatures signatures) {
        this.agency = agency;
        this.signatures = signatures;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                refuse(exchange, 405, "methodNotAllowed");
            } else if (agency.dials().on(Dial.DOWN)) {
                refuse(exchange, 503, "closed");
            } else if (agency.dials().strikes(Dial.FAIL)) {
                agency.log().line("failed-on-request");
                refuse(exchange, 500, "failedOnRequest");
            } else {
                receive(exchange);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("closing");
        }
    }

    private void receive(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            refuse(exchange, 413, "tooLarge");
            return;
        }
        String id = header(exchange, "webhook-id");
        if (!isGenuine(exchange, id, body)) {
            agency.log().line("refused", "notGenuine");
            refuse(exchange, 401, "notGenuine");
            return;
        }
        try {
            Notice notice = Notice.parse(body);
            if (!notice.recipient().equals(agency.code())) {
                agency.log().line("refused", notice.id(), "notForUs");
                refuse(exchange, 403, "notForUs");
            } else if (!notice.id().equals(id)) {
                throw new Notice.Malformed("webhook-id is not the envelope's id");
            } else {
                take(exchange, agency.unsealed(notice));
            }
        } catch (Notice.Malformed malformed) {
            agency.log().line("refused", "malformed:", malformed.getMessage());
            refuse(exchange, 400, "malformed");
        }
    }

    private boolean isGenuine(HttpExchange exchange, String id, byte[] body) throws IOException, InterruptedException {
        return signatures.areGenuine(
                id, header(exchange, "webhook-timestamp"), header(exchange, "webhook-signature"), body);
    }

    private void take(HttpExchange exchange, Notice notice) throws IOException, InterruptedException {
        Dials dials = agency.dials();
        String status = agency.acknowledges() ? Reply.Status.RECEIVED.name() : "";
        if (dials.strikes(Dial.SWALLOW)) {
            agency.log().line("swallowed", notice.id());
            acknowledge(exchange, status);
            return;
        }
        Casebook.Entry entry = agency.enter(notice, status);
        entry.await();
        agency.taken(entry);
        Thread.sleep(dials.duration(Dial.SLOW));
        if (dials.strikes(Dial.DROP)) {
            agency.log().line("answer-dropped", notice.id());
        } else {
            acknowledge(exchange, status);
        }
    }

    private static void acknowledge(HttpExchange exchange, String status) throws IOException {
        if (status.isEmpty()) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            Reception.answer(exchange, 200, "application/json", Json.object().put("status", status));
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        ObjectNode problem = Json.object()
                .put("type", "about:blank")
                .put("title", "the notice was not taken")
                .put("status", status)
                .put("code", code);
        Reception.answer(exchange, status, "application/problem+json", problem);
    }
}
