package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** Agencies of their own for every test, and promises to them. */
@Component
class WireWorld {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ExchangeDesk exchange;
    private final MachineDesk machines;
    private final AgencyDesk agencies;
    private final TransactionTemplate transaction;

    WireWorld(ExchangeDesk exchange, MachineDesk machines, AgencyDesk agencies, TransactionTemplate transaction) {
        this.agencies = agencies;
        this.exchange = exchange;
        this.machines = machines;
        this.transaction = transaction;
    }

    private static final Random NOISE = new Random(7);

    AgencyCode anAgency(Agency.Door door) {
        AgencyCode code = new AgencyCode("WIRE-" + COUNT.incrementAndGet());
        TestDatabase.asOwner().sql("""
                insert into agency.agency (code, name, name_en, kind, contact_unit, contact_phone, contact_hours,
                                           promised_days, auto_replies, door, shown_order)
                values (?, '測試機關', 'Test agency', 'RECEIVER', '服務台', '02', '全天', 5, false, ?, 999)
                """).param(code.value()).param(door.name()).update();
        // The directory reads again what it holds in memory; a reader at the same moment may bring the old back.
        eventually(() -> {
            agencies.chooseDoor(code, door);
            return agencies.find(code).isPresent();
        });
        return code;
    }

    AgencyCode anAgencyAt(Receiver receiver) {
        return anAgencyAt(receiver, "");
    }

    AgencyCode anAgencyAt(Receiver receiver, String jwk) {
        AgencyCode agency = anAgency(Agency.Door.WEBHOOK);
        listens(agency, receiver.url(), jwk);
        return agency;
    }

    void listens(AgencyCode agency, String url, String jwk) {
        String endpoint = exchange.endpoint(agency).endpointId();
        assertThat(machines.change(endpoint, url, jwk, machine(agency))).isInstanceOf(MachineDesk.Change.Changed.class);
    }

    UUID promise(AgencyCode agency, String citizen) {
        return promise(agency, List.of(citizen)).getFirst();
    }

    List<UUID> promise(AgencyCode agency, List<String> citizens) {
        List<Outgoing> outgoing = new ArrayList<>();
        for (String citizen : citizens) {
            outgoing.add(aNotice(agency, UUID.randomUUID(), citizen));
        }
        transaction.executeWithoutResult(status -> exchange.promise(outgoing));
        return outgoing.stream().map(Outgoing::id).toList();
    }

    /** Notices with so many characters each, of which nothing becomes smaller. */
    List<UUID> promiseLarge(AgencyCode agency, int count, int characters) {
        List<Outgoing> outgoing = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outgoing.add(new Outgoing(
                    UUID.randomUUID(),
                    agency,
                    "tw.onestop.notice.registration-change.address.v1",
                    ("c" + i).getBytes(StandardCharsets.UTF_8),
                    ("{\"who\":\"" + noise(characters) + "\"}").getBytes(StandardCharsets.UTF_8)));
        }
        transaction.executeWithoutResult(status -> exchange.promise(outgoing));
        return outgoing.stream().map(Outgoing::id).toList();
    }

    static String noise(int characters) {
        StringBuilder noise = new StringBuilder(characters);
        while (noise.length() < characters) {
            noise.append(Long.toString(NOISE.nextLong() >>> 1, 36));
        }
        return noise.substring(0, characters);
    }

    void promise(AgencyCode agency, UUID id, String citizen) {
        transaction.executeWithoutResult(status -> exchange.promise(List.of(aNotice(agency, id, citizen))));
    }

    static Outgoing aNotice(AgencyCode agency, UUID id, String citizen) {
        return new Outgoing(
                id,
                agency,
                "tw.onestop.notice.registration-change.address.v1",
                citizen.getBytes(StandardCharsets.UTF_8),
                "{\"who\":\"王𠮷明\"}".getBytes(StandardCharsets.UTF_8));
    }

    static Actor machine(AgencyCode agency) {
        return Actor.system("machine-of-" + agency, agency);
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static void eventually(BooleanSupplier holds) {
        eventually(Duration.ofSeconds(10), holds);
    }

    static void eventually(Duration within, BooleanSupplier holds) {
        long end = System.nanoTime() + within.toNanos();
        while (!holds.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        assertThat(holds.getAsBoolean()).as("within " + within).isTrue();
    }
}
