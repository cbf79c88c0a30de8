package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;
import tw.onestop.trust.TrustDesk;

/** 直達: whatever is asked, the short way and the whole way through the doors answer the same, letter by letter. */
@ProductTest
class ShortWayTests {

    private static final AgencyCode TAX = new AgencyCode("NTAX");
    private static final Actor MACHINE = Actor.system("short-way-test", TAX);
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    /** Whoever knows no parameters does not mind them; but the short way is for those who bring none. */
    private static final String WHOLE_WAY = "?whole";

    private final String purpose = "SHORT-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    @Autowired
    TrustDesk trust;

    @Autowired
    GrantDesk grants;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    private String token = "";
    private String asked = "";
    private NationalId person = People.nextId(Sex.MALE);

    @BeforeEach
    void anAgencyThatMayAsk() {
        clock.goTo(TODAY);
        grants.give(
                new Grant(
                        purpose,
                        TAX,
                        "遺產稅審查",
                        "Inheritance tax",
                        "稅捐稽徵法第30條",
                        Set.of("name", "spouse", "address.county", "birthDate"),
                        5,
                        100,
                        TODAY,
                        TODAY.plusYears(1),
                        null),
                Actor.rule("test"));
        grants.name(TAX, "officer-1", People.nextId(Sex.FEMALE), Actor.rule("test"));
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
    }

    /** 請求: as it is sent, but for the transaction's id, which is another each time. */
    private record Sent(Map<String, String> headers, String body) {

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

    private Sent query(String body) {
        return new Sent(
                Map.of(
                        "Authorization", "Bearer " + token,
                        "Content-Type", "application/json",
                        "RIS-Purpose-Id", purpose,
                        "RIS-Case-No", "115-7",
                        "RIS-User-Id", "officer-1"),
                body);
    }

    private Sent under(String authorization) {
        return query(asked).with("Authorization", authorization);
    }

    @Test
    void whatAMachineAsksIsAnsweredAlikeOnBothWays() throws IOException {
        Sent good = query(asked);
        Answered answered = shortly(good, 200);
        assertThat(answered.body()).contains("王小明", "\"spouse\":null", "連江縣");
        assertThat(answered.headers())
                .contains(
                        "Content-Type: application/json",
                        "RateLimit-Policy: \"query\";q=100;w=60",
                        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
                        "X-Content-Type-Options: nosniff");
        shortly(good.with("Accept", "*/*"), 200);
        shortly(good.with("Accept", "application/json"), 200);
        shortly(good.with("RIS-Case-No", "115-遺-7"), 200);
        assertThat(shortly(good.with("X-Forwarded-Proto", "https"), 200).headers())
                .anyMatch(line -> line.startsWith("Strict-Transport-Security:"));
        shortly(
                query(
                        "{\"type\":\"predicate\",\"nationalIds\":[\"%s\"],\"predicates\":[{\"name\":\"ageAtLeast\",\"years\":18}]}"
                                .formatted(person.value())),
                200);
        shortly(query(asked.replace("spouse", "father")), 403);
        shortly(query(asked.replace(person.value(), "A12")), 400);
        shortly(query("{"), 400);
        shortly(query(""), 400);
        shortly(good.without("RIS-Purpose-Id"), 400);
        shortly(good.with("RIS-Purpose-Id", "LAND-01"), 403);
        shortly(good.with("RIS-User-Id", "nobody"), 403);
    }

    @Test
    void whereTheDoorsHaveSomethingToSayTheySayIt() throws IOException {
        alike(query(asked).without("Authorization"), 401);
        alike(under("Bearer rubbish"), 401);
        alike(under("Basic " + token), 401);
        alike(under("DPoP " + token), 401);
        alike(under("Bearer " + tokens.issue(MACHINE, "thumbprint", false)), 401);
        alike(under("Bearer " + tokens.issue(MACHINE, null, true)), 403);
        alike(under("Bearer " + tokens.issue(Actor.system("receiver", new AgencyCode("TAIPOWER")), null, false)), 403);
        alike(under("Bearer " + forAnotherAudience()), 401);
        alike(query(" ".repeat(70_000)), 413);
        alike(query(asked).with("RIS-Case-No", "115\u00857"), 400);
        alike(query(asked).with("X-Anything", "\u0085"), 400);
        alike(query(asked).with("Content-Type", "text/plain"), 415);
        alike(query(asked).with("Accept", "text/html"), 406);
        clock.advance(AccessTokens.LIFETIME.plusSeconds(1));
        alike(query(asked), 401);
    }

