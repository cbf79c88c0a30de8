package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** 直達與全程: one machine, one person who is asked about, and every request sent on the short way and on the whole way. */
@ProductTest
abstract class BothWays {

    static final AgencyCode TAX = new AgencyCode("NTAX");
    static final Actor MACHINE = Actor.system("short-way-test", TAX);
    static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    /** Whoever knows no parameters does not mind them; but the short way is for those who bring none. */
    static final String WHOLE_WAY = "?whole";

    final String purpose = "SHORT-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    @Autowired
    GrantDesk grants;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    final NationalId officer = People.nextId(Sex.FEMALE);
    String token = "";
    String asked = "";
    NationalId person = People.nextId(Sex.MALE);

    @BeforeEach
    void anAgencyThatMayAsk() {
        clock.goTo(TODAY);
        granted(100, TODAY.plusYears(1));
        grants.name(TAX, "officer-1", officer, Actor.rule("test"));
        person = people.household("09007010001", "介壽路905號")
                .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found()
                .person(0)
                .nationalId();
        token = tokens.issue(MACHINE, null, false);
        asked = "{\"nationalIds\":[\"%s\"],\"fields\":[\"name\",\"spouse\",\"address.county\"]}"
                .formatted(person.value());
    }

    @AfterEach
    void asBefore() {
        clock.reset();
        grants.end(TAX, purpose, "test", Actor.rule("test"));
    }

    void granted(int perMinute, LocalDate until) {
        grants.give(
                new Grant(
                        purpose,
                        TAX,
                        "遺產稅審查",
                        "Inheritance tax",
                        "稅捐稽徵法第30條",
                        Set.of("name", "spouse", "address.county", "birthDate"),
                        5,
                        perMinute,
                        TODAY,
                        until,
                        null),
                Actor.rule("test"));
    }

    /** 請求: as it is sent, but for the transaction's id, which is another each time. */
    record Sent(Map<String, String> headers, String body) {

        Sent with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Sent(more, body);
        }

        Sent without(String name) {
            Map<String, String> fewer = new LinkedHashMap<>(headers);
            fewer.remove(name);
            return new Sent(fewer, body);
        }
    }

    Sent query(String body) {
        return new Sent(
                Map.of(
                        "Authorization", "Bearer " + token,
                        "Content-Type", "application/json",
                        "RIS-Purpose-Id", purpose,
                        "RIS-Case-No", "115-7",
                        "RIS-User-Id", "officer-1"),
                body);
    }

    Sent under(String authorization) {
        return query(asked).with("Authorization", authorization);
    }

    /** 回應, without what differs each time and how its bytes were sent: short answers are not packed. */
    record Answered(int status, List<String> headers, String body) {

        static Answered of(Raw raw, UUID transaction) {
            List<String> headers = raw.head().stream()
                    .skip(1)
                    .filter(line ->
                            !line.matches("(?i)(date|content-length|transfer-encoding|vary|connection|keep-alive):.*"))
                    .map(line -> line.replace(transaction.toString(), "ID").replaceAll("r=\\d+;t=\\d+", "r;t"))
                    .sorted()
                    .toList();
            String body = raw.body()
                    .replace(transaction.toString(), "ID")
                    .replaceAll("\"reference\":\"\\w+\"", "\"reference\":\"R\"");
            return new Answered(raw.status(), headers, body);
        }
    }

    /** On the short way, which says how long its answer is. */
    Answered shortly(Sent sent, int status) throws IOException {
        assertThat(send(sent, "", UUID.randomUUID()).head()).anyMatch(line -> line.startsWith("Content-Length:"));
        assertThat(send(sent, WHOLE_WAY, UUID.randomUUID()).head()).contains("Transfer-Encoding: chunked");
        return alike(sent, status);
    }

    Answered alike(Sent sent, int status) throws IOException {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Answered answered = Answered.of(send(sent, "", one), one);
        assertThat(answered).as(String.valueOf(sent)).isEqualTo(Answered.of(send(sent, WHOLE_WAY, other), other));
        assertThat(answered.status()).as(answered.body()).isEqualTo(status);
        return answered;
    }

    /** 原始回應. */
    record Raw(List<String> head, String body) {

        static Raw read(InputStream from) throws IOException {
            String all = new String(from.readAllBytes(), StandardCharsets.ISO_8859_1);
            int end = all.indexOf("\r\n\r\n");
            List<String> head = all.substring(0, end).lines().toList();
            String rest = all.substring(end + 4);
            return new Raw(head, utf8(head.contains("Transfer-Encoding: chunked") ? whole(rest) : rest));
        }

        private static String whole(String chunks) {
            StringBuilder whole = new StringBuilder();
            int at = 0;
            while (true) {
                int line = chunks.indexOf("\r\n", at);
                int size = Integer.parseInt(chunks.substring(at, line), 16);
                if (size == 0) {
                    return whole.toString();
                }
                whole.append(chunks, line + 2, line + 2 + size);
                at = line + 4 + size;
            }
        }

        private static String utf8(String bytes) {
            return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        List<String> types() {
            return head.stream()
                    .filter(line -> line.startsWith("Content-Type:"))
                    .toList();
        }

        int status() {
            return Integer.parseInt(head.getFirst().split(" ", 3)[1]);
        }
    }

    Raw send(Sent sent, String way, UUID transaction) throws IOException {
        byte[] body = sent.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST /v1/persons/query" + way + " HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\nRIS-Transaction-Id: " + transaction
                + "\r\n");
        sent.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return Raw.read(socket.getInputStream());
        }
    }
}
