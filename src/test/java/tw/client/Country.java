package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tw.proof.Clerk;

/** The agencies' machines of {@code demo.json}, and a clerk at the counter whose work makes the notices. */
final class Country {

    private static final String VILLAGE = "連江縣南竿鄉介壽村";
    private static final AtomicInteger STREETS = new AtomicInteger(100);
    private static final Deque<String> HOUSEHOLDS = new ArrayDeque<>();

    final Wire wire;
    private final JsonNode demo;
    private final Map<String, Machine> machines = new LinkedHashMap<>();

    Country(int port, String demoJson) {
        this.wire = new Wire(port);
        this.demo = Answer.JSON.readTree(demoJson);
        for (String who : List.of("agencies", "reporters")) {
            demo.path(who).forEach(told -> machines.put(told.path("code").asString(), new Machine(wire, told)));
        }
    }

    Machine machine(String code) {
        return java.util.Objects.requireNonNull(machines.get(code), code);
    }

    JsonNode staff(String role) {
        for (JsonNode one : demo.path("staff")) {
            if (one.path("roles").path(0).asString().equals(role)) {
                return one;
            }
        }
        throw new IllegalArgumentException(role);
    }

    /** The one whose username ends so. */
    JsonNode account(String usernameEnd) {
        for (JsonNode one : demo.path("staff")) {
            if (one.path("username").asString().endsWith(usernameEnd)) {
                return one;
            }
        }
        throw new IllegalArgumentException(usernameEnd);
    }

    Clerk clerk() {
        return signedIn(staff("CLERK"));
    }

    /** Somebody of the staff with a browser. */
    Clerk signedIn(JsonNode account) {
        try {
            Clerk clerk = new Clerk(
                    wire.base(),
                    account.path("username").asString(),
                    account.path("password").asString());
            clerk.signIn();
            return clerk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page of some person's at the counter. */
    String aPerson(Clerk clerk) throws IOException {
        return clerk.households(VILLAGE + "001鄰").getFirst();
    }

    /** A citizen moves and ticks every agency there is. */
    synchronized Receipt anApplication() {
        try (Clerk clerk = clerk()) {
            synchronized (HOUSEHOLDS) {
                if (HOUSEHOLDS.isEmpty()) {
                    HOUSEHOLDS.addAll(clerk.households(VILLAGE + "001鄰"));
                }
            }
            String household;
            synchronized (HOUSEHOLDS) {
                household = HOUSEHOLDS.remove();
                HOUSEHOLDS.add(household);
            }
            String street = "客戶端路%d號".formatted(STREETS.incrementAndGet());
            String number = clerk.conclude(clerk.agree(clerk.typeAddress(clerk.begin(household), VILLAGE, 1, street)));
            String receipt = clerk.browser()
                    .get("/counter/receipts/" + number.replaceAll("\\D", ""))
                    .document()
                    .select("td.big.latin")
                    .getLast()
                    .text();
            return new Receipt(number, receipt, street);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The notice of this application to an agency, pulled by it. */
    JsonNode notice(Receipt receipt, String agency) {
        JsonNode[] found = new JsonNode[1];
        eventually(() -> {
            List<JsonNode> feed = machine(agency).feed();
            found[0] = feed.stream()
                    .filter(envelope -> envelope.toString().contains(receipt.street()))
                    .findFirst()
                    .orElse(null);
            return found[0] != null;
        });
        return found[0];
    }

    Answer progress(String receiptNo, String code) {
        return wire.json(
                "POST", "/v1/progress", Answer.JSON.writeValueAsString(Map.of("receiptNo", receiptNo, "code", code)));
    }

    String status(Receipt receipt, String agency) {
        for (JsonNode item :
                progress(receipt.number(), receipt.code()).is(200).json().path("items")) {
            if (item.path("agency").asString().equals(agency)) {
                return item.path("status").asString();
            }
        }
        throw new AssertionError("no item of " + agency);
    }

    static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!holds.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        assertThat(holds.getAsBoolean()).as("at last").isTrue();
    }

    /** 收執聯 as the citizen holds it. */
    record Receipt(String number, String code, String street) {}
}