    /** Several lines of a header are one (RFC 9110 §5.3). */
    @Test
    void aSheetThatIsAskedForInALineOfItsOwnIsAskedFor() throws IOException {
        Sent both = query(asked).with("Accept", "application/json").with("accept", "application/pdf");
        Raw raw = send(both, "", UUID.randomUUID());
        Raw whole = send(both, WHOLE_WAY, UUID.randomUUID());
        assertThat(raw.status()).isEqualTo(whole.status());
        assertThat(raw.types()).isEqualTo(whole.types()).doesNotContain("Content-Type: application/json");
    }

    @Test
    void whatCannotBeRecordedIsNotTold() throws IOException {
        JdbcClient owner = TestDatabase.asOwner();
        owner.sql("""
                create function audit.log_away() returns trigger language plpgsql as $$
                begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$
                """).update();
        try {
            owner.sql(
                            "create trigger log_away before insert on audit.trail for each row when (new.detail like '%purpose="
                                    + purpose + "%') execute function audit.log_away()")
                    .update();
            Answered answered = shortly(query(asked), 503);
            assertThat(answered.body()).contains("trailUnavailable").doesNotContain("王小明");
            assertThat(answered.headers()).contains("Retry-After: 5");
        } finally {
            owner.sql("drop function audit.log_away() cascade").update();
        }
        shortly(query(asked), 200);
    }

    @Test
    void aTransactionIsAnsweredOnceOnWhicheverWay() throws IOException {
        for (String way : List.of("", WHOLE_WAY)) {
            UUID transaction = UUID.randomUUID();
            assertThat(send(query(asked), way, transaction).status()).isEqualTo(200);
            Raw again = send(query(asked), "", transaction);
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.body()).contains("transactionIdReused").doesNotContain("王小明");
        }
    }

    /** 回應, without what differs each time and how its bytes were sent: short answers are not packed. */
    private record Answered(int status, List<String> headers, String body) {

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
    private Answered shortly(Sent sent, int status) throws IOException {
        assertThat(send(sent, "", UUID.randomUUID()).head()).anyMatch(line -> line.startsWith("Content-Length:"));
        assertThat(send(sent, WHOLE_WAY, UUID.randomUUID()).head()).contains("Transfer-Encoding: chunked");
        return alike(sent, status);
    }

    private Answered alike(Sent sent, int status) throws IOException {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Answered answered = Answered.of(send(sent, "", one), one);
        assertThat(answered).as(String.valueOf(sent)).isEqualTo(Answered.of(send(sent, WHOLE_WAY, other), other));
        assertThat(answered.status()).as(answered.body()).isEqualTo(status);
        return answered;
    }

    /** 原始回應. */
    private record Raw(List<String> head, String body) {

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

    private Raw send(Sent sent, String way, UUID transaction) throws IOException {
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

    private String forAnotherAudience() {
        Instant now = clock.instant();
        String kid = trust.tokenKeys().getFirst().kid();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("http://localhost:8080")
                .audience("http://somewhere.else")
                .subject(MACHINE.id())
                .claim("agency", TAX.value())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build();
        String signed = new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(kid)
                        .type(new JOSEObjectType("at+jwt"))
                        .build()
                        .toBase64URL()
                + "." + claims.toPayload().toBase64URL();
        return signed + "." + Base64URL.encode(trust.signToken(kid, signed.getBytes(StandardCharsets.US_ASCII)));
    }
}
