package tw.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Client;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;

/** 受測連結機關: agencies of the townships, each with a grant of one of three widths, an officer, a machine and its token. */
final class LinkedAgencies {

    /** What the grants hold, the narrowest first; all of it can be read from a person, a stay and a household. */
    static final List<List<String>> WIDTHS = List.of(
            List.of("name", "birthDate", "address.full"),
            List.of("name", "sex", "birthDate", "maritalStatus", "address.full"),
            List.of(
                    "name",
                    "sex",
                    "birthDate",
                    "maritalStatus",
                    "spouse",
                    "deathDate",
                    "householdNo",
                    "relationToHead",
                    "address.full"));

    static final String OFFICER = "officer";

    private static final Actor BENCH = Actor.rule("bench");
    private static final int OFFICERS = 9_700_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ECKey key;
    private final int port;

    private LinkedAgencies(ECKey key, int port) {
        this.key = key;
        this.port = port;
    }

    /** An agency that may ask, with what its requests begin with. */
    record Linked(AgencyCode agency, String purpose, String token, List<String> fields) {}

    /** Grants what is missing and has a token made for each. */
    static List<Linked> ready(ApplicationContext product, int port, int count) throws IOException {
        try {
            LinkedAgencies linked = new LinkedAgencies(
                    new ECKeyGenerator(Curve.P_256).keyID("bench").generate(), port);
            return linked.enrolled(
                    product.getBean(AgencyDesk.class),
                    product.getBean(GrantDesk.class),
                    product.getBean(TransactionTemplate.class),
                    count);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number of the officer of the nth agency, which nobody else bears. */
    static NationalId officer(int agency) {
        return NationalId.of('Z', 1, OFFICERS + agency);
    }

    private List<Linked> enrolled(AgencyDesk agencies, GrantDesk grants, TransactionTemplate transaction, int count)
            throws IOException, JOSEException {
        List<AgencyCode> codes = agencies.all().stream()
                .filter(agency -> agency.kind() == Agency.Kind.LINKED)
                .map(Agency::code)
                .sorted(Comparator.comparing(AgencyCode::value))
                .limit(count)
                .toList();
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Taipei"));
        String keys = new JWKSet(key.toPublicJWK()).toString();
        // Asked before anything is written, since each writing has all of it read anew.
        List<Boolean> missing = codes.stream()
                .map(code -> grants.grant(code, purpose(code)).isEmpty())
                .toList();
        transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < codes.size(); i++) {
                agencies.enrol(new Client(client(codes.get(i)), codes.get(i), keys));
                if (missing.get(i)) {
                    grants.give(grant(codes.get(i), WIDTHS.get(i % WIDTHS.size()), today), BENCH);
                    grants.name(codes.get(i), OFFICER, officer(i), BENCH);
                }
            }
        });
        List<Linked> linked = new ArrayList<>();
        try (RawHttp http = new RawHttp(port)) {
            String issuer = JSON.readTree(http.send(
                                    "GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                    "")
                            .body())
                    .path("issuer")
                    .asString();
            for (int i = 0; i < codes.size(); i++) {
                Grant grant = grants.grant(codes.get(i), purpose(codes.get(i))).orElseThrow();
                linked.add(new Linked(
                        codes.get(i),
                        grant.purposeId(),
                        token(http, client(codes.get(i)), issuer),
                        grant.fields().stream().sorted().toList()));
            }
        }
        return linked;
    }

    private static Grant grant(AgencyCode code, List<String> fields, LocalDate from) {
        return new Grant(
                purpose(code),
                code,
                "量測",
                "Benchmark",
                "量測",
                Set.copyOf(fields),
                50,
                1_000_000,
                from,
                from.plusYears(1),
                null);
    }

    private static String purpose(AgencyCode code) {
        return code.value() + "-BENCH";
    }

    private static String client(AgencyCode code) {
        return "bench-" + code.value();
    }

    private String token(RawHttp http, String client, String issuer) throws IOException, JOSEException {
        Instant now = Instant.now();
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(client)
                        .subject(client)
                        .audience(issuer)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
        assertion.sign(new ECDSASigner(key));
        String form = "grant_type=client_credentials&client_assertion_type="
                + URLEncoder.encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", StandardCharsets.US_ASCII)
                + "&client_assertion=" + assertion.serialize();
        RawHttp.Answer answer = http.send(
                "POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: " + form.length() + "\r\n\r\n",
                form);
        String token = JSON.readTree(answer.body()).path("access_token").asString("");
        if (token.isEmpty()) {
            throw new IOException("no token: " + answer);
        }
        return token;
    }
}
